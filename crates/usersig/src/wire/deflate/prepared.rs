//! Tokens that many streams have in common.

use crate::wire::deflate::stream::Stream;

pub(crate) struct Prepared {
    /// The bits, and at least a word behind them.
    bytes: [u8; Self::CAPACITY],
    bit_count: usize,
}

impl Prepared {
    /// More than the longest prepared part of a ticket, which is everything behind the MAC.
    pub(crate) const CAPACITY: usize = 104;

    /// Prepares the tokens that `write` writes.
    pub(crate) fn new(write: impl FnOnce(&mut Stream<'_, { Self::CAPACITY }>)) -> Self {
        let mut bytes = [0; Self::CAPACITY];
        let mut stream = Stream::new(&mut bytes);
        write(&mut stream);
        let bit_count = stream.end().bit_count();
        Self::from_bits(bytes, bit_count)
    }

    /// Tokens that were written into `bytes`.
    pub(crate) const fn from_bits(bytes: [u8; Self::CAPACITY], bit_count: usize) -> Self {
        Self { bytes, bit_count }
    }

    /// The tokens, and how many of their bytes fill whole groups of base64, whatever follows the tokens.
    pub(crate) const fn whole_groups(&self) -> (&[u8], usize) {
        (&self.bytes, self.bit_count / 24 * 3)
    }

    #[inline]
    pub(crate) fn append_to<const N: usize>(&self, stream: &mut Stream<'_, N>) {
        stream.append(&self.bytes, self.bit_count);
    }
}
