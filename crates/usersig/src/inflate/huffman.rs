//! One canonical Huffman code (RFC 1951, 3.2.2), read by table.

use super::BadZlib;
use super::bits::Bits;

/// The longest code.
const MAX_BITS: usize = 15;

/// How many codes of each length there are. Those of no length do not count.
type Counts = [u16; MAX_BITS + 1];

/// At most `SYMBOLS` symbols, ascending, and how long the code of each is.
pub(super) struct Lengths<'a, const SYMBOLS: usize> {
    ranked: &'a mut [Ranked; SYMBOLS],
    len: usize,
    counts: Counts,
}

/// A symbol, and above it how many symbols before it have a code as long as its own.
#[derive(Clone, Copy)]
pub(super) struct Ranked(u32);

impl Ranked {
    pub(super) const NONE: Self = Self(0);

    const fn new(entry: Entry, rank: u16) -> Self {
        Self((rank as u32) << 16 | entry.0 as u32)
    }

    const fn entry(self) -> Entry {
        Entry(self.0 as u16)
    }

    const fn rank(self) -> usize {
        (self.0 >> 16) as usize
    }
}

impl<'a, const SYMBOLS: usize> Lengths<'a, SYMBOLS> {
    /// None yet.
    pub(super) const fn new(room: &'a mut [Ranked; SYMBOLS]) -> Self {
        Self { ranked: room, len: 0, counts: [0; MAX_BITS + 1] }
    }

    /// The next symbol and the length of its code, 0 to 15, which is 0 if it has none. No processor can foresee which
    /// have one, so what has none is put down as well, and what comes next in its place.
    #[inline(always)]
    pub(super) const fn push(&mut self, symbol: usize, bits: u16) {
        let count = &mut self.counts[bits as usize & MAX_BITS];
        self.ranked[self.len] = Ranked::new(Entry::symbol(symbol as u16, bits as usize), *count);
        *count += 1;
        self.len += (bits > 0) as usize;
    }

    /// Whether this symbol, which is one of the last, has a code.
    pub(super) fn has(&self, symbol: u16) -> bool {
        self.ranked[..self.len].iter().rev().any(|ranked| ranked.entry().value() == symbol)
    }

    /// The symbols in the order of their codes; `places` tells where each length begins.
    const fn sorted(&self, places: &Counts) -> [Entry; SYMBOLS] {
        let mut sorted = [Entry::NONE; SYMBOLS];
        let mut next = 0;
        while next < self.len {
            let ranked = self.ranked[next];
            let entry = ranked.entry();
            sorted[places[entry.bits()] as usize + ranked.rank()] = entry;
            next += 1;
        }
        sorted
    }
}

/// Codes of at most `FAST_BITS` bits are looked up at once; longer ones that begin alike in a second table, all of which
/// stand behind the first among the `ENTRIES` entries.
pub(super) struct Code<const FAST_BITS: usize, const ENTRIES: usize> {
    table: [Entry; ENTRIES],
}

/// What some bits stand for: nothing; or a symbol in the upper ten bits, and in the others how many bits are its own, 1
/// to 15; or where a second table begins, and 16 and how many bits it is for.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Entry(u16);

impl Entry {
    const NONE: Self = Self(0);

    const fn symbol(symbol: u16, bits: usize) -> Self {
        Self(symbol << 6 | bits as u16)
    }

    const fn second_table(start: usize, bits: usize) -> Self {
        Self((start << 6 | 16 | bits) as u16)
    }

    const fn value(self) -> u16 {
        self.0 >> 6
    }

    const fn bits(self) -> usize {
        self.0 as usize & 0b11_1111
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
    /// As well: no code at all, or a single one of one bit, as distances have them in a block that needs one or none.
    CompleteOrSingle,
}

impl<const FAST_BITS: usize, const ENTRIES: usize> Code<FAST_BITS, ENTRIES> {
    pub(super) const EMPTY: Self = Self { table: [Entry::NONE; ENTRIES] };

