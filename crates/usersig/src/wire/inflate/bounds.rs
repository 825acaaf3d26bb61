//! The bounds of a stream and of its output.

use crate::wire::checksum;

/// The maximum size of a document in bytes: ten times the largest one a business server signs.
pub(crate) const MAX_LEN: usize = 4096;

/// The maximum number of blocks in a stream. Encoders put a few hundred bytes into one or two blocks, and each block can
/// cost a table.
pub(crate) const MAX_BLOCKS: usize = 16;

/// Bytes that must follow the stream and are not part of it. Words are read whole, up to the end of the stream and beyond.
pub(crate) const SLACK: usize = 2 * size_of::<u64>();

/// Bytes that are copied at once.
pub(crate) const WORD: usize = size_of::<u64>();

/// Space behind a document: a whole word can be written at its end, and the checksum is taken with zeros behind it.
pub(crate) const ROOM: usize = if checksum::AT_ONCE > WORD { checksum::AT_ONCE } else { WORD };

/// Space for a document.
pub(crate) const CAPACITY: usize = MAX_LEN + ROOM;

/// Space for nearly every document of a short ticket. Zeros of 4 kB took 3 % of the time of an official ticket.
pub(crate) const SHORT_CAPACITY: usize = 1024 + ROOM;
