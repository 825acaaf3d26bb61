//! The two codes of a block: literals with lengths, and distances.

use super::BadZlib;
use super::bits::Bits;
use super::huffman::{Code, Coded, Needs};
use super::output::Output;

pub(super) struct Tables {
    is_fixed: bool,
    literals: Code<LITERALS, 512>,
    distances: Code<DISTANCES, 64>,
}

/// Literals, the end of the block, lengths; the last two exist in the fixed code only and mean nothing.
const LITERALS: usize = 288;
/// The last two exist in the fixed code only and mean nothing.
const DISTANCES: usize = 32;

const END_OF_BLOCK: u16 = 256;

/// The code every block may use without describing it (3.2.6).
pub(super) static FIXED: Tables = {
    let mut literals = [Coded::NONE; LITERALS];
    let mut distances = [Coded::NONE; DISTANCES];
    let mut symbol = 0;
    while symbol < LITERALS {
        let bits = match symbol {
            144..256 => 9,
            256..280 => 7,
            _ => 8,
        };
        literals[symbol] = Coded::new(symbol as u16, bits);
        distances[symbol % DISTANCES] = Coded::new((symbol % DISTANCES) as u16, 5);
        symbol += 1;
    }
    let mut tables = Tables { is_fixed: true, ..Tables::EMPTY };
    match (tables.literals.fill(&literals, Needs::Complete), tables.distances.fill(&distances, Needs::Complete)) {
        (Ok(()), Ok(())) => tables,
        _ => panic!("the fixed codes are complete"),
    }
};

/// The order in which a block gives the lengths of the code for code lengths (3.2.7).
const ORDER: [u16; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

impl Tables {
    pub(super) const EMPTY: Self = Self { is_fixed: false, literals: Code::EMPTY, distances: Code::EMPTY };

    /// Reads the description of a dynamic block's codes into empty tables.
    pub(super) fn read(&mut self, bits: &mut Bits<'_>) -> Result<(), BadZlib> {
        let literal_count = bits.take(5)? as usize + 257;
        let distance_count = bits.take(5)? as usize + 1;
        if literal_count > LITERALS - 2 || distance_count > DISTANCES - 2 {
            return Err(BadZlib::Code);
        }
        let code = read_length_code(bits)?;
        let mut coded = [Coded::NONE; LITERALS + DISTANCES];
        let (literals, distances) = read_lengths(bits, &code, [literal_count, distance_count], &mut coded)?;
        if !literals.iter().rev().any(|coded| coded.symbol() == END_OF_BLOCK) {
            return Err(BadZlib::Code);
        }
        self.literals.fill(literals, Needs::Complete)?;
        self.distances.fill(distances, Needs::CompleteOrSingle)
    }

    /// Inflates one block, the end of it included.
    pub(super) fn inflate(&self, bits: &mut Bits<'_>, output: &mut Output<'_>) -> Result<(), BadZlib> {
        // Copies of their own, so that what changes with every symbol stays in registers.
        let mut next = *bits;
        let mut written = output.borrow();
        loop {
            if self.is_fixed {
                next.refill();
                let (run, count) = fixed_literals(next.peek());
                next.skip(8 * count as u32)?;
                written.put_word(run, count)?;
            }
            // A length and a distance take 48 bits at most.
            next.refill();
            match self.literals.read(&mut next)? {
                literal @ 0..256 => written.put_literal(literal as u8)?,
                END_OF_BLOCK => break,
                symbol => {
                    let len = read_length(&mut next, symbol)?;
                    let symbol = self.distances.read(&mut next)?;
                    let distance = read_distance(&mut next, symbol)?;
                    written.copy(distance, len)?;
                }
            }
        }
        *bits = next;
        let len = written.len();
        output.set_len(len);
        Ok(())
    }
}

/// The literals the next bits begin with, in the fixed code and as far as all of them have eight bits, and how many.
///
/// Most of a ticket of ours is such runs, and a symbol at a time each would wait for the one before.
fn fixed_literals(bits: u64) -> (u64, usize) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x80 * EACH;
    // Bit by bit reversed, a literal below 144 is its code, 0x30 to 0xbf, minus 0x30; no byte borrows from the next.
    let codes = bits.swap_bytes().reverse_bits();
    let literals = ((codes | TOPS) - 0x30 * EACH) ^ (!codes & TOPS);
    let others = ((literals & !TOPS) + 0x70 * EACH) & literals & TOPS;
    // Of a refilled word seven bytes count.
    (literals, (others.trailing_zeros() as usize / 8).min(7))
}

