//! Packs and unpacks tickets with other packages than the library's.

use std::io::Write;
use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};
use flate2::write::ZlibEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};

/// The longest stream whose text the reader does not refuse for its length.
pub const MAX_STREAM: usize = 3072;

/// The maximum size of a document in bytes.
pub const MAX_DOCUMENT: usize = 4096;

static TICKET_ALPHABET: LazyLock<Encoding> = LazyLock::new(|| {
    let mut alphabet = Specification::new();
    alphabet.symbols.push_str("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-");
    alphabet.padding = Some('_');
    alphabet.encoding().expect("the symbols are 64 and distinct")
});

/// Writes any bytes as the text of a ticket.
pub fn to_text(stream: &[u8]) -> String {
    TICKET_ALPHABET.encode(stream)
}

/// Reads the bytes of a signed ticket.
pub fn from_text(ticket: &str) -> Vec<u8> {
    TICKET_ALPHABET.decode(ticket.as_bytes()).expect("a signed ticket is in its alphabet")
}

/// Writes a document as a zlib stream. Any number is a level.
pub fn deflate(document: &[u8], level: u8) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(u32::from(level % 10)));
    encoder.write_all(document).expect("a vector takes everything");
    encoder.finish().expect("a vector takes everything")
}

/// The content of a zlib stream, or `None` if bytes follow the stream or the content is larger than a document.
pub fn inflate(stream: &[u8]) -> Option<Vec<u8>> {
    let (document, end) = inflate_from(Decompress::new(true), stream)?;
    (end == stream.len() && document.len() <= MAX_DOCUMENT).then_some(document)
}

/// The stream with the header and checksum that fit its blocks, so that a wrong one does not hide other faults.
pub fn mend(stream: &[u8]) -> Vec<u8> {
    let blocks = stream.get(2..).unwrap_or_default();
    let (document, end) = inflate_from(Decompress::new(false), blocks).unwrap_or((Vec::new(), blocks.len()));
    let (low, high) = document.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    [&[0x78, 0x9c], &blocks[..end], &(high << 16 | low).to_be_bytes()].concat()
}

fn inflate_from(mut decoder: Decompress, stream: &[u8]) -> Option<(Vec<u8>, usize)> {
    let mut document = Vec::with_capacity(2 * MAX_DOCUMENT);
    let status = decoder.decompress_vec(stream, &mut document, FlushDecompress::Finish).ok()?;
    let end = usize::try_from(decoder.total_in()).expect("it is at most the stream's length");
    (status == Status::StreamEnd).then_some((document, end))
}
