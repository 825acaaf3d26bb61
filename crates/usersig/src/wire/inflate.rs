//! Reads one zlib stream (RFC 1950, RFC 1951) strictly, into a buffer that bounds it.
//!
//! One reader serves stored, fixed and dynamic blocks. It is stricter than a general one. Nothing may follow the
//! stream, filling bits must be zero, and the code of the literals must be complete. The number of blocks and the size
//! of the output have limits.

#![expect(clippy::cast_possible_truncation, reason = "bits and symbols are masked to their width before")]

pub(crate) mod bad_zlib;
mod bits;
mod block;
pub(crate) mod bounds;
mod description;
mod fixed_code;
mod huffman;
mod output;
mod sorted;
mod symbols;
mod tables;
#[cfg(test)]
mod tests;

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bits::Bits;
use crate::wire::inflate::bounds::{MAX_BLOCKS, SLACK};
use crate::wire::inflate::description::Description;
use crate::wire::inflate::fixed_code::FIXED;
use crate::wire::inflate::output::Output;
use crate::wire::inflate::tables::Tables;

/// Inflates all of `stream`, but for the [`SLACK`] behind it, into `out` and tells how long the document is. A document
/// that is longer than `N` bytes less the [`ROOM`](bounds::ROOM) is too big.
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
    let mut count = Count { left: MAX_BLOCKS, is_last: false };
    if next_described(bits, output, &mut count)? { described_blocks(bits, output, count) } else { Ok(()) }
}

/// The blocks that may follow.
struct Count {
    left: usize,
    /// Whether the block that began last is the last one.
    is_last: bool,
}

/// Reads blocks up to the header of one that describes its codes. Returns whether there is one.
fn next_described<const N: usize>(
    bits: &mut Bits<'_>,
    output: &mut Output<'_, N>,
    count: &mut Count,
) -> Result<bool, BadZlib> {
    while !count.is_last {
        count.left = count.left.checked_sub(1).ok_or(BadZlib::TooManyBlocks)?;
        count.is_last = bits.take(1)? == 1;
        match bits.take(2)? {
            0b00 => stored(bits, output)?,
            0b01 => FIXED.inflate::<true, N>(bits, output)?,
            0b10 => return Ok(true),
            _ => return Err(BadZlib::BlockType),
        }
    }
    Ok(false)
}

/// Reads the blocks from the first one on that describes its codes.
// Not part of the functions above, so that only such streams take the time to clear the space for codes.
#[inline(never)]
fn described_blocks<const N: usize>(
    bits: &mut Bits<'_>,
    output: &mut Output<'_, N>,
    mut count: Count,
) -> Result<(), BadZlib> {
    let mut tables = Tables::EMPTY;
    let mut description = Description::EMPTY;
    loop {
        description.read(bits, &mut tables)?;
        tables.inflate::<false, N>(bits, output)?;
        if !next_described(bits, output, &mut count)? {
            return Ok(());
        }
    }
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
