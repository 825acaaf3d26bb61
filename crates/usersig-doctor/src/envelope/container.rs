//! The container of the bytes, and the part of the document that can be read.

use std::io::Read;

use flate2::bufread::GzDecoder;
use flate2::{Decompress, FlushDecompress, Status};
use simd_adler32::adler32;

use crate::base64;

/// The container and the document in the bytes of a text.
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
    BytesAfter {
        count: usize,
        are_zeros: bool,
    },
    ChecksumCut,
    ChecksumWrong,
    StreamCut,
    TooBig,
    /// The document is whole, and the compressor was flushed but not finished.
    Unfinished,
    Whole,
}

/// The most a container may inflate to; a document over 4 KiB is refused anyway.
const MAX_DOCUMENT: usize = 64 * 1024;

/// Fewer characters of base64 are a chance.
const MIN_BASE64_TEXT: usize = 8;

pub(super) fn open(bytes: &[u8]) -> Option<Opened> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if text.starts_with(b"{") {
        let end = if bytes.trim_ascii_end().ends_with(b"}") { End::Whole } else { End::StreamCut };
        return Some(Opened { container: Container::Json, document: bytes.to_vec(), end });
    }
    if is_base64_text(bytes) {
        return Some(Opened { container: Container::Base64Text, document: bytes.to_vec(), end: End::Whole });
    }
    gzip(bytes).or_else(|| zlib(bytes)).or_else(|| raw_deflate(bytes))
}

/// Whether a document begins like that of a ticket, also as Python prints it.
pub(super) fn is_start_of_document(document: &[u8]) -> bool {
    let text = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document).trim_ascii_start();
    let text = text.strip_prefix(b"[").unwrap_or(text).trim_ascii_start();
    let Some(inside) = text.strip_prefix(b"{") else { return text.starts_with(b"\"") && text.contains(&b':') };
    let inside = inside.trim_ascii_start();
    inside.is_empty() || inside.starts_with(b"T") || inside.starts_with(b"u'") || b"\"'}".contains(&inside[0])
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
    // A broken end leaves the part before it in the document.
    let end = match GzDecoder::new(bytes).take(limit).read_to_end(&mut document) {
        Ok(_) => End::Whole,
        Err(_) => End::Broken,
    };
    Some(Opened { container: Container::Gzip, document, end })
}

fn raw_deflate(bytes: &[u8]) -> Option<Opened> {
    let (document, end) = inflate(bytes);
    let end = if matches!(end, Inflated::Whole { .. }) { End::Whole } else { End::Broken };
    let is_document = is_start_of_document(&document) && document.len() >= MIN_DOCUMENT;
    is_document.then_some(Opened { container: Container::RawDeflate, document, end })
}

/// Fewer bytes come out of other data by chance.
const MIN_DOCUMENT: usize = 4;

fn zlib(bytes: &[u8]) -> Option<Opened> {
    let method = *bytes.first()?;
    let stream = bytes.get(2..).unwrap_or_default();
    let (document, inflated) = inflate(stream);
    let end = match inflated {
        Inflated::Broken => End::Broken,
        Inflated::Cut if is_flushed(stream) && document.trim_ascii_end().ends_with(b"}") => End::Unfinished,
        Inflated::Cut => End::StreamCut,
        Inflated::TooBig => End::TooBig,
        Inflated::Whole { taken } => end_of(&stream[taken..], &document),
    };
    let is_zlib = match bytes.get(1) {
        // The four headers that compressors write, and every other one before a document.
        Some(&flags) => method == USUAL_METHOD && u16::from_be_bytes([method, flags]).is_multiple_of(31),
        None => method == USUAL_METHOD,
    };
    let is_document = is_start_of_document(&document) && document.len() >= MIN_DOCUMENT;
    (is_zlib || is_document).then_some(Opened { container: Container::Zlib, document, end })
}

/// Deflate with a window of 32 KiB.
const USUAL_METHOD: u8 = 0x78;

/// The empty stored block that a flush writes.
fn is_flushed(stream: &[u8]) -> bool {
    stream.ends_with(&[0, 0, 0xff, 0xff])
}

/// The bytes behind the last block.
fn end_of(rest: &[u8], document: &[u8]) -> End {
    match rest.split_first_chunk() {
        None => End::ChecksumCut,
        Some((checksum, _)) if u32::from_be_bytes(*checksum) != adler32(&document) => End::ChecksumWrong,
        Some((_, [])) => End::Whole,
        Some((_, after)) => End::BytesAfter { count: after.len(), are_zeros: after.iter().all(|byte| *byte == 0) },
    }
}

/// The byte of a zlib stream behind which the stream breaks, or yields a byte that no document has.
pub(super) fn first_odd_byte(bytes: &[u8]) -> Option<usize> {
    let mut document = Vec::with_capacity(MAX_DOCUMENT);
    let mut inflater = Decompress::new(false);
    let header = 2;
    bytes
        .iter()
        .skip(header)
        .position(|byte| {
            let known = document.len();
            let is_broken = inflater.decompress_vec(&[*byte], &mut document, FlushDecompress::None).is_err();
            is_broken || document[known..].iter().any(|byte| !matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~'))
        })
        .map(|at| at + header)
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
