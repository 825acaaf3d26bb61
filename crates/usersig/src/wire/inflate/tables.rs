//! The two codes of a block: literals with lengths, and distances.

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bits::Bits;
use crate::wire::inflate::huffman::{Code, Needs};
use crate::wire::inflate::lengths::Lengths;
use crate::wire::inflate::output::Output;
use crate::wire::inflate::symbols::{END_OF_BLOCK, fixed_literals, read_distance, read_length};

/// The counts of entries are the most that codes of 286 and of 30 symbols can take, as zlib's `enough` finds them.
pub(super) struct Tables {
    literals: Code<9, 852>,
    distances: Code<6, 592>,
    /// The code in which the lengths of the other two codes are written.
    lengths: Code<7, 128>,
}

/// Literals, the end of the block, lengths; the last two exist in the fixed code only and mean nothing.
pub(super) const LITERALS: usize = 288;
/// The last two exist in the fixed code only and mean nothing.
pub(super) const DISTANCES: usize = 32;

/// The order in which a block gives the lengths of the code for code lengths (3.2.7).
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

impl Tables {
    pub(super) const EMPTY: Self = Self { literals: Code::EMPTY, distances: Code::EMPTY, lengths: Code::EMPTY };

    /// Reads the description of a dynamic block's codes, whatever they were before.
    pub(super) fn read(&mut self, scratch: &mut Scratch, bits: &mut Bits<'_>) -> Result<(), BadZlib> {
        let literals = bits.take(5)? as usize + 257;
        let distances = bits.take(5)? as usize + 1;
        if literals > LITERALS - 2 || distances > DISTANCES - 2 {
            return Err(BadZlib::Code);
        }
        self.read_length_code(&mut scratch.lengths, bits)?;
        let mut repeat = Repeat { length: None, times: 0 };
        self.read_lengths(bits, literals, &mut repeat, &mut scratch.literals)?;
        self.read_lengths(bits, distances, &mut repeat, &mut scratch.distances)?;
        if repeat.times > 0 || !scratch.literals.has(END_OF_BLOCK) {
            return Err(BadZlib::Code);
        }
        self.fill(&scratch.literals, &scratch.distances)
    }

    fn read_length_code(&mut self, code: &mut Lengths<{ ORDER.len() }>, bits: &mut Bits<'_>) -> Result<(), BadZlib> {
        let count = bits.take(4)? as usize + 4;
        let mut lengths = [0; ORDER.len()];
        for &symbol in &ORDER[..count] {
            lengths[symbol] = bits.take(3)? as u16;
        }
        code.clear();
        for (symbol, bits) in lengths.into_iter().enumerate() {
            code.push(symbol, bits);
        }
        self.lengths.fill(code, Needs::Complete)
    }

    /// Reads the lengths of `count` symbols, the first of which may be part of a repeat that began before them.
    // Not part of a larger function, and with copies of its own, so that what changes with every symbol stays in
    // registers.
    #[inline(never)]
    fn read_lengths<const SYMBOLS: usize>(
        &self,
        bits: &mut Bits<'_>,
        count: usize,
        repeat: &mut Repeat,
        lengths: &mut Lengths<SYMBOLS>,
    ) -> Result<(), BadZlib> {
        let mut next = *bits;
        let read = self.lengths(&mut next, count, repeat, lengths);
        *bits = next;
        read
    }

    #[inline]
    fn lengths<const SYMBOLS: usize>(
        &self,
        bits: &mut Bits<'_>,
        count: usize,
        repeat: &mut Repeat,
        lengths: &mut Lengths<SYMBOLS>,
    ) -> Result<(), BadZlib> {
        lengths.clear();
        let Repeat { length: mut previous, mut times } = *repeat;
        let mut symbol = 0;
        loop {
            let end = count.min(symbol + times);
            times -= end - symbol;
            if let Some(length @ 1..) = previous {
                (symbol..end).for_each(|symbol| lengths.push(symbol, length));
            }
            symbol = end;
            let item = loop {
                if symbol == count {
                    *repeat = Repeat { length: previous, times };
                    return Ok(());
                }
                // A code of 7 bits and as many more.
                bits.refill_below(14)?;
                let item = self.lengths.read_short(bits);
                if item >= 16 {
                    break item;
                }
                lengths.push(symbol, item);
                symbol += 1;
                previous = Some(item);
            };
            (previous, times) = match item {
                16 if previous.is_none() => return Err(BadZlib::Code),
                16 => (previous, 3 + bits.pop(2) as usize),
                17 => (Some(0), 3 + bits.pop(3) as usize),
                _ => (Some(0), 11 + bits.pop(7) as usize),
            };
        }
    }

    pub(super) const fn fill(
        &mut self,
        literals: &Lengths<LITERALS>,
        distances: &Lengths<DISTANCES>,
    ) -> Result<(), BadZlib> {
        match self.literals.fill(literals, Needs::Complete) {
            Ok(()) => self.distances.fill(distances, Needs::CompleteOrSingle),
            bad => bad,
        }
    }

    /// Inflates one block, the end of it included.
    pub(super) fn inflate<const IS_FIXED: bool, const N: usize>(
        &self,
        bits: &mut Bits<'_>,
        output: &mut Output<'_, N>,
    ) -> Result<(), BadZlib> {
        // Copies of their own, so that what changes with every symbol stays in registers.
        let (mut next, mut written) = (*bits, output.borrow());
        let read = self.symbols::<IS_FIXED, N>(&mut next, &mut written);
        *bits = next;
        let len = written.len();
        output.set_len(len);
        read
    }

    #[inline]
    fn symbols<const IS_FIXED: bool, const N: usize>(
        &self,
        next: &mut Bits<'_>,
        written: &mut Output<'_, N>,
    ) -> Result<(), BadZlib> {
        loop {
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
                match self.literals.read(next)? {
                    literal @ 0..256 => written.put_literal(literal as u8)?,
                    END_OF_BLOCK => return Ok(()),
                    symbol => break Some(symbol),
                }
                left -= 1;
                if left == 0 {
                    break None;
                }
            };
            if let Some(symbol) = symbol {
                let len = read_length(next, symbol)?;
                next.refill_below(28)?;
                let symbol = self.distances.read(next)?;
                let distance = read_distance(next, symbol)?;
                written.copy(distance, len)?;
            }
        }
    }
}

/// Space for the lengths of a block's codes.
pub(super) struct Scratch {
    literals: Lengths<LITERALS>,
    distances: Lengths<DISTANCES>,
    lengths: Lengths<{ ORDER.len() }>,
}

impl Scratch {
    pub(super) const EMPTY: Self = Self { literals: Lengths::NONE, distances: Lengths::NONE, lengths: Lengths::NONE };
}

/// A length, if there is one before, and how many times more it is that of the next symbol.
struct Repeat {
    length: Option<u16>,
    times: usize,
}
