//! The reasons for which a stream is refused.

use std::error::Error;
use std::fmt;

use crate::wire::inflate::bounds::{MAX_BLOCKS, MAX_LEN};

/// Why some bytes are not a zlib stream as a ticket has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadZlib {
    /// A block is of the kind that does not exist.
    BlockType,
    /// Bytes follow the checksum.
    BytesAfterTheEnd,
    /// The checksum is not that of the output.
    Checksum,
    /// A Huffman code is over-subscribed, incomplete or wrongly described.
    Code,
    /// It ends too early.
    CutOff,
    /// It asks for a preset dictionary.
    Dictionary,
    /// A copy reaches before the start of the output, or its distance does not exist.
    Distance,
    /// It does not begin as zlib does. Raw deflate and gzip begin otherwise.
    Header,
    /// Bits that only fill a byte are not zero.
    Padding,
    /// A stored block contradicts itself about its length.
    StoredLength,
    /// A Huffman code or a length that stands for nothing.
    Symbol,
    /// It inflates to more than a document can have.
    TooBig,
    /// It has more blocks than a ticket needs.
    TooManyBlocks,
}

impl fmt::Display for BadZlib {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BlockType => f.write_str("a block is of a kind that does not exist"),
            Self::BytesAfterTheEnd => f.write_str("bytes follow its end"),
            Self::Checksum => f.write_str("its checksum does not fit"),
            Self::Code => f.write_str("a Huffman code is not well-formed"),
            Self::CutOff => f.write_str("it is cut off"),
            Self::Dictionary => f.write_str("it asks for a preset dictionary"),
            Self::Distance => f.write_str("it copies from where nothing is"),
            Self::Header => f.write_str("it does not begin like zlib"),
            Self::Padding => f.write_str("its filling bits are not zero"),
            Self::StoredLength => f.write_str("a stored block has two lengths"),
            Self::Symbol => f.write_str("a code stands for nothing"),
            Self::TooBig => write!(f, "it inflates to more than {MAX_LEN} bytes"),
            Self::TooManyBlocks => write!(f, "it has more than {MAX_BLOCKS} blocks"),
        }
    }
}

impl Error for BadZlib {}
