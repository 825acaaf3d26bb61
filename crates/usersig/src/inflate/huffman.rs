//! One canonical Huffman code (RFC 1951, 3.2.2), read by table.

use super::BadZlib;
use super::bits::Bits;

/// The longest code.
const MAX_BITS: usize = 15;

/// How at most `SYMBOLS` symbols are written. Codes of up to log2(`FAST`) bits are looked up, longer ones are counted
/// down.
pub(super) struct Code<const SYMBOLS: usize, const FAST: usize> {
    /// What the next bits begin with: the symbol above, the length of its code in the low four bits. 0 is none.
    fast: [u16; FAST],
    fast_bits: u32,
    /// How many codes of each length there are.
    counts: [u16; MAX_BITS + 1],
    /// The symbols in the order of their codes.
    sorted: [u16; SYMBOLS],
}

/// A symbol that has a code, and how many bits it takes: 1 to 15.
#[derive(Clone, Copy)]
pub(super) struct Coded {
    pub(super) symbol: u16,
    pub(super) bits: u8,
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
        Self { fast: [0; FAST], fast_bits: 0, counts: [0; MAX_BITS + 1], sorted: [0; SYMBOLS] };

    const MOST_FAST_BITS: usize = FAST.ilog2() as usize;

    /// Makes an empty code the one of these symbols, which ascend.
    pub(super) const fn fill(&mut self, coded: &[Coded], needs: Needs) -> Result<(), BadZlib> {
        let mut next = 0;
        while next < coded.len() {
            self.counts[coded[next].bits as usize] += 1;
            next += 1;
        }
        // The first code of each length, its place in `sorted`, and how much of the space all codes take.
        let mut codes = [0_u32; MAX_BITS + 2];
        let mut places = [0_u16; MAX_BITS + 2];
        let mut space = 0;
        let mut longest = 0;
        let mut bits = 1;
        while bits <= MAX_BITS {
            let count = self.counts[bits];
            codes[bits + 1] = (codes[bits] + count as u32) << 1;
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
        self.fast_bits = if longest < Self::MOST_FAST_BITS { longest } else { Self::MOST_FAST_BITS } as u32;
        self.place(coded, &mut codes, &mut places);
        Ok(())
    }

    const fn place(&mut self, coded: &[Coded], codes: &mut [u32], places: &mut [u16]) {
        let mut next = 0;
        while next < coded.len() {
            let Coded { symbol, bits } = coded[next];
            let length = bits as usize;
            self.sorted[places[length] as usize] = symbol;
            places[length] += 1;
            if bits as u32 <= self.fast_bits {
                let mut at = (codes[length].reverse_bits() >> (32 - length)) as usize;
                while at < 1 << self.fast_bits {
                    self.fast[at] = symbol << 4 | bits as u16;
                    at += 1 << length;
                }
            }
            codes[length] += 1;
            next += 1;
        }
    }

    /// Reads a symbol from bits that were refilled: at most 15 of them.
    #[inline(always)]
    pub(super) fn read(&self, bits: &mut Bits<'_>) -> Result<u16, BadZlib> {
        let next = bits.peek() & ((1 << self.fast_bits) - 1);
        match self.fast[next as usize] {
            0 => {
                let (symbol, count) = self.find_long(bits.peek())?;
                bits.skip(count)?;
                Ok(symbol)
            }
            entry => {
                bits.skip((entry & 0xf).into())?;
                Ok(entry >> 4)
            }
        }
    }

    /// Codes of one length are consecutive numbers: goes from length to length until the bits are one of them.
    #[inline(never)]
    fn find_long(&self, bits: u64) -> Result<(u16, u32), BadZlib> {
        let (mut code, mut first, mut place) = (0, 0, 0);
        for count in 1..=MAX_BITS {
            code |= (bits >> (count - 1)) as usize & 1;
            let of_this_length = usize::from(self.counts[count]);
            if code < first + of_this_length {
                return Ok((self.sorted[place + code - first], count as u32));
            }
            place += of_this_length;
            first = (first + of_this_length) << 1;
            code <<= 1;
        }
        Err(BadZlib::Symbol)
    }
}
