//! The two codes of a block: literals with lengths, and distances.

use super::BadZlib;
use super::bits::Bits;
use super::huffman::{Code, Lengths, Needs};
use super::output::Output;

pub(super) struct Tables {
    literals: Code<9, 852>,
    distances: Code<6, 592>,
    /// What the lengths of the other two are written in.
    lengths: Code<7, 128>,
    literal_lengths: Lengths<LITERALS>,
    distance_lengths: Lengths<DISTANCES>,
}

/// Literals, the end of the block, lengths; the last two exist in the fixed code only and mean nothing.
const LITERALS: usize = 288;
/// The last two exist in the fixed code only and mean nothing.
const DISTANCES: usize = 32;

const END_OF_BLOCK: u16 = 256;

/// The code every block may use without describing it (3.2.6).
pub(super) static FIXED: Tables = {
    let mut tables = Tables::EMPTY;
    let mut symbol = 0;
    while symbol < LITERALS {
        let bits = match symbol {
            144..256 => 9,
            256..280 => 7,
            _ => 8,
        };
        tables.literal_lengths.push(symbol, bits);
        if symbol < DISTANCES {
            tables.distance_lengths.push(symbol, 5);
        }
        symbol += 1;
    }
    match tables.fill() {
        Ok(()) => tables,
        Err(_) => panic!("the fixed codes are complete"),
    }
};

/// The order in which a block gives the lengths of the code for code lengths (3.2.7).
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

impl Tables {
    pub(super) const EMPTY: Self = Self {
        literals: Code::EMPTY,
        distances: Code::EMPTY,
        lengths: Code::EMPTY,
        literal_lengths: Lengths::NONE,
        distance_lengths: Lengths::NONE,
    };

    /// Reads the description of a dynamic block's codes, whatever they were before.
    pub(super) fn read(&mut self, bits: &mut Bits<'_>) -> Result<(), BadZlib> {
        let literals = bits.take(5)? as usize + 257;
        let distances = bits.take(5)? as usize + 1;
        if literals > LITERALS - 2 || distances > DISTANCES - 2 {
            return Err(BadZlib::Code);
        }
        self.read_length_code(bits)?;
        self.read_lengths(bits, literals, distances)?;
        if !self.literal_lengths.has(END_OF_BLOCK) {
            return Err(BadZlib::Code);
        }
        self.fill()
    }

    fn read_length_code(&mut self, bits: &mut Bits<'_>) -> Result<(), BadZlib> {
        let count = bits.take(4)? as usize + 4;
        let mut lengths = [0; ORDER.len()];
        for &symbol in &ORDER[..count] {
            lengths[symbol] = bits.take(3)? as u16;
        }
        let mut code = Lengths::<{ ORDER.len() }>::NONE;
        for (symbol, bits) in (0..).zip(lengths) {
            code.push(symbol, bits);
        }
        self.lengths.fill(&mut code, Needs::Complete)
    }

    /// Reads the lengths of so many literals and so many distances.
    fn read_lengths(&mut self, bits: &mut Bits<'_>, literals: usize, distances: usize) -> Result<(), BadZlib> {
        let Self { lengths, literal_lengths, distance_lengths, .. } = self;
        literal_lengths.clear();
        distance_lengths.clear();
        let mut push = |symbol: usize, length| match symbol.checked_sub(literals) {
            None => literal_lengths.push(symbol, length),
            Some(distance) => distance_lengths.push(distance, length),
        };
        let mut next = *bits;
        let (mut symbol, mut previous) = (0, None);
        while symbol < literals + distances {
            // A code of 7 bits and as many more.
            next.refill_below(14)?;
            let (length, times) = match lengths.read_short(&mut next) {
                length @ 0..16 => {
                    push(symbol, length);
                    symbol += 1;
                    previous = Some(length);
                    continue;
                }
                16 => (previous.ok_or(BadZlib::Code)?, 3 + next.pop(2) as usize),
                17 => (0, 3 + next.pop(3) as usize),
                _ => (0, 11 + next.pop(7) as usize),
            };
            let end = symbol + times;
            if end > literals + distances {
                return Err(BadZlib::Code);
            }
            if length > 0 {
                (symbol..end).for_each(|symbol| push(symbol, length));
            }
            symbol = end;
            previous = Some(length);
        }
        *bits = next;
        Ok(())
    }

    const fn fill(&mut self) -> Result<(), BadZlib> {
        match self.literals.fill(&mut self.literal_lengths, Needs::Complete) {
            Ok(()) => self.distances.fill(&mut self.distance_lengths, Needs::CompleteOrSingle),
            bad => bad,
        }
    }

    /// Inflates one block, the end of it included.
    pub(super) fn inflate<const IS_FIXED: bool>(
        &self,
        bits: &mut Bits<'_>,
        output: &mut Output<'_>,
    ) -> Result<(), BadZlib> {
        // Copies of their own, so that what changes with every symbol stays in registers.
        let mut next = *bits;
        let mut written = output.borrow();
        'symbols: loop {
            if IS_FIXED {
                next.refill()?;
                let (run, count) = fixed_literals(next.peek());
                next.skip(8 * count as u32);
                written.put_word(run, count)?;
            }
            // Three symbols and what follows a length take 50 bits at most, what follows those 28.
            next.refill()?;
            let mut left = if IS_FIXED { 1 } else { 3 };
            let symbol = loop {
                match self.literals.read(&mut next)? {
                    literal @ 0..256 => written.put_literal(literal as u8)?,
                    END_OF_BLOCK => break 'symbols,
                    symbol => break symbol,
                }
                left -= 1;
                if left == 0 {
                    continue 'symbols;
                }
            };
            let len = read_length(&mut next, symbol)?;
            next.refill_below(28)?;
            let symbol = self.distances.read(&mut next)?;
            let distance = read_distance(&mut next, symbol)?;
            written.copy(distance, len)?;
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

/// The lengths that have a symbol to themselves begin with this one (3.2.5).
const SHORTEST: usize = 3;
const SHORT_LENGTHS: u16 = 8;

/// What the symbols behind those stand for: a length, and how many bits more of it follow.
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

#[inline(always)]
fn read_length(bits: &mut Bits<'_>, symbol: u16) -> Result<usize, BadZlib> {
    let place = symbol - END_OF_BLOCK - 1;
    if place < SHORT_LENGTHS {
        return Ok(SHORTEST + usize::from(place));
    }
    match LENGTHS[usize::from(place - SHORT_LENGTHS)] {
        NOTHING => Err(BadZlib::Symbol),
        (length, extra) => Ok(usize::from(length) + bits.pop(extra.into()) as usize),
    }
}

#[inline(always)]
fn read_distance(bits: &mut Bits<'_>, symbol: u16) -> Result<usize, BadZlib> {
    match u32::from(symbol) {
        symbol @ 0..2 => Ok(1 + symbol as usize),
        symbol @ 2..30 => {
            let extra = symbol / 2 - 1;
            Ok(1 + ((2 + symbol as usize % 2) << extra) + bits.pop(extra) as usize)
        }
        _ => Err(BadZlib::Distance),
    }
}
