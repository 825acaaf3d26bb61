//! Reads one zlib stream (RFC 1950, RFC 1951) strictly, into a buffer that bounds it.
//!
//! One reader serves stored, fixed and dynamic blocks. It is stricter than a general one. Nothing may follow the
//! stream, filling bits must be zero, and the code of the literals must be complete. The number of blocks and the size
//! of the output have limits.

#![expect(clippy::cast_possible_truncation, reason = "bits and symbols are masked to their width before")]

pub(crate) mod bad_zlib;
mod bits;
pub(crate) mod bounds;
mod fixed_code;
mod huffman;
mod lengths;
mod output;
mod symbols;
mod tables;
#[cfg(test)]
mod tests;

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bits::Bits;
use crate::wire::inflate::bounds::{MAX_BLOCKS, SLACK};
use crate::wire::inflate::fixed_code::FIXED;
use crate::wire::inflate::output::Output;
use crate::wire::inflate::tables::{Scratch, Tables};

/// Inflates all of `stream`, but for the [`SLACK`] behind it, into `out` and tells how long the document is. A document
/// that is longer than `N` bytes less a word is too big.
pub(crate) fn inflate<const N: usize>(stream: &[u8], out: &mut [u8; N]) -> Result<usize, BadZlib> {
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

fn blocks<const N: usize>(bits: &mut Bits<'_>, output: &mut Output<'_, N>) -> Result<(), BadZlib> {
    let mut tables = None;
    for _ in 0..MAX_BLOCKS {
        let is_last = bits.take(1)? == 1;
        match bits.take(2)? {
            0b00 => stored(bits, output)?,
            0b01 => FIXED.inflate::<true, N>(bits, output)?,
            0b10 => {
                let (tables, scratch) = tables.get_or_insert((Tables::EMPTY, Scratch::EMPTY));
                tables.read(scratch, bits)?;
                tables.inflate::<false, N>(bits, output)?;
            }
            _ => return Err(BadZlib::BlockType),
        }
        if is_last {
            return Ok(());
        }
    }
    Err(BadZlib::TooManyBlocks)
}

/// The blocks, the checksum and the slack, which follow the header.
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

fn stored<const N: usize>(bits: &mut Bits<'_>, output: &mut Output<'_, N>) -> Result<(), BadZlib> {
    bits.align()?;
    let (len, complement) = (bits.take(16)?, bits.take(16)?);
    if len ^ complement != 0xffff {
        return Err(BadZlib::StoredLength);
    }
    output.put(bits.take_bytes(len as usize)?)
}
