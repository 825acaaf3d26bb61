//! Reads one zlib stream (RFC 1950, RFC 1951) strictly, into a buffer that bounds it.
//!
//! One reader for stored, fixed and dynamic blocks. Stricter than a general one: nothing may follow the stream, bits
//! nobody needs must be zero, literals have a complete code, and there is an end to blocks and to output.

#![expect(clippy::cast_possible_truncation, reason = "bits and symbols are masked to their width before")]

mod bits;
mod huffman;
mod output;
mod tables;

use std::error::Error;
use std::fmt;

use bits::Bits;
use output::Output;
use tables::{Room, Tables};

/// The most bytes a document can have: ten times the largest one a business server signs.
pub(crate) const MAX_LEN: usize = 4096;

/// The most blocks a stream can have: encoders put a few hundred bytes into one or two, and each may cost a table.
const MAX_BLOCKS: usize = 16;

/// Bytes that follow a stream and do not count, so that its end is read like the rest.
pub(crate) const SLACK: usize = bits::SLACK;

/// Room for a document, and for whole words to be written at its end.
pub(crate) const CAPACITY: usize = MAX_LEN + output::WORD;

/// Inflates all of `stream`, but for the [`SLACK`] behind it, into `out` and tells how long the document is.
pub(crate) fn inflate(stream: &[u8], out: &mut [u8; CAPACITY]) -> Result<usize, BadZlib> {
    let mut bits = Bits::new(blocks_of(stream)?);
    let mut output = Output::new(out);
    let read = blocks(&mut bits, &mut output);
    if bits.is_past_the_end() {
        return Err(BadZlib::CutOff);
    }
    read?;
    match bits.into_bytes()?.split_first_chunk() {
        None => Err(BadZlib::CutOff),
        Some((_, [_, ..])) => Err(BadZlib::BytesAfterTheEnd),
        Some((checksum, [])) if u32::from_be_bytes(*checksum) != output.checksum() => Err(BadZlib::Checksum),
        Some(_) => Ok(output.len()),
    }
}

fn blocks(bits: &mut Bits<'_>, output: &mut Output<'_>) -> Result<(), BadZlib> {
    let mut tables = None;
    for _ in 0..MAX_BLOCKS {
        let is_last = bits.take(1)? == 1;
        match bits.take(2)? {
            0b00 => stored(bits, output)?,
            0b01 => tables::FIXED.inflate::<true>(bits, output)?,
            0b10 => {
                let (tables, room) = tables.get_or_insert((Tables::EMPTY, Room::EMPTY));
                tables.read(room, bits)?;
                tables.inflate::<false>(bits, output)?;
            }
            _ => return Err(BadZlib::BlockType),
        }
        if is_last {
            return Ok(());
        }
    }
    Err(BadZlib::TooManyBlocks)
}

/// What follows the header.
fn blocks_of(stream: &[u8]) -> Result<&[u8], BadZlib> {
    let (&header @ [method, flags], blocks) = stream.split_first_chunk().ok_or(BadZlib::CutOff)?;
    if blocks.len() < SLACK {
        return Err(BadZlib::CutOff);
    }
    let is_deflate = method & 0x0f == 8 && method >> 4 <= 7;
    if !is_deflate || u16::from_be_bytes(header) % 31 != 0 {
        return Err(BadZlib::Header);
    }
    if flags & 0x20 != 0 {
        return Err(BadZlib::Dictionary);
    }
    Ok(blocks)
}

fn stored(bits: &mut Bits<'_>, output: &mut Output<'_>) -> Result<(), BadZlib> {
    bits.align()?;
    let (len, complement) = (bits.take(16)?, bits.take(16)?);
    if len ^ complement != 0xffff {
        return Err(BadZlib::StoredLength);
    }
    output.put(bits.take_bytes(len as usize)?)
}

/// Why some bytes are no zlib stream as a ticket has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadZlib {
    /// A block is of the kind that does not exist.
    BlockType,
    /// Bytes follow the checksum.
    BytesAfterTheEnd,
    /// The checksum is not that of the output.
    Checksum,
    /// A Huffman code is over-subscribed, incomplete or wrongly described.
    Code,
    /// It ends too early.
    CutOff,
    /// It asks for a preset dictionary.
    Dictionary,
    /// A copy reaches before the start of the output, or its distance does not exist.
    Distance,
    /// It does not begin as zlib does; raw deflate and gzip do not.
    Header,
    /// Bits that only fill a byte are not zero.
    Padding,
    /// A stored block contradicts itself about its length.
    StoredLength,
    /// A Huffman code or a length that stands for nothing.
    Symbol,
    /// It inflates to more than a document can have.
    TooBig,
    /// It has more blocks than a ticket needs.
    TooManyBlocks,
}

impl fmt::Display for BadZlib {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BlockType => f.write_str("a block is of a kind that does not exist"),
            Self::BytesAfterTheEnd => f.write_str("bytes follow its end"),
            Self::Checksum => f.write_str("its checksum does not fit"),
            Self::Code => f.write_str("a Huffman code is not well-formed"),
            Self::CutOff => f.write_str("it is cut off"),
            Self::Dictionary => f.write_str("it asks for a preset dictionary"),
            Self::Distance => f.write_str("it copies from where nothing is"),
            Self::Header => f.write_str("it does not begin like zlib"),
            Self::Padding => f.write_str("its filling bits are not zero"),
            Self::StoredLength => f.write_str("a stored block has two lengths"),
            Self::Symbol => f.write_str("a code stands for nothing"),
            Self::TooBig => write!(f, "it inflates to more than {MAX_LEN} bytes"),
            Self::TooManyBlocks => write!(f, "it has more than {MAX_BLOCKS} blocks"),
        }
    }
}

