//! One canonical Huffman code (RFC 1951, 3.2.2), read by table.

use super::BadZlib;
use super::bits::Bits;

/// The longest code.
const MAX_BITS: usize = 15;

/// How at most `SYMBOLS` symbols are written. Codes of up to log2(`FAST`) bits are looked up, longer ones are counted
/// down.
pub(super) struct Code<const SYMBOLS: usize, const FAST: usize> {
    /// What the next bits begin with.
    fast: [Coded; FAST],
    fast_bits: u32,
    /// How many codes of each length there are.
    counts: [u16; MAX_BITS + 1],
    /// The symbols in the order of their codes.
    sorted: [Coded; SYMBOLS],
}

/// A symbol and, in the low four bits, how many bits its code takes: 1 to 15.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Coded(u16);

impl Coded {
    pub(super) const NONE: Self = Self(0);

    pub(super) const fn new(symbol: u16, bits: u8) -> Self {
        Self(symbol << 4 | bits as u16)
    }

    pub(super) const fn symbol(self) -> u16 {
        self.0 >> 4
    }

    const fn bits(self) -> u32 {
        (self.0 & 0xf) as u32
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

impl<const SYMBOLS: usize, const FAST: usize> Code<SYMBOLS, FAST> {
    pub(super) const EMPTY: Self =
        Self { fast: [Coded::NONE; FAST], fast_bits: 0, counts: [0; MAX_BITS + 1], sorted: [Coded::NONE; SYMBOLS] };

    const MOST_FAST_BITS: usize = FAST.ilog2() as usize;

    /// Makes an empty code the one of these symbols, which ascend.
    pub(super) const fn fill(&mut self, coded: &[Coded], needs: Needs) -> Result<(), BadZlib> {
        let mut next = 0;
        while next < coded.len() {
            self.counts[coded[next].bits() as usize] += 1;
            next += 1;
        }
        // The first place of each length in `sorted`, and how much of the space all codes take.
        let mut places = [0_u16; MAX_BITS + 2];
        let mut space = 0;
        let mut longest = 0;
        let mut bits = 1;
        while bits <= MAX_BITS {
            let count = self.counts[bits];
            places[bits + 1] = places[bits] + count;
            space += (count as usize) << (MAX_BITS - bits);
            if count > 0 {
                longest = bits;
            }
            bits += 1;
        }
        let is_single_or_none = coded.len() <= 1 && longest <= 1;
        if space != 1 << MAX_BITS && !(matches!(needs, Needs::CompleteOrSingle) && is_single_or_none) {
            return Err(BadZlib::Code);
        }
        self.sort(coded, &mut places);
        self.tabulate(if longest < Self::MOST_FAST_BITS { longest } else { Self::MOST_FAST_BITS });
        Ok(())
    }

    const fn sort(&mut self, coded: &[Coded], places: &mut [u16]) {
        let mut next = 0;
        while next < coded.len() {
            let place = &mut places[coded[next].bits() as usize];
            self.sorted[*place as usize] = coded[next];
            *place += 1;
            next += 1;
        }
    }

    /// A code of `n` bits stands at every `2^n`th entry: longer ones go between copies of what shorter ones filled.
    const fn tabulate(&mut self, fast_bits: usize) {
        let (mut code, mut place) = (0_u32, 0);
        let mut bits = 1;
        while bits <= fast_bits {
            let (filled, rest) = self.fast.split_at_mut(1 << (bits - 1));
            rest.split_at_mut(filled.len()).0.copy_from_slice(filled);
            let mut left = self.counts[bits];
            while left > 0 {
                self.fast[(code.reverse_bits() >> (32 - bits)) as usize] = self.sorted[place];
                code += 1;
                place += 1;
                left -= 1;
            }
            code <<= 1;
            bits += 1;
        }
        self.fast_bits = fast_bits as u32;
    }

    /// Reads a symbol from bits that were refilled: at most 15 of them.
    #[inline(always)]
    pub(super) fn read(&self, bits: &mut Bits<'_>) -> Result<u16, BadZlib> {
        let next = bits.peek() & ((1 << self.fast_bits) - 1);
        let coded = match self.fast[next as usize] {
            Coded::NONE => self.find_long(bits.peek())?,
            coded => coded,
        };
        bits.skip(coded.bits())?;
        Ok(coded.symbol())
    }

    /// Codes of one length are consecutive numbers: goes from length to length until the bits are one of them.
    #[inline(never)]
    fn find_long(&self, bits: u64) -> Result<Coded, BadZlib> {
        let (mut code, mut first, mut place) = (0, 0, 0);
        for count in 1..=MAX_BITS {
            code |= (bits >> (count - 1)) as usize & 1;
            let of_this_length = usize::from(self.counts[count]);
            if code < first + of_this_length {
                return Ok(self.sorted[place + code - first]);
            }
            place += of_this_length;
            first = (first + of_this_length) << 1;
            code <<= 1;
        }
        Err(BadZlib::Symbol)
    }
}