    /// Becomes the code of these lengths, whatever it was before.
    pub(super) const fn fill<const SYMBOLS: usize>(
        &mut self,
        lengths: &Lengths<'_, SYMBOLS>,
        needs: Needs,
    ) -> Result<(), BadZlib> {
        let counts = lengths.counts;
        // The first place of each length among the sorted symbols.
        let mut places: Counts = [0; MAX_BITS + 1];
        let (mut codes, mut longest) = (0_usize, 0);
        let mut bits = 1;
        while bits <= MAX_BITS {
            places[bits] = places[bits - 1] + if bits > 1 { counts[bits - 1] } else { 0 };
            codes = 2 * codes + counts[bits] as usize;
            if codes > 1 << bits {
                return Err(BadZlib::Code);
            }
            if counts[bits] > 0 {
                longest = bits;
            }
            bits += 1;
        }
        let is_single_or_none = lengths.len <= 1 && longest <= 1;
        if codes != 1 << MAX_BITS && !(matches!(needs, Needs::CompleteOrSingle) && is_single_or_none) {
            return Err(BadZlib::Code);
        }
        self.tabulate(lengths.sorted(&places).split_at(lengths.len).0, &counts, longest);
        Ok(())
    }

    /// In the first table a code of `n` bits stands at every `2^n`th entry: longer ones go between copies of what shorter
    /// ones filled.
    const fn tabulate(&mut self, sorted: &[Entry], counts: &Counts, longest: usize) {
        self.table[0] = Entry::NONE;
        let (mut code, mut place) = (0, 0);
        let mut bits = 1;
        while bits <= FAST_BITS {
            let (filled, rest) = self.table.split_at_mut(1 << (bits - 1));
            rest.split_at_mut(filled.len()).0.copy_from_slice(filled);
            let end = place + counts[bits] as usize;
            while place < end {
                self.table[reversed(code, bits)] = sorted[place];
                code += 1;
                place += 1;
            }
            code <<= 1;
            bits += 1;
        }
        if longest > FAST_BITS {
            self.tabulate_long(sorted.split_at(place).1, counts, code);
        }
    }

    /// The codes that are longer than the first table is wide, from the first of them on.
    const fn tabulate_long(&mut self, sorted: &[Entry], counts: &Counts, mut code: usize) {
        let (mut start, mut end) = (0, 1 << FAST_BITS);
        let (mut bits, mut left) = (1, counts[FAST_BITS + 1] as usize);
        let mut place = 0;
        while place < sorted.len() {
            while left == 0 {
                bits += 1;
                left = counts[FAST_BITS + bits] as usize;
                code <<= 1;
            }
            let (first_part, second_part) = (code >> bits, code & ((1 << bits) - 1));
            if second_part == 0 {
                // The next codes fill the table: as many of this length as there are, then longer ones.
                let (mut second_bits, mut taken) = (bits, left);
                while taken < 1 << second_bits {
                    second_bits += 1;
                    taken = 2 * taken + counts[FAST_BITS + second_bits] as usize;
                }
                (start, end) = (end, end + (1 << second_bits));
                self.table[reversed(first_part, FAST_BITS)] = Entry::second_table(start, second_bits);
            }
            let mut at = start + reversed(second_part, bits);
            while at < end {
                self.table[at] = Entry::symbol(sorted[place].value(), bits);
                at += 1 << bits;
            }
            code += 1;
            place += 1;
            left -= 1;
        }
    }

    /// Reads a symbol of a complete code that has none longer than `FAST_BITS`, from so many bits that count.
    #[inline(always)]
    pub(super) fn read_short(&self, bits: &mut Bits<'_>) -> u16 {
        let entry = self.table[bits.peek() as usize & ((1 << FAST_BITS) - 1)];
        bits.skip(entry.bits() as u32);
        entry.value()
    }

    /// Reads a symbol from at least 15 bits that count.
    #[inline(always)]
    pub(super) fn read(&self, bits: &mut Bits<'_>) -> Result<u16, BadZlib> {
        let mut entry = self.table[bits.peek() as usize & ((1 << FAST_BITS) - 1)];
        if !entry.is_symbol() {
            if entry == Entry::NONE {
                return Err(BadZlib::Symbol);
            }
            bits.skip(FAST_BITS as u32);
            let second_bits = entry.bits() - 16;
            entry = self.table[usize::from(entry.value()) + (bits.peek() as usize & ((1 << second_bits) - 1))];
        }
        bits.skip(entry.bits() as u32);
        Ok(entry.value())
    }
}

/// At most nine bits, the last first.
const fn reversed(code: usize, bits: usize) -> usize {
    REVERSED[code << (9 - bits)] as usize
}

const REVERSED: [u16; 512] = {
    let mut reversed = [0; 512];
    let mut code = 0_u16;
    while code < 512 {
        reversed[code as usize] = code.reverse_bits() >> (16 - 9);
        code += 1;
    }
    reversed
};