impl Error for BadZlib {}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use flate2::Compression;
    use flate2::read::ZlibDecoder;
    use flate2::write::ZlibEncoder;
    use proptest::prelude::*;

    use super::*;

    fn ours(stream: &[u8]) -> Result<Vec<u8>, BadZlib> {
        let mut out = [0; CAPACITY];
        let len = inflate(&[stream, &[0xff; SLACK]].concat(), &mut out)?;
        Ok(out[..len].to_vec())
    }

    /// What flate2 reads, and whether that was all.
    fn theirs(stream: &[u8]) -> Option<(Vec<u8>, bool)> {
        let mut decoder = ZlibDecoder::new(stream);
        let mut out = Vec::new();
        decoder.by_ref().take(1 << 16).read_to_end(&mut out).ok()?;
        Some((out, decoder.total_in() == stream.len() as u64))
    }

    fn deflated(text: &[u8], level: u32) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn assert_both_agree(stream: &[u8]) {
        match (ours(stream), theirs(stream)) {
            (Ok(text), theirs) => assert_eq!(theirs, Some((text, true)), "{stream:02x?}"),
            // A general reader bears with what only we refuse.
            (Err(BadZlib::BytesAfterTheEnd | BadZlib::Padding | BadZlib::TooBig | BadZlib::TooManyBlocks), _) => {}
            (Err(BadZlib::Code), Some((text, _))) => assert!(text.is_empty(), "{stream:02x?}"),
            (Err(bad), theirs) => assert_eq!(theirs, None, "{bad:?} {stream:02x?}"),
        }
    }

    /// Each byte half as often as the one before.
    fn text_of_long_codes() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(any::<u16>().prop_map(|random| random.leading_zeros() as u8), 0..MAX_LEN)
    }

    /// Each was taken for another fault by a reader that goes on with what is not there.
    #[test]
    fn a_stream_that_ends_too_early_is_cut_off_whatever_lies_behind_it() {
        let streams: [&[u8]; 5] = [
            b"\x78\x9c\x62\x60",
            b"\x78\x5e\x35\x8c\xcb",
            b"\x78\x9c\x4c\xcb\x31\x0e\xc4\x30\x0c\x04\x31\xec\x33\xcb\xc7\x96\xd5\x8f\x0a\xcd\xa8\x58\x89",
            b"\x78\x9c\xec\xc5\xb7\x09\x00\x00\x00\xc0\xa0\x7c\xfa\xe8\x3b\x4f\x2c\x8d\x3c\xe0",
            b"\x78\x9c\x12\x66\x13\x60\xe6\x63\xe0\x20",
        ];
        for stream in streams {
            for slack in [0x00, 0x55, 0xff] {
                let mut out = [0; CAPACITY];
                let cut_off = inflate(&[stream, &[slack; SLACK]].concat(), &mut out);
                assert_eq!(cut_off, Err(BadZlib::CutOff), "{stream:02x?} before {slack:02x}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_follows_a_stream_changes_nothing(
            text in prop_oneof!["[a-h]{0,60}[A-Za-z0-9]{0,200}".prop_map(String::into_bytes), text_of_long_codes()],
            level in 0..=9_u32,
            len in any::<prop::sample::Index>(),
            at in any::<prop::sample::Index>(),
            bit in 0..8_u32,
            slack in any::<[u8; SLACK]>(),
        ) {
            let mut stream = deflated(&text, level);
            stream.truncate(1 + len.index(stream.len()));
            let at = at.index(stream.len());
            stream[at] ^= 1 << bit;
            let mut out = [0; CAPACITY];
            let read = inflate(&[&stream[..], &slack].concat(), &mut out).map(|len| out[..len].to_vec());
            prop_assert_eq!(read, ours(&stream));
        }

        #[test]
        fn what_flate2_writes_at_any_level_is_read(
            text in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..MAX_LEN),
                "[a-d]{0,2000}".prop_map(String::into_bytes),
                text_of_long_codes(),
            ],
        ) {
            for level in 0..=9 {
                prop_assert_eq!(ours(&deflated(&text, level)), Ok(text.clone()));
            }
        }

        #[test]
        fn on_random_bytes_both_readers_agree(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            assert_both_agree(&bytes);
            assert_both_agree(&[&[0x78, 0x9c], &bytes[..]].concat());
        }

        #[test]
        fn on_a_bent_stream_both_readers_agree(
            text in prop_oneof!["[a-h]{0,60}[A-Za-z0-9]{0,200}".prop_map(String::into_bytes), text_of_long_codes()],
            level in 0..=9_u32,
            at in any::<prop::sample::Index>(),
            bit in 0..8_u32,
        ) {
            let mut stream = deflated(&text, level);
            let at = at.index(stream.len());
            stream[at] ^= 1 << bit;
            assert_both_agree(&stream);
        }

        #[test]
        fn a_document_too_long_is_refused(extra in 1..3000_usize) {
            prop_assert_eq!(ours(&deflated(&vec![b' '; MAX_LEN + extra], 9)), Err(BadZlib::TooBig));
        }
    }
}
