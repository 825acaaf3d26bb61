//! Claims as the one text the MAC covers.

use crate::bytes::base64;
use crate::claims::claims::{Claims, Digits};

/// Hands over the text, piece by piece.
///
/// It is rendered from values, never from what a ticket wrote, so two readings of one text cannot exist: only the id is
/// free text, and everything behind it is a fixed label and a canonical number, or base64 of bytes.
#[inline(always)]
pub(crate) fn signed_text(claims: &Claims<'_>, digits: &Digits<'_>, mut write: impl FnMut(&[u8])) {
    write(b"TLS.identifier:");
    write(claims.identifier);
    write(b"\nTLS.sdkappid:");
    write(digits.sdk_app_id);
    write(b"\nTLS.time:");
    write(digits.issued_at);
    write(b"\nTLS.expire:");
    write(digits.lifetime);
    write(b"\n");
    if let Some(userbuf) = claims.userbuf {
        write(b"TLS.userbuf:");
        base64::encode_standard(userbuf, &mut write);
        write(b"\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::sdk_app_id::SdkAppId;
    use crate::words::time::UnixTime;

    fn text_of(claims: &Claims<'_>) -> String {
        let mut text = Vec::new();
        signed_text(claims, &claims.digits(&mut [itoa::Buffer::new(); 3]), |piece| text.extend_from_slice(piece));
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn the_text_has_a_line_a_claim_and_ends_with_a_line_end() {
        let mut claims = Claims {
            identifier: b"alice",
            sdk_app_id: SdkAppId::new(1_400_000_000).unwrap(),
            issued_at: UnixTime::from_secs(1_700_000_000),
            expires_at: UnixTime::from_secs(1_700_086_400),
            userbuf: None,
        };
        let plain = "TLS.identifier:alice\nTLS.sdkappid:1400000000\nTLS.time:1700000000\nTLS.expire:86400\n";
        assert_eq!(text_of(&claims), plain);
        claims.userbuf = Some(b"\x00\xff");
        assert_eq!(text_of(&claims), format!("{plain}TLS.userbuf:AP8=\n"));
    }

    #[test]
    fn the_largest_numbers_are_written_out() {
        let claims = Claims {
            identifier: b"",
            sdk_app_id: SdkAppId::new(u32::MAX).unwrap(),
            issued_at: UnixTime::from_secs(0),
            expires_at: UnixTime::MAX,
            userbuf: None,
        };
        assert!(text_of(&claims).ends_with("TLS.expire:9223372036854775807\n"));
    }
}
