//! Claims to JSON.

use std::ops::Range;

use crate::bytes::base64::{self, MAC_LEN};
use crate::bytes::byte_writer::ByteWriter;
use crate::claims::claims::{Claims, Digits};
use crate::words::sdk_app_id::SdkAppId;

// Any order of members is as good to a reader. Of all orders this one makes the shortest tickets, because what repeats
// lies near, and what is the same in every ticket of an app lies together.
pub(crate) const HEAD: &str = r#"{"TLS.ver":"2.0","TLS.identifier":""#;
pub(crate) const USERBUF: &str = r#"","TLS.userbuf":""#;
pub(crate) const SIG: &str = r#"","TLS.sig":""#;
pub(crate) const SDK_APP_ID: &str = r#"","TLS.sdkappid":"#;
pub(crate) const EXPIRE: &str = r#","TLS.expire":"#;
pub(crate) const TIME: &str = r#","TLS.time":"#;
const END: &str = "}";

/// More than the longest document that is signed, with a word of zeros behind it.
pub(crate) const CAPACITY: usize = 448;

/// What stands between the MAC and the lifetime in every ticket of an app.
pub(crate) struct AppText {
    text: [u8; AppText::MAX_LEN],
    len: usize,
}

impl AppText {
    const MAX_LEN: usize = SDK_APP_ID.len() + "4294967295".len() + EXPIRE.len();

    pub(crate) fn new(sdk_app_id: SdkAppId) -> Self {
        let mut text = [0; Self::MAX_LEN];
        let mut out = ByteWriter::new(&mut text);
        out.push(SDK_APP_ID.as_bytes());
        out.push(itoa::Buffer::new().format(sdk_app_id.number()).as_bytes());
        out.push(EXPIRE.as_bytes());
        Self { len: out.len(), text }
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.text[..self.len]
    }
}

/// A document and where its values are.
pub(crate) struct Document {
    /// What was written and the zeros behind it.
    pub(crate) text: [u8; CAPACITY],
    pub(crate) identifier: Range<usize>,
    pub(crate) userbuf: Option<Range<usize>>,
    pub(crate) sig: Range<usize>,
    pub(crate) expire: Range<usize>,
    pub(crate) len: usize,
}

impl Document {
    /// Puts in the MAC.
    #[inline(always)]
    pub(crate) fn put_sig(&mut self, sig: &[u8; MAC_LEN]) {
        self.text[self.sig.clone()].copy_from_slice(sig);
    }
}

/// Writes claims that may be signed: a valid id, and a userbuf of ours or none. All of it is ASCII. Zeros stand where
/// the MAC goes.
#[inline(always)]
pub(crate) fn write(app: &AppText, claims: &Claims<'_>, digits: &Digits<'_>) -> Document {
    let mut text = [0; CAPACITY];
    let mut out = ByteWriter::new(&mut text);
    out.push(HEAD.as_bytes());
    let identifier = out.range_of(|out| push_escaped(out, claims.identifier));
    let userbuf = claims.userbuf.map(|userbuf| {
        out.push(USERBUF.as_bytes());
        out.range_of(|out| base64::encode_standard(userbuf, |chunk| out.push(chunk)))
    });
    out.push(SIG.as_bytes());
    let sig = out.range_of(|out| out.push(&[0; MAC_LEN]));
    out.push(app.as_slice());
    let expire = out.range_of(|out| out.push(digits.lifetime));
    out.push(TIME.as_bytes());
    out.push(digits.issued_at);
    out.push(END.as_bytes());
    Document { identifier, userbuf, sig, expire, len: out.len(), text }
}

/// Printable ASCII has two characters that a JSON string cannot hold as they are.
fn push_escaped(out: &mut ByteWriter<'_>, text: &[u8]) {
    if !text.iter().any(|byte| matches!(byte, b'"' | b'\\')) {
        return out.push(text);
    }
    for byte in text {
        if matches!(byte, b'"' | b'\\') {
            out.push(b"\\");
        }
        out.push(&[*byte]);
    }
}
