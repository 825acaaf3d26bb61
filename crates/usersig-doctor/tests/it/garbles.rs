//! Tickets and documents that were garbled on their way.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

use crate::common::draft::draft;
use crate::common::packing::{in_ticket_alphabet, zlib};

/// A document whose stream has a `+`, a `/` and a `=` in the standard alphabet.
pub(crate) fn telling_stream() -> Vec<u8> {
    let streams = (0..1000).map(|number| zlib(draft().with(|draft| draft.time += number).document().as_bytes()));
    let mut telling = streams.filter(|stream| {
        let text = STANDARD.encode(stream);
        // A plus sign at an end could be taken for white space there.
        ['+', '/', '='].iter().all(|symbol| text.contains(*symbol)) && text.matches('+').count() > 1
    });
    telling.next().unwrap()
}

pub(crate) fn percent(text: &str) -> String {
    let encode = |c: char| if c.is_ascii_alphanumeric() { c.to_string() } else { format!("%{:02X}", u32::from(c)) };
    text.chars().map(encode).collect()
}

pub(crate) fn good_with_percent() -> String {
    draft().ticket().replacen('J', "%+A", 1)
}

pub(crate) fn jwt() -> String {
    let parts = [r#"{"alg":"HS256","typ":"JWT"}"#, r#"{"sub":"alice"}"#, "signature"];
    parts.map(|part| URL_SAFE_NO_PAD.encode(part)).join(".")
}

/// Stored blocks with an unknown member: 4,200 characters, and a document within the bounds.
pub(crate) fn too_long() -> String {
    let document = draft().document().replacen('{', &format!("{{\"pad\":\"{}\",", "x".repeat(3_000)), 1);
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::none());
    encoder.write_all(document.as_bytes()).unwrap();
    in_ticket_alphabet(&encoder.finish().unwrap())
}

/// Base64 of it ends in padding.
pub(crate) fn padded_document() -> String {
    let documents = (0..3).map(|spaces| format!("{}{}", draft().document(), " ".repeat(spaces)));
    documents.into_iter().find(|document| document.len() % 3 == 1).unwrap()
}

pub(crate) fn gzip(document: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(document.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn raw_deflate(document: &str) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(document.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// One character in the middle, so that the stream or its checksum breaks.
pub(crate) fn damaged(good: &str) -> String {
    let middle = good.len() / 2;
    let other = if good.as_bytes()[middle] == b'A' { "B" } else { "A" };
    format!("{}{other}{}", &good[..middle], &good[middle + 1..])
}

/// A stream with another first byte.
pub(crate) fn headed(method: u8) -> Vec<u8> {
    let mut stream = zlib(draft().document().as_bytes());
    stream[0] = method;
    stream
}

/// A stream that ends with a flush.
pub(crate) fn flushed() -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(draft().document().as_bytes()).unwrap();
    encoder.flush().unwrap();
    encoder.get_ref().clone()
}

/// A whole stream of more blocks than the strict reader accepts.
pub(crate) fn blocks() -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
    for byte in draft().document().as_bytes() {
        encoder.write_all(&[*byte]).unwrap();
        encoder.flush().unwrap();
    }
    encoder.finish().unwrap()
}
