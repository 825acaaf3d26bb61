//! Writes a document as one zlib stream (RFC 1950, RFC 1951).
//!
//! A general compressor prepares tables of many kilobytes for these few hundred bytes, most of which are known
//! beforehand. This one writes a single block with the fixed Huffman code, keeps what every ticket of an app has in
//! common as bits, knows what the rest repeats, and looks for repetitions only in the values that can have some.

#![expect(clippy::cast_possible_truncation, reason = "places in a document fit 16 bits, counts of bits fit 8")]

mod fixed;
mod stream;
mod writer;

use crate::bytes::base64::{self, MAC_LEN};
use crate::claims::mac::Mac;
pub(crate) use crate::wire::deflate::stream::CAPACITY;
use crate::wire::deflate::stream::Stream;
use crate::wire::deflate::writer::{Bits, Writer, literals_at};
use crate::wire::document::{self, AppText, Document};

/// Deflate with a window of 32 KiB, default level; then the last block, with the fixed code.
const START: (u64, u32) = (0b011 << 16 | 0x9c78, 19);

/// What `","TLS.` begins each time: the end of one text value and the next name.
const NEXT_NAME: usize = r#"","TLS."#.len();
/// What stands between a name and a text value.
const TO_TEXT: usize = r#"":""#.len();
/// Where HEAD begins its second name.
const SECOND_NAME: usize = r#"{"TLS.ver":"2.0"#.len();

/// The bits every ticket of an app has in common.
pub(crate) struct Common {
    /// Up to the id.
    head: Bits,
    /// Between the MAC and the lifetime.
    app: Bits,
}

impl Common {
    pub(crate) fn new(app: &AppText) -> Self {
        let head = Bits::of(document::HEAD.as_bytes(), 0, |writer| {
            writer.stream.push(START.0, START.1);
            let again = r#""TLS."#;
            writer.copy(SECOND_NAME + 2, 1, again.len());
            let end = document::HEAD.len() - r#"er":""#.len();
            writer.copy(end, r#"{"TLS.v"#.len(), r#"er":""#.len());
        });

        // The text of the app as it stands behind a MAC.
        let before = document::SIG.len() + MAC_LEN;
        let mut text = [0; 192];
        text[..document::SIG.len()].copy_from_slice(document::SIG.as_bytes());
        text[before..before + app.as_slice().len()].copy_from_slice(app.as_slice());
        let end = before + app.as_slice().len();
        let app = Bits::of(&text[..end], before, |writer| {
            writer.copy(before, 0, NEXT_NAME + 1);
            let expire = end - document::EXPIRE.len();
            writer.copy_repeats(before + document::SDK_APP_ID.len()..expire);
            writer.copy(expire, before + 1, NEXT_NAME - 1);
        });
        Self { head, app }
    }
}

/// Deflates `document`, with the MAC in it, into `stream`.
///
/// The characters of a MAC are literals of eight bits each, so all that follows them can be written first. The MAC is
/// asked for midway: a CPU that looks ahead writes while it hashes.
#[inline(always)]
pub(crate) fn deflate<'out>(
    mut document: Document,
    mac: impl FnOnce() -> Mac,
    common: &Common,
    stream: &'out mut [u8; CAPACITY],
) -> &'out [u8] {
    let mut seen = [0; writer::HASHES];
    let mut writer = Writer::new(&document.text, &mut seen, Stream::new(stream));
    writer.append(&common.head, document.identifier.start);
    writer.copy_repeats(document.identifier.clone());

    let (mut name, mut to_text) = (SECOND_NAME, document.identifier.start - TO_TEXT);
    if let Some(userbuf) = &document.userbuf {
        let start = document.identifier.end;
        writer.copy(start, name, NEXT_NAME);
        writer.copy(userbuf.start - TO_TEXT, to_text, TO_TEXT);
        writer.copy_repeats(userbuf.clone());
        (name, to_text) = (start, userbuf.start - TO_TEXT);
    }
    writer.copy(document.sig.start - document::SIG.len(), name, NEXT_NAME);
    writer.copy(document.sig.start - TO_TEXT, to_text, TO_TEXT);

    let room = writer.leave_room(MAC_LEN);
    let mac = mac();

    writer.append(&common.app, document.expire.start);
    // Many lifetimes end in the zeros the app before them ends in: the copy may begin before the piece does.
    let expire = document.expire.start - document::EXPIRE.len();
    writer.copy_and_before(document.expire.end, expire, NEXT_NAME - 1);
    let (e, again) =
        (document.expire.start - r#"e":"#.len(), document.expire.end + document::TIME.len() - r#"e":"#.len());
    writer.copy(again, e, r#"e":"#.len());
    let mut stream = writer.finish(document.len);

    let sig = base64::encode_mac(&mac);
    document.put_sig(&sig);
    // Not from the document: to read it where it was put just now took 4 of 250 ns.
    let mut padded = [0; MAC_LEN.next_multiple_of(8)];
    padded[..MAC_LEN].copy_from_slice(&sig);
    stream.fill_room(room, MAC_LEN, |at| literals_at(&padded, at));
    stream.finish(simd_adler32::adler32(&&document.text[..document.len]))
}