/// The code the lengths of the other codes are written in.
type LengthCode = Code<19, 128>;

fn read_length_code(bits: &mut Bits<'_>) -> Result<LengthCode, BadZlib> {
    let count = bits.take(4)? as usize + 4;
    let mut lengths = [0; ORDER.len()];
    for &symbol in &ORDER[..count] {
        lengths[usize::from(symbol)] = bits.take(3)? as u8;
    }
    let mut coded = [Coded::NONE; ORDER.len()];
    let mut len = 0;
    for (symbol, bits) in (0..).zip(lengths) {
        coded[len] = Coded::new(symbol, bits);
        len += usize::from(bits > 0);
    }
    let mut code = LengthCode::EMPTY;
    code.fill(&coded[..len], Needs::Complete)?;
    Ok(code)
}

/// Reads as many lengths of literals and of distances and keeps the symbols that have one.
fn read_lengths<'coded>(
    bits: &mut Bits<'_>,
    code: &LengthCode,
    [literals, distances]: [usize; 2],
    coded: &'coded mut [Coded; LITERALS + DISTANCES],
) -> Result<(&'coded [Coded], &'coded [Coded]), BadZlib> {
    let mut next = *bits;
    let (mut symbol, mut len, mut split, mut previous) = (0, 0, 0, None);
    while symbol < literals + distances {
        next.refill();
        let (length, times) = match code.read(&mut next)? {
            length @ 0..16 => (length as u8, 1),
            16 => (previous.ok_or(BadZlib::Code)?, 3 + next.take(2)? as usize),
            17 => (0, 3 + next.take(3)? as usize),
            _ => (0, 11 + next.take(7)? as usize),
        };
        let end = symbol + times;
        if end > literals + distances {
            return Err(BadZlib::Code);
        }
        if length > 0 {
            for symbol in symbol..end {
                let of_its_kind = if symbol < literals { symbol } else { symbol - literals };
                coded[len] = Coded::new(of_its_kind as u16, length);
                len += 1;
                split = if symbol < literals { len } else { split };
            }
        }
        symbol = end;
        previous = Some(length);
    }
    *bits = next;
    Ok(coded[..len].split_at(split))
}

/// What the symbols behind the end of the block stand for: a length, and how many bits more of it follow (3.2.5).
const LENGTHS: [(u16, u8); 31] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
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

#[inline(always)]
fn read_length(bits: &mut Bits<'_>, symbol: u16) -> Result<usize, BadZlib> {
    match LENGTHS[usize::from(symbol - END_OF_BLOCK - 1)] {
        NOTHING => Err(BadZlib::Symbol),
        (length, extra) => Ok(usize::from(length) + bits.take(extra.into())? as usize),
    }
}

#[inline(always)]
fn read_distance(bits: &mut Bits<'_>, symbol: u16) -> Result<usize, BadZlib> {
    match u32::from(symbol) {
        symbol @ 0..2 => Ok(1 + symbol as usize),
        symbol @ 2..30 => {
            let extra = symbol / 2 - 1;
            Ok(1 + ((2 + symbol as usize % 2) << extra) + bits.take(extra)? as usize)
        }
        _ => Err(BadZlib::Distance),
    }
}
