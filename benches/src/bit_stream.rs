//! Writes deflate streams (RFC 1951) that no compressor writes, with codes of any lengths and blocks without content.

#![expect(clippy::cast_possible_truncation, reason = "counts of bits fit 8 bits")]

use crate::bits::Bits;
use crate::code::Code;

/// A deflate stream without its checksum.
#[derive(Debug, Default)]
pub struct BitStream(Bits);

impl BitStream {
    /// The bytes so far, the last filled with zeros.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    /// A block with a table of 286 and 30 codes.
    pub fn dynamic_block(&mut self, is_last: bool, tables: &Tables, symbols: &[Symbol]) {
        self.0.push(is_last.into(), 1);
        self.0.push(0b10, 2);
        tables.write(&mut self.0);
        for symbol in symbols {
            match *symbol {
                Symbol::Copy { len, distance } => tables.write_copy(&mut self.0, len, distance),
                Symbol::Literal(byte) => tables.literals.write(&mut self.0, byte.into()),
            }
        }
        tables.literals.write(&mut self.0, END_OF_BLOCK);
    }

    /// A block that holds bytes as they are.
    pub fn stored_block(&mut self, is_last: bool, bytes: &[u8]) {
        self.0.push(is_last.into(), 3);
        self.0.align();
        self.0.push(bytes.len(), 16);
        self.0.push(!bytes.len(), 16);
        for byte in bytes {
            self.0.push((*byte).into(), 8);
        }
    }
}

const END_OF_BLOCK: usize = 256;

/// The content of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// Some of what was there, again.
    Copy {
        /// 3 to [`Symbol::MAX_LEN`].
        len: usize,
        /// From 1.
        distance: usize,
    },
    /// A byte.
    Literal(u8),
}

impl Symbol {
    /// The longest copy whose length has a code to itself.
    pub const MAX_LEN: usize = 10;
}

/// The two codes of a block.
#[derive(Debug)]
pub struct Tables {
    literals: Code,
    distances: Code,
}

impl Tables {
    /// Codes of nearly one length.
    pub fn flat() -> Self {
        Self { literals: Code::flat(286), distances: Code::flat(30) }
    }

    /// Codes of all lengths in an order that a branch predictor cannot learn.
    pub fn mixed() -> Self {
        Self { literals: Code::mixed(286), distances: Code::mixed(30) }
    }

    /// The codes that these symbols need have these lengths in bits, in turn. The first of the other codes are the
    /// shortest.
    pub fn skewed(symbols: &[Symbol], [literal_bits, distance_bits]: [&[u8]; 2]) -> Self {
        let (mut literals, mut distances) = (vec![0; 286], vec![0; 30]);
        let (mut literal_bits, mut distance_bits) = (literal_bits.iter().cycle(), distance_bits.iter().cycle());
        let need = |lengths: &mut [u8], symbol: usize, bits: &mut dyn Iterator<Item = &u8>| {
            if lengths[symbol] == 0 {
                lengths[symbol] = *bits.next().expect("a cycle has no end");
            }
        };
        for symbol in symbols {
            match *symbol {
                Symbol::Copy { len, distance } => {
                    need(&mut literals, length_symbol(len), &mut literal_bits);
                    need(&mut distances, distance_symbol(distance).0, &mut distance_bits);
                }
                Symbol::Literal(byte) => need(&mut literals, byte.into(), &mut literal_bits),
            }
        }
        Self { literals: Code::completed(literals, 15), distances: Code::completed(distances, 15) }
    }

    fn write(&self, out: &mut Bits) {
        const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        let lengths = [&self.literals.lengths[..], &self.distances.lengths].concat();
        let mut often: Vec<(usize, usize)> =
            (1..16).map(|bits| (lengths.iter().filter(|&&length| usize::from(length) == bits).count(), bits)).collect();
        often.retain(|(count, _)| *count > 0);
        often.sort_unstable_by(|one, other| other.cmp(one));
        // The most frequent length has the shortest code.
        let shortest_first = Code::completed(vec![0; often.len()], 7);
        let mut of_lengths = vec![0; 19];
        for ((_, bits), code_bits) in often.into_iter().zip(shortest_first.lengths) {
            of_lengths[bits] = code_bits;
        }

        out.push(286 - 257, 5);
        out.push(30 - 1, 5);
        out.push(19 - 4, 4);
        for symbol in ORDER {
            out.push(of_lengths[symbol].into(), 3);
        }
        let code = Code::new(of_lengths);
        for length in lengths {
            code.write(out, length.into());
        }
    }

    fn write_copy(&self, out: &mut Bits, len: usize, distance: usize) {
        let (symbol, extra, extra_bits) = distance_symbol(distance);
        self.literals.write(out, length_symbol(len));
        self.distances.write(out, symbol);
        out.push(extra, extra_bits);
    }
}

fn length_symbol(len: usize) -> usize {
    assert!((3..=Symbol::MAX_LEN).contains(&len), "no code to itself for a copy of {len}");
    END_OF_BLOCK + 1 + len - 3
}

/// The symbol, the bits that follow it, and how many they are.
fn distance_symbol(distance: usize) -> (usize, usize, u8) {
    match distance - 1 {
        below @ 0..4 => (below, 0, 0),
        below => {
            let extra_bits = below.ilog2() as u8 - 1;
            let head = below >> extra_bits;
            (2 * usize::from(extra_bits) + head, below & ((1 << extra_bits) - 1), extra_bits)
        }
    }
}
