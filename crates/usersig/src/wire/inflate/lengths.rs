//! The lengths of the codes of a Huffman code, which are all it needs (RFC 1951, 3.2.2).

/// The longest code.
pub(super) const MAX_BITS: usize = 15;

/// How many codes of each length there are. Those of no length do not count.
type Counts = [u16; MAX_BITS + 1];

/// How long the code of each symbol is, of at most `SYMBOLS`.
pub(super) struct Lengths<const SYMBOLS: usize> {
    pub(super) counts: Counts,
    /// The symbols of each length, ascending. Those of no length are put down as well: no processor can foresee which
    /// symbols have one.
    symbols: [[u16; SYMBOLS]; MAX_BITS + 1],
}

impl<const SYMBOLS: usize> Lengths<SYMBOLS> {
    pub(super) const NONE: Self = Self { counts: [0; MAX_BITS + 1], symbols: [[0; SYMBOLS]; MAX_BITS + 1] };

    /// Forgets all symbols.
    pub(super) const fn clear(&mut self) {
        self.counts = [0; MAX_BITS + 1];
    }

    /// The next symbol and the length of its code, 0 to 15, which is 0 if it has none.
    #[inline]
    pub(super) const fn push(&mut self, symbol: usize, bits: u16) {
        let bits = bits as usize & MAX_BITS;
        let count = self.counts[bits];
        self.symbols[bits][count as usize] = symbol as u16;
        self.counts[bits] = count + 1;
    }

    /// Whether this symbol, which is one of the last, has a code.
    pub(super) fn has(&self, symbol: u16) -> bool {
        (1..=MAX_BITS)
            .any(|bits| self.of(bits).iter().rev().take_while(|last| **last >= symbol).any(|last| *last == symbol))
    }

    pub(super) const fn of(&self, bits: usize) -> &[u16] {
        self.symbols[bits].split_at(self.counts[bits] as usize).0
    }
}
