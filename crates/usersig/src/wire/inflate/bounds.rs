//! The bounds of a stream and of its output.

/// The maximum size of a document in bytes: ten times the largest one a business server signs.
pub(crate) const MAX_LEN: usize = 4096;

/// The maximum number of blocks in a stream. Encoders put a few hundred bytes into one or two blocks, and each block can
/// cost a table.
pub(crate) const MAX_BLOCKS: usize = 16;

/// Bytes that must follow the stream and are not part of it. Words are read whole, up to the end of the stream and beyond.
pub(crate) const SLACK: usize = 2 * size_of::<u64>();

/// Bytes that are copied at once.
pub(crate) const WORD: usize = size_of::<u64>();

/// Space for a document, and for a whole word to be written at its end.
pub(crate) const CAPACITY: usize = MAX_LEN + WORD;

/// Space for nearly every document of a short ticket. Zeros of 4 kB took 3 % of the time of an official ticket.
pub(crate) const SHORT_CAPACITY: usize = 1024 + WORD;
