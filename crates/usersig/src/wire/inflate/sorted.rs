//! The symbols of a block's codes, sorted by the lengths of their codes.
//!
//! The lengths are all that a Huffman code needs (RFC 1951, 3.2.2). Symbols are pushed in ascending order, and each goes
//! behind the others of its length. A block has two codes, and the second one follows the first one at every length.

/// The longest code.
pub(super) const MAX_BITS: usize = 15;

/// Literals, the end of the block, lengths; the last two exist in the fixed code only and mean nothing.
pub(super) const LITERALS: usize = 288;
/// The last two exist in the fixed code only and mean nothing.
pub(super) const DISTANCES: usize = 32;

/// A place in the list of symbols for each length.
type Places = [u16; MAX_BITS + 1];

/// Where the symbols of one code stand.
#[derive(Clone, Copy)]
pub(super) struct Lengths {
    starts: Places,
    ends: Places,
}

/// Symbols that have no code are put down as well, because no processor can foresee which symbols have one.
pub(super) struct Sorted {
    symbols: [u16; CAPACITY],
    lengths: Lengths,
}

impl Sorted {
    /// All zeros, which take less time than values. It must be [cleared](Self::clear) before symbols are pushed.
    pub(super) const UNUSED: Self =
        Self { symbols: [0; CAPACITY], lengths: Lengths { starts: [0; MAX_BITS + 1], ends: [0; MAX_BITS + 1] } };

    /// Forgets all symbols.
    pub(super) const fn clear(&mut self) {
        self.lengths = Lengths { starts: STARTS, ends: STARTS };
    }

    /// The next symbol and the length of its code, 0 to 15, which is 0 if it has none.
    // If there are too many symbols of a length, they overwrite symbols of the next lengths. `Tables::fill` then returns an
    // error, so the block is not read.
    #[inline]
    pub(super) const fn push(&mut self, symbol: usize, bits: u16) {
        let bits = bits as usize & MAX_BITS;
        let end = self.lengths.ends[bits];
        self.symbols[end as usize] = symbol as u16;
        self.lengths.ends[bits] = end + 1;
    }

    /// Ends a code. The symbols that follow are those of the next one.
    #[inline]
    pub(super) const fn end_code(&mut self) -> Lengths {
        let lengths = self.lengths;
        self.lengths.starts = lengths.ends;
        lengths
    }

    /// The symbols of a code whose codes have this length.
    pub(super) const fn of(&self, lengths: &Lengths, bits: usize) -> &[u16] {
        self.symbols.split_at(lengths.starts[bits] as usize).1.split_at(lengths.count(bits)).0
    }
}

impl Lengths {
    /// How many codes have this length.
    pub(super) const fn count(&self, bits: usize) -> usize {
        (self.ends[bits] - self.starts[bits]) as usize
    }
}

/// Room for all symbols of each length that two codes can have.
const fn room(bits: usize) -> usize {
    match bits {
        0 | 9.. => LITERALS + DISTANCES,
        6..=8 => (1 << bits) + DISTANCES,
        _ => 2 << bits,
    }
}

const STARTS: Places = {
    let mut starts = [0; MAX_BITS + 1];
    let mut bits = 1;
    while bits <= MAX_BITS {
        starts[bits] = starts[bits - 1] + room(bits - 1) as u16;
        bits += 1;
    }
    starts
};

const CAPACITY: usize = STARTS[MAX_BITS] as usize + room(MAX_BITS);
