//! One canonical Huffman code (RFC 1951, 3.2.2), read by table.

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bits::Bits;
use crate::wire::inflate::sorted::{Lengths, MAX_BITS, Sorted};

/// Codes of at most `FAST_BITS` bits are found in the first table. Longer codes that begin alike share a second table.
/// All second tables stand behind the first one among the `ENTRIES` entries.
pub(super) struct Code<const FAST_BITS: usize, const ENTRIES: usize> {
    table: [Entry; ENTRIES],
}

/// The meaning of some bits. The entry is zero if they have none. For a symbol, the upper ten bits are the symbol and
/// the lower six are the length of its code in this table, 1 to 15. For a second table, the upper ten bits are its
/// start and the lower six are 16 plus the number of bits that it reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry(u16);

impl Entry {
    const NONE: Self = Self(0);

    const fn symbol(symbol: u16, bits: usize) -> Self {
        Self(symbol << 6 | bits as u16)
    }

    const fn second_table(start: usize, bits: usize) -> Self {
        Self((start << 6 | 16 | bits) as u16)
    }

    /// The symbol, if it is one.
    pub(super) const fn value(self) -> u16 {
        self.0 >> 6
    }

    /// How many bits a symbol takes. Only the lower six bits count.
    pub(super) const fn bits(self) -> u32 {
        self.0 as u32
    }

    /// Whether this entry of a complete code of literals is a symbol below 256. Second tables begin behind that.
    #[inline]
    pub(super) const fn is_literal(self) -> bool {
        self.0 < 256 << 6
    }

    const fn is_symbol(self) -> bool {
        self.0.wrapping_sub(1) & 0b11_0000 == 0
    }
}

/// Which sets of lengths are a code.
#[derive(Clone, Copy)]
pub(super) enum Needs {
    /// Every sequence of bits has a meaning.
    Complete,
    /// The code is complete, or it is empty, or it has a single symbol of one bit. Distances have such codes in a block
    /// that needs one distance or none.
    CompleteOrSingle,
}

impl<const FAST_BITS: usize, const ENTRIES: usize> Code<FAST_BITS, ENTRIES> {
    pub(super) const EMPTY: Self = Self { table: [Entry::NONE; ENTRIES] };

    /// Becomes the code of these lengths, whatever it was before.
    pub(super) const fn fill(&mut self, sorted: &Sorted, lengths: &Lengths, needs: Needs) -> Result<(), BadZlib> {
        // A code of `n` bits takes one of `2^n` parts of all sequences of bits.
        let (mut taken, mut used_bits) = (0_usize, 0_u32);
        let mut bits = 1;
        while bits <= MAX_BITS {
            let count = lengths.count(bits);
            taken += count << (MAX_BITS - bits);
            used_bits |= ((count > 0) as u32) << bits;
            bits += 1;
        }
        if taken == 1 << MAX_BITS {
            let (shortest, longest) = (used_bits.trailing_zeros(), used_bits.ilog2());
            self.tabulate(sorted, lengths, shortest as usize, longest as usize);
            return Ok(());
        }
        let is_single_or_none = used_bits == 0 || used_bits == 1 << 1 && lengths.count(1) == 1;
        if !(matches!(needs, Needs::CompleteOrSingle) && is_single_or_none) {
            return Err(BadZlib::Code);
        }
        self.table[0] = Entry::NONE;
        self.table[1] = Entry::NONE;
        self.tabulate(sorted, lengths, 1, 1);
        Ok(())
    }

    /// In the first table a code of `n` bits stands at every `2^n`th entry. Longer codes go between copies of the part
    /// that shorter codes filled. Before the shortest codes, nothing is filled. A complete code overwrites every entry.
    const fn tabulate(&mut self, sorted: &Sorted, lengths: &Lengths, shortest: usize, longest: usize) {
        // The next code, with zeros behind it up to the width of `REVERSED`. So the next code follows by addition,
        // whether it is longer or not.
        let mut code = 0;
        let mut bits = shortest;
        while bits <= FAST_BITS {
            if bits > shortest {
                let (filled, rest) = self.table.split_at_mut(1 << (bits - 1));
                rest.split_at_mut(filled.len()).0.copy_from_slice(filled);
            }
            let mut symbols = sorted.of(lengths, bits);
            while let [symbol, rest @ ..] = symbols {
                self.table[REVERSED[code] as usize] = Entry::symbol(*symbol, bits);
                code += REVERSED.len() >> bits;
                symbols = rest;
            }
            bits += 1;
        }
        if longest > FAST_BITS {
            self.tabulate_long(sorted, lengths, longest, code << (FAST_BITS + 1) >> REVERSED_BITS);
        }
    }

    /// The codes that are longer than the first table is wide, from the first of them on.
    const fn tabulate_long(&mut self, sorted: &Sorted, lengths: &Lengths, longest: usize, mut code: usize) {
        let (mut start, mut end) = (0, 1 << FAST_BITS);
        let mut bits = 1;
        while FAST_BITS + bits <= longest {
            let symbols = sorted.of(lengths, FAST_BITS + bits);
            let mut place = 0;
            while place < symbols.len() {
                let (first_part, second_part) = (code >> bits, code & ((1 << bits) - 1));
                if second_part == 0 {
                    // The next codes fill the table. First come the remaining ones of this length, then longer ones.
                    let (mut second_bits, mut taken) = (bits, symbols.len() - place);
                    while taken < 1 << second_bits {
                        second_bits += 1;
                        taken = 2 * taken + lengths.count(FAST_BITS + second_bits);
                    }
                    (start, end) = (end, end + (1 << second_bits));
                    self.table[reversed(first_part, FAST_BITS)] = Entry::second_table(start, second_bits);
                }
                let entry = Entry::symbol(symbols[place], bits);
                let mut at = start + reversed(second_part, bits);
                while at < end {
                    self.table[at] = entry;
                    at += 1 << bits;
                }
                code += 1;
                place += 1;
            }
            code <<= 1;
            bits += 1;
        }
    }

    /// The entry of the next `FAST_BITS` bits, which must count.
    #[inline]
    pub(super) fn entry(&self, bits: &Bits<'_>) -> Entry {
        self.table[bits.peek() as usize & ((1 << FAST_BITS) - 1)]
    }

    /// Reads the symbol whose first bits have this entry. At least 15 bits must count.
    #[inline]
    pub(super) fn symbol_of(&self, mut entry: Entry, bits: &mut Bits<'_>) -> Result<u16, BadZlib> {
        if !entry.is_symbol() {
            if entry == Entry::NONE {
                return Err(BadZlib::Symbol);
            }
            bits.skip(FAST_BITS as u32);
            let second_bits = entry.bits() & 0b1111;
            entry = self.table[usize::from(entry.value()) + (bits.peek() as usize & ((1 << second_bits) - 1))];
        }
        bits.skip(entry.bits());
        Ok(entry.value())
    }
}

/// At most eight bits, the last first.
const fn reversed(code: usize, bits: usize) -> usize {
    REVERSED[code << (REVERSED_BITS - bits)] as usize
}

const REVERSED_BITS: usize = 8;

const REVERSED: [u8; 1 << REVERSED_BITS] = {
    let mut reversed = [0; 1 << REVERSED_BITS];
    let mut code = 0;
    while code < reversed.len() {
        reversed[code] = (code as u8).reverse_bits();
        code += 1;
    }
    reversed
};
