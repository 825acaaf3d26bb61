//! Huffman codes for streams that no compressor would write.

#![expect(clippy::cast_possible_truncation, reason = "counts of bits fit 8 bits")]

use crate::bits::Bits;
use crate::random::Random;

/// A canonical Huffman code.
#[derive(Debug)]
pub(crate) struct Code {
    /// The bits of each symbol, 0 for a symbol without a code.
    pub(crate) lengths: Vec<u8>,
    codes: Vec<usize>,
}

impl Code {
    pub(crate) fn new(lengths: Vec<u8>) -> Self {
        let (mut codes, mut next) = (vec![0; lengths.len()], 0);
        for bits in 1..16 {
            next <<= 1;
            for symbol in (0..lengths.len()).filter(|symbol| lengths[*symbol] == bits) {
                codes[symbol] = next;
                next += 1;
            }
        }
        Self { lengths, codes }
    }

    pub(crate) fn flat(symbols: usize) -> Self {
        let bits = symbols.next_power_of_two().ilog2() as u8;
        let shorter = (1 << bits) - symbols;
        Self::new((0..symbols).map(|symbol| bits - u8::from(symbol < shorter)).collect())
    }

    /// A tree that grew where chance would have it, its leaves dealt out likewise.
    pub(crate) fn mixed(symbols: usize) -> Self {
        let mut random = Random::new(3);
        let mut lengths = vec![1, 1];
        while lengths.len() < symbols {
            let leaf = random.below(lengths.len());
            if lengths[leaf] < 15 {
                lengths[leaf] += 1;
                lengths.push(lengths[leaf]);
            }
        }
        for last in (1..symbols).rev() {
            lengths.swap(last, random.below(last + 1));
        }
        Self::new(lengths)
    }

    /// Gives every symbol without a code one, the first of them the shortest, so that no bits are without a meaning.
    pub(crate) fn completed(mut lengths: Vec<u8>, most_bits: u8) -> Self {
        let share = |bits: u8| 1_usize << (most_bits - bits);
        let taken: usize = lengths.iter().map(|length| if *length == 0 { 1 } else { share(*length) }).sum();
        let mut left = share(0) - taken;
        for length in lengths.iter_mut().filter(|length| **length == 0) {
            *length = most_bits;
            while *length > 1 && share(*length) <= left {
                left -= share(*length);
                *length -= 1;
            }
        }
        assert_eq!(left, 0, "the code is complete");
        Self::new(lengths)
    }

    pub(crate) fn write(&self, out: &mut Bits, symbol: usize) {
        let bits = self.lengths[symbol];
        assert!(bits > 0, "symbol {symbol} has no code");
        (0..bits).rev().for_each(|place| out.push(self.codes[symbol] >> place & 1, 1));
    }
}
