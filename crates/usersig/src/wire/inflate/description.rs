//! The description of a dynamic block's codes: the lengths of their codes, in a code of their own (RFC 1951, 3.2.7).

use std::ops::Range;

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bits::Bits;
use crate::wire::inflate::huffman::{Code, Needs};
use crate::wire::inflate::sorted::{DISTANCES, LITERALS, Sorted};
use crate::wire::inflate::symbols::END_OF_BLOCK;
use crate::wire::inflate::tables::Tables;

/// Space for what a description is read into.
pub(super) struct Description {
    /// The code in which the lengths are written.
    lengths: Code<7, 128>,
    sorted: Sorted,
}

/// The order in which a block gives the lengths of the code for code lengths (3.2.7).
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

impl Description {
    pub(super) const EMPTY: Self = Self { lengths: Code::EMPTY, sorted: Sorted::UNUSED };

    /// Reads the codes of a block, whatever was read before.
    pub(super) fn read(&mut self, bits: &mut Bits<'_>, tables: &mut Tables) -> Result<(), BadZlib> {
        let literals = bits.take(5)? as usize + 257;
        let distances = bits.take(5)? as usize + 1;
        if literals > LITERALS - 2 || distances > DISTANCES - 2 {
            return Err(BadZlib::Code);
        }
        self.read_length_code(bits)?;
        self.sorted.clear();
        let end = usize::from(END_OF_BLOCK) + 1;
        let mut repeat = Repeat { length: NO_LENGTH, times: 0 };
        self.read_lengths(bits, 0..end, &mut repeat)?;
        let has_end = repeat.length > 0;
        self.read_lengths(bits, end..literals, &mut repeat)?;
        let literals = self.sorted.end_code();
        self.read_lengths(bits, 0..distances, &mut repeat)?;
        let distances = self.sorted.end_code();
        if repeat.times > 0 || !has_end {
            return Err(BadZlib::Code);
        }
        tables.fill(&self.sorted, &literals, &distances)
    }

    fn read_length_code(&mut self, bits: &mut Bits<'_>) -> Result<(), BadZlib> {
        let count = bits.take(4)? as usize + 4;
        let mut lengths = [0; ORDER.len()];
        for &symbol in &ORDER[..count] {
            lengths[symbol] = bits.take(3)? as u16;
        }
        self.sorted.clear();
        for (symbol, bits) in lengths.into_iter().enumerate() {
            self.sorted.push(symbol, bits);
        }
        let lengths = self.sorted.end_code();
        self.lengths.fill(&self.sorted, &lengths, Needs::Complete)
    }

    /// Reads the lengths of these symbols. The first of them may be part of a repeat that began before, and `repeat` then
    /// holds the length of the last one.
    // Not part of a larger function, and with copies of its own, so that what changes with every symbol stays in
    // registers.
    #[inline(never)]
    fn read_lengths(&mut self, bits: &mut Bits<'_>, symbols: Range<usize>, repeat: &mut Repeat) -> Result<(), BadZlib> {
        let (mut next, mut now) = (*bits, *repeat);
        let read = self.lengths(&mut next, symbols, &mut now);
        (*bits, *repeat) = (next, now);
        read
    }

    #[inline]
    fn lengths(&mut self, bits: &mut Bits<'_>, symbols: Range<usize>, repeat: &mut Repeat) -> Result<(), BadZlib> {
        let Range { start: mut symbol, end } = symbols;
        loop {
            let repeated_to = end.min(symbol + repeat.times);
            repeat.times -= repeated_to - symbol;
            if repeat.length > 0 {
                (symbol..repeated_to).for_each(|symbol| self.sorted.push(symbol, repeat.length));
            }
            symbol = repeated_to;
            let item = 'singles: loop {
                if symbol == end {
                    return Ok(());
                }
                // Seven codes of 7 bits, and as many more bits behind the last one.
                bits.refill()?;
                for _ in 0..7 {
                    let entry = self.lengths.entry(bits);
                    bits.skip(entry.bits());
                    let item = entry.value();
                    if item >= 16 {
                        break 'singles item;
                    }
                    self.sorted.push(symbol, item);
                    symbol += 1;
                    repeat.length = item;
                    if symbol == end {
                        return Ok(());
                    }
                }
            };
            if item == 16 {
                if repeat.length == NO_LENGTH {
                    return Err(BadZlib::Code);
                }
                repeat.times = 3 + bits.pop(2) as usize;
            } else {
                // Both kinds of zeros in one, because no processor can foresee which kind follows.
                let is_long = u32::from(item == 18);
                *repeat = Repeat { length: 0, times: 3 + 8 * is_long as usize + bits.pop(3 + 4 * is_long) as usize };
            }
        }
    }
}

/// The length of the symbol before, and how many times more it is that of the next symbol.
#[derive(Clone, Copy)]
struct Repeat {
    length: u16,
    times: usize,
}

/// In the place of a length if there is no symbol before.
const NO_LENGTH: u16 = 16;
