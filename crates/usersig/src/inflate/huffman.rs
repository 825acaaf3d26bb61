//! One canonical Huffman code (RFC 1951, 3.2.2), read by table.

use super::BadZlib;
use super::bits::Bits;

/// The longest code.
pub(super) const MAX_BITS: usize = 15;

/// How `SYMBOLS` symbols are written. Codes of up to log2(`FAST`) bits are looked up, longer ones are counted down.
pub(super) struct Code<const SYMBOLS: usize, const FAST: usize> {
    /// What the next bits begin with: the symbol above, the length of its code in the low four bits. 0 is none.
    fast: [u16; FAST],
    fast_bits: u32,
    /// How many codes of each length there are.
    counts: [u16; MAX_BITS + 1],
    /// The symbols in the order of their codes.
    sorted: [u16; SYMBOLS],
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
    /// `lengths` has the number of bits of each symbol, at most 15 and 0 for a symbol without a code.
    pub(super) const fn new(lengths: &[u8], needs: Needs) -> Result<Self, BadZlib> {
        let mut counts = [0_u16; MAX_BITS + 1];
        let mut symbol = 0;
        while symbol < lengths.len() {
            counts[lengths[symbol] as usize] += 1;
            symbol += 1;
        }
        counts[0] = 0;

        // The first place of each length in `sorted`, the code there, and how much of the space all codes take.
        let mut places = [0_u16; MAX_BITS + 2];
        let mut codes = [0_u32; MAX_BITS + 2];
        let mut space = 0_u32;
        let mut longest = 0;
        let mut bits = 1;
        while bits <= MAX_BITS {
            if counts[bits] > 0 {
                longest = bits;
            }
            space += (counts[bits] as u32) << (MAX_BITS - bits);
            places[bits + 1] = places[bits] + counts[bits];
            codes[bits + 1] = (codes[bits] + counts[bits] as u32) << 1;
            bits += 1;
        }
        let single_or_none = places[MAX_BITS + 1] <= 1 && longest <= 1;
        if space != 1 << MAX_BITS && !(matches!(needs, Needs::CompleteOrSingle) && single_or_none) {
            return Err(BadZlib::Code);
        }

        let fast_bits = if longest < FAST.ilog2() as usize { longest } else { FAST.ilog2() as usize };
        let mut code = Self { fast: [0; FAST], fast_bits: fast_bits as u32, counts, sorted: [0; SYMBOLS] };
        let mut symbol = 0;
        while symbol < lengths.len() {
            let bits = lengths[symbol] as usize;
            if bits > 0 {
                code.sorted[places[bits] as usize] = symbol as u16;
                places[bits] += 1;
                if bits <= fast_bits {
                    let mut next = (codes[bits].reverse_bits() >> (32 - bits)) as usize;
                    while next < 1 << fast_bits {
                        code.fast[next] = (symbol as u16) << 4 | bits as u16;
                        next += 1 << bits;
                    }
                }
                codes[bits] += 1;
            }
            symbol += 1;
        }
        Ok(code)
    }

    /// Reads a symbol from bits that were refilled: at most 15 of them.
    #[inline]
    pub(super) fn read(&self, bits: &mut Bits<'_>) -> Result<u16, BadZlib> {
        let next = bits.peek() & ((1 << self.fast_bits) - 1);
        match self.fast[next as usize] {
            0 => self.read_long(bits),
            entry => {
                bits.skip((entry & 0xf).into())?;
                Ok(entry >> 4)
            }
        }
    }

    /// Codes of one length are consecutive numbers: goes from length to length until the bits are one of them.
    fn read_long(&self, bits: &mut Bits<'_>) -> Result<u16, BadZlib> {
        let (mut code, mut first, mut place) = (0, 0, 0);
        for count in 1..=MAX_BITS {
            code |= (bits.peek() >> (count - 1)) as usize & 1;
            let of_this_length = usize::from(self.counts[count]);
            if code < first + of_this_length {
                bits.skip(count as u32)?;
                return Ok(self.sorted[place + code - first]);
            }
            place += of_this_length;
            first = (first + of_this_length) << 1;
            code <<= 1;
        }
        Err(BadZlib::Symbol)
    }
}
