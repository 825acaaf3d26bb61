//! What bytes are, and the document in them, as much of it as comes out.

use std::io::Read;

use flate2::bufread::GzDecoder;
use flate2::{Decompress, FlushDecompress, Status};

use crate::base64;

/// What was found in the bytes of a text.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) container: Container,
    /// The document, or the start of it.
    pub(super) document: Vec<u8>,
    pub(super) end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// Base64 once more.
    Base64Text,
    Gzip,
    /// No container.
    Json,
    RawDeflate,
    Zlib,
}

/// How the bytes end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Broken,
    BytesAfter,
    ChecksumCut,
    ChecksumWrong,
    StreamCut,
    TooBig,
    Whole,
}

impl Opened {
    /// The reading that goes farther is the likelier one: whole before partial, then by length.
    pub(super) fn reach(&self) -> (bool, usize) {
        (matches!(self.end, End::Whole | End::BytesAfter), self.document.len())
    }
}

/// The most a container may inflate to; a document over 4 KiB is refused anyway.
const MAX_DOCUMENT: usize = 64 * 1024;

/// Fewer characters of base64 are a chance.
const MIN_BASE64_TEXT: usize = 8;

pub(super) fn open(bytes: &[u8]) -> Option<Opened> {
    if bytes.trim_ascii_start().starts_with(b"{") {
        let end = if bytes.trim_ascii_end().ends_with(b"}") { End::Whole } else { End::StreamCut };
        return Some(Opened { container: Container::Json, document: bytes.to_vec(), end });
    }
    if is_base64_text(bytes) {
        return Some(Opened { container: Container::Base64Text, document: bytes.to_vec(), end: End::Whole });
    }
    gzip(bytes).or_else(|| zlib(bytes)).or_else(|| raw_deflate(bytes))
}

fn is_base64_text(bytes: &[u8]) -> bool {
    let is_symbol = |byte: &u8| base64::is_symbol(char::from(*byte));
    bytes.len() >= MIN_BASE64_TEXT && bytes.trim_ascii().iter().all(is_symbol)
}

fn gzip(bytes: &[u8]) -> Option<Opened> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return None;
    }
    let mut document = Vec::new();
    let limit = u64::try_from(MAX_DOCUMENT).ok()?;
    // A broken end leaves what came before it in the document.
    let end = match GzDecoder::new(bytes).take(limit).read_to_end(&mut document) {
        Ok(_) => End::Whole,
        Err(_) => End::Broken,
    };
    Some(Opened { container: Container::Gzip, document, end })
}

fn raw_deflate(bytes: &[u8]) -> Option<Opened> {
    let (document, end) = inflate(bytes);
    let is_document = document.starts_with(b"{");
    let end = if matches!(end, Inflated::Whole { .. }) { End::Whole } else { End::Broken };
    is_document.then_some(Opened { container: Container::RawDeflate, document, end })
}

fn zlib(bytes: &[u8]) -> Option<Opened> {
    let method = *bytes.first()?;
    let stream = bytes.get(2..).unwrap_or_default();
    let (document, inflated) = inflate(stream);
    let end = match inflated {
        Inflated::Broken => End::Broken,
        Inflated::Cut => End::StreamCut,
        Inflated::TooBig => End::TooBig,
        Inflated::Whole { taken } => match stream[taken..].split_first_chunk() {
            None => End::ChecksumCut,
            Some((checksum, _)) if u32::from_be_bytes(*checksum) != adler_32(&document) => End::ChecksumWrong,
            Some((_, [])) => End::Whole,
            Some((_, [_, ..])) => End::BytesAfter,
        },
    };
    // A header that is not quite right may still stand before a document.
    let is_zlib = match bytes.get(1) {
        Some(&flags) => method & 0x0f == 8 && u16::from_be_bytes([method, flags]) % 31 == 0,
        None => method == 0x78,
    };
    (is_zlib || document.starts_with(b"{")).then_some(Opened { container: Container::Zlib, document, end })
}

enum Inflated {
    Broken,
    Cut,
    TooBig,
    /// How many bytes the stream has.
    Whole {
        taken: usize,
    },
}

fn inflate(stream: &[u8]) -> (Vec<u8>, Inflated) {
    let mut document = Vec::with_capacity(MAX_DOCUMENT);
    let mut inflater = Decompress::new(false);
    let end = match inflater.decompress_vec(stream, &mut document, FlushDecompress::Finish) {
        Ok(Status::StreamEnd) => {
            Inflated::Whole { taken: usize::try_from(inflater.total_in()).unwrap_or(stream.len()).min(stream.len()) }
        }
        Ok(Status::Ok | Status::BufError) if document.len() >= MAX_DOCUMENT => Inflated::TooBig,
        Ok(Status::Ok | Status::BufError) => Inflated::Cut,
        Err(_) => Inflated::Broken,
    };
    (document, end)
}

/// The checksum of RFC 1950, 8.2.
fn adler_32(bytes: &[u8]) -> u32 {
    let (low, high) = bytes.iter().fold((1, 0), |(low, high), &byte| {
        let low = (low + u32::from(byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}
