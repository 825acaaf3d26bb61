//! The meaning of symbols, which are literals, the end of a block, lengths and distances (RFC 1951, 3.2.5 and 3.2.6).

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bits::Bits;

pub(super) const END_OF_BLOCK: u16 = 256;

/// The literals the next bits begin with, in the fixed code and as far as all of them have eight bits, and how many.
///
/// Most of a ticket of ours is such runs, and a symbol at a time each would wait for the one before.
pub(super) fn fixed_literals(bits: u64) -> (u64, usize) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x80 * EACH;
    // The code of a literal below 144, 0x30 to 0xbf, is the literal plus 0x30 with its bits reversed. No byte borrows
    // from the next.
    let codes = bits.swap_bytes().reverse_bits();
    let literals = ((codes | TOPS) - 0x30 * EACH) ^ (!codes & TOPS);
    let others = ((literals & !TOPS) + 0x70 * EACH) & literals & TOPS;
    // Of a refilled word seven bytes count.
    (literals, (others.trailing_zeros() as usize / 8).min(7))
}

/// The lengths that have a symbol to themselves begin with this one (3.2.5).
const SHORTEST: usize = 3;
const SHORT_LENGTHS: u16 = 8;

/// For each symbol behind those, a length and the number of bits that are added to it.
const LENGTHS: [(u16, u8); 23] = [
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
    NOTHING,
    NOTHING,
];
const NOTHING: (u16, u8) = (0, 0);

#[inline]
pub(super) fn read_length(bits: &mut Bits<'_>, symbol: u16) -> Result<usize, BadZlib> {
    let place = symbol - END_OF_BLOCK - 1;
    if place < SHORT_LENGTHS {
        return Ok(SHORTEST + usize::from(place));
    }
    match LENGTHS[usize::from(place - SHORT_LENGTHS)] {
        NOTHING => Err(BadZlib::Symbol),
        (length, extra) => Ok(usize::from(length) + bits.pop(extra.into()) as usize),
    }
}

#[inline]
pub(super) fn read_distance(bits: &mut Bits<'_>, symbol: u16) -> Result<usize, BadZlib> {
    match u32::from(symbol) {
        symbol @ 0..2 => Ok(1 + symbol as usize),
        symbol @ 2..30 => {
            let extra = symbol / 2 - 1;
            Ok(1 + ((2 + symbol as usize % 2) << extra) + bits.pop(extra) as usize)
        }
        _ => Err(BadZlib::Distance),
    }
}
