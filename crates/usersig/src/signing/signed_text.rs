//! Claims as the one text the MAC covers.

use crate::bytes::base64::encode;
use crate::bytes::byte_writer::ByteWriter;
use crate::claims::claims::{Claims, Digits};

/// Hands over the text in pieces.
///
/// The text is made from values, never from what a ticket wrote, so two readings of one text cannot exist. Only the
/// identifier is free text. Everything behind it is a fixed label with a canonical number, or base64 of bytes.
// Always inlined in this file: with plain `inline`, a signature takes 2 % more instructions.
#[inline(always)]
pub(crate) fn signed_text(claims: &Claims<'_>, digits: &Digits<'_>, mut write: impl FnMut(&[u8])) {
    write(HEAD);
    write(claims.identifier);
    numbers(digits, &mut write);
    if let Some(userbuf) = claims.userbuf {
        write(b"TLS.userbuf:");
        encode::standard(userbuf, &mut write);
        write(b"\n");
    }
}

/// The text before the identifier.
pub(crate) const HEAD: &[u8] = b"TLS.identifier:";

/// The text behind the identifier of a UserSig.
#[inline(always)]
fn numbers(digits: &Digits<'_>, mut write: impl FnMut(&[u8])) {
    write(b"\nTLS.sdkappid:");
    write(digits.sdk_app_id);
    write(b"\nTLS.time:");
    write(digits.issued_at);
    write(b"\nTLS.expire:");
    write(digits.lifetime);
    write(b"\n");
}

/// The text behind the identifier, prepared for every UserSig of an app, a second and a lifetime.
pub(crate) struct PreparedNumbers {
    text: [u8; Self::CAPACITY],
    len: usize,
}

impl PreparedNumbers {
    /// The labels have 38 bytes, and the numbers at most 10, 19 and 19 digits.
    const CAPACITY: usize = 96;

    pub(crate) fn new(digits: &Digits<'_>) -> Self {
        let mut text = [0; Self::CAPACITY];
        let mut out = ByteWriter::new(&mut text);
        numbers(digits, |piece| out.push(piece));
        Self { len: out.len(), text }
    }

    #[inline]
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.text[..self.len]
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
