//! Claims to JSON.

use crate::base64;
use crate::byte_writer::ByteWriter;
use crate::claims::Claims;
use crate::document::Field;
use crate::mac::Mac;

/// A stretch of the document: the same in every ticket, or one of its values.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece {
    Text(&'static str),
    Value(Field),
}

/// Any order of members is as good to a reader; of all orders this one makes the shortest tickets, because most of what
/// repeats lies near.
pub(crate) const USER_SIG: &[Piece] = &[
    Piece::Text(r#"{"TLS.ver":"2.0","TLS.identifier":""#),
    Piece::Value(Field::Identifier),
    Piece::Text(r#"","TLS.sig":""#),
    Piece::Value(Field::Sig),
    Piece::Text(r#"","TLS.sdkappid":"#),
    Piece::Value(Field::SdkAppId),
    Piece::Text(r#","TLS.expire":"#),
    Piece::Value(Field::Expire),
    Piece::Text(r#","TLS.time":"#),
    Piece::Value(Field::Time),
    Piece::Text("}"),
];

/// The same with the userbuf.
pub(crate) const PRIVATE_MAP_KEY: &[Piece] = &[
    Piece::Text(r#"{"TLS.ver":"2.0","TLS.identifier":""#),
    Piece::Value(Field::Identifier),
    Piece::Text(r#"","TLS.userbuf":""#),
    Piece::Value(Field::UserBuf),
    Piece::Text(r#"","TLS.sig":""#),
    Piece::Value(Field::Sig),
    Piece::Text(r#"","TLS.sdkappid":"#),
    Piece::Value(Field::SdkAppId),
    Piece::Text(r#","TLS.expire":"#),
    Piece::Value(Field::Expire),
    Piece::Text(r#","TLS.time":"#),
    Piece::Value(Field::Time),
    Piece::Text("}"),
];

/// The most pieces a document has.
pub(crate) const MAX_PIECES: usize = PRIVATE_MAP_KEY.len();

/// More than the longest document that is signed, with a word of zeros behind it.
const CAPACITY: usize = 512;

/// A document and where each of its pieces ends.
pub(crate) struct Document {
    /// What was written and the zeros behind it.
    pub(crate) text: [u8; CAPACITY],
    pub(crate) len: usize,
    pub(crate) ends: [usize; MAX_PIECES],
}

/// Writes claims that may be signed: a valid id, and a userbuf of ours or none. All of it is ASCII.
pub(crate) fn write(pieces: &[Piece], claims: &Claims<'_>, mac: &Mac) -> Document {
    let mut buffer = [0; CAPACITY];
    let mut text = ByteWriter::new(&mut buffer);
    let mut ends = [0; MAX_PIECES];
    for (piece, end) in pieces.iter().zip(&mut ends) {
        match piece {
            Piece::Text(known) => text.push(known.as_bytes()),
            Piece::Value(Field::Expire) => text.push_number(claims.lifetime_secs()),
            Piece::Value(Field::Identifier) => push_escaped(&mut text, claims.identifier),
            Piece::Value(Field::SdkAppId) => text.push_number(claims.sdk_app_id.number().into()),
            Piece::Value(Field::Sig) => text.push(&base64::encode_mac(mac)),
            Piece::Value(Field::Time) => text.push_number(claims.issued_at.as_secs()),
            Piece::Value(Field::UserBuf) => {
                base64::encode_standard(claims.userbuf.unwrap_or_default(), |chunk| text.push(chunk));
            }
            Piece::Value(Field::Ver) => text.push(super::VERSION.as_bytes()),
        }
        *end = text.len();
    }
    Document { len: text.len(), text: buffer, ends }
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
