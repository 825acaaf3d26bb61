//! Zlib streams that keep an inflater busy.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::bit_stream::{BitStream, Symbol, Tables};

/// A way to pack a document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Container {
    /// One block, after blocks that have tables and no content.
    Dynamic {
        /// The maximum length and the maximum distance of a copy, in bytes.
        copies: (usize, usize),
        codes: Codes,
        empty_blocks: usize,
        codes_of_empty: Codes,
    },
    /// The output of flate2 at this level.
    Level(u32),
    /// This many stored blocks.
    Stored(usize),
}

/// The codes of a block.
#[derive(Clone, Copy, Debug)]
pub(super) enum Codes {
    /// Of nearly one length.
    Flat,
    /// Of all lengths, in a random order.
    Mixed,
    /// The needed codes have these lengths in bits, in turn. The first list is for literals, the second for distances.
    Skewed([&'static [u8]; 2]),
}

/// Lengths and distances of copies. The first has none, the next have many with and without overlap, and the last have
/// fewer, which leaves room for long codes.
const COPIES: [(usize, usize); 8] = [(0, 1), (3, 1), (3, 7), (4, 8), (6, 1), (6, 16), (10, 8), (10, 1)];

/// Lengths in bits. In the first three, all are longer than a table is wide, up to the maximum. In the last, some are
/// longer and some are not.
const BITS: [[&[u8]; 2]; 4] =
    [[&[10], &[7]], [&[12], &[10]], [&[15], &[15]], [&[9, 10, 11, 12, 13, 14, 15], &[6, 7, 10, 15]]];

const EMPTY_BLOCKS: [usize; 6] = [0, 4, 8, 10, 12, 15];

/// Every way.
pub(super) fn all() -> Vec<Container> {
    let mut containers = vec![Container::Stored(1), Container::Stored(16)];
    containers.extend([1, 6, 9].map(Container::Level));
    let codes = [Codes::Flat, Codes::Mixed].into_iter().chain(BITS.map(Codes::Skewed));
    for codes in codes {
        for copies in COPIES {
            for empty_blocks in EMPTY_BLOCKS {
                for codes_of_empty in [Codes::Flat, Codes::Mixed] {
                    containers.push(Container::Dynamic { copies, codes, empty_blocks, codes_of_empty });
                }
            }
        }
    }
    containers
}

impl Container {
    /// A block of short copies after fifteen empty ones.
    pub(super) const BUSY: Self =
        Self::Dynamic { copies: (3, 1), codes: Codes::Flat, empty_blocks: 15, codes_of_empty: Codes::Flat };

    pub(super) fn pack(self, document: &[u8]) -> Vec<u8> {
        match self {
            Self::Dynamic { copies: (len, distance), codes, empty_blocks, codes_of_empty } => {
                let symbols = symbols(document, len, distance);
                let mut out = BitStream::default();
                let empty = codes_of_empty.tables(&[]);
                (0..empty_blocks).for_each(|_| out.dynamic_block(false, &empty, &[]));
                out.dynamic_block(true, &codes.tables(&symbols), &symbols);
                zlib(out, document)
            }
            Self::Level(level) => {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(level));
                encoder.write_all(document).expect("a Vec takes all");
                encoder.finish().expect("a Vec takes all")
            }
            Self::Stored(blocks) => {
                let mut out = BitStream::default();
                let len = document.len().div_ceil(blocks);
                for (index, bytes) in document.chunks(len).enumerate() {
                    out.stored_block(index + 1 == document.len().div_ceil(len), bytes);
                }
                zlib(out, document)
            }
        }
    }
}

impl Codes {
    fn tables(self, symbols: &[Symbol]) -> Tables {
        match self {
            Self::Flat => Tables::flat(),
            Self::Mixed => Tables::mixed(),
            Self::Skewed(bits) => Tables::skewed(symbols, bits),
        }
    }
}

/// The document in copies of at most `len` bytes, from `distance` or else from near, where there are any.
fn symbols(document: &[u8], len: usize, distance: usize) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut at = 0;
    while at < document.len() {
        let copied = |distance: usize| match at.checked_sub(distance) {
            Some(from) => {
                document[from..].iter().zip(&document[at..]).take(len).take_while(|(old, new)| old == new).count()
            }
            None => 0,
        };
        let copy =
            [distance].into_iter().chain(1..64).map(|distance| (copied(distance), distance)).find(|(len, _)| *len >= 3);
        let (len, symbol) = match copy {
            Some((len, distance)) => (len, Symbol::Copy { len, distance }),
            None => (1, Symbol::Literal(document[at])),
        };
        symbols.push(symbol);
        at += len;
    }
    symbols
}

fn zlib(blocks: BitStream, document: &[u8]) -> Vec<u8> {
    [&[0x78, 0x9c][..], &blocks.into_bytes(), &checksum(document)].concat()
}

/// Adler-32 (RFC 1950, 8.2).
fn checksum(bytes: &[u8]) -> [u8; 4] {
    let (low, high) = bytes.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65521;
        (low, (high + low) % 65521)
    });
    (high << 16 | low).to_be_bytes()
}
