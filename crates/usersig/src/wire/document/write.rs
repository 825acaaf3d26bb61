//! The parts of the JSON that we write.
//!
//! A reader accepts the members in any order. Of all orders this one makes the shortest tickets: repeats lie near each
//! other, and everything that the tickets of an app have in common lies together.

use crate::bytes::base64::encode;
use crate::bytes::byte_writer::ByteWriter;

pub(crate) const HEAD: &str = r#"{"TLS.ver":"2.0","TLS.identifier":""#;
pub(crate) const USERBUF: &str = r#"","TLS.userbuf":""#;
pub(crate) const SIG: &str = r#"","TLS.sig":""#;
pub(crate) const SDK_APP_ID: &str = r#"","TLS.sdkappid":"#;
pub(crate) const EXPIRE: &str = r#","TLS.expire":"#;
pub(crate) const TIME: &str = r#","TLS.time":"#;
pub(crate) const END: &str = "}";

/// Writes an identifier. Printable ASCII has two characters that must be escaped in a JSON string.
#[inline]
pub(crate) fn push_identifier(out: &mut ByteWriter<'_>, identifier: &[u8]) {
    if identifier.iter().fold(0, |count, byte| count + u32::from(matches!(byte, b'"' | b'\\'))) == 0 {
        return out.push(identifier);
    }
    for byte in identifier {
        if matches!(byte, b'"' | b'\\') {
            out.push(b"\\");
        }
        out.push(&[*byte]);
    }
}

/// Writes a userbuf.
#[inline]
pub(crate) fn push_userbuf(out: &mut ByteWriter<'_>, userbuf: &[u8]) {
    encode::standard(userbuf, |chunk| out.push(chunk));
}
