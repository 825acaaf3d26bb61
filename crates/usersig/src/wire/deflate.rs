//! Writes zlib streams (RFC 1950) of one block in the fixed Huffman code (RFC 1951).
//!
//! A general compressor searches for repeats and prepares tables of many kilobytes for a few hundred bytes. This one does
//! neither. The caller knows which parts of its text repeat, and says so.

pub(crate) mod fixed;
pub(crate) mod prepared;
pub(crate) mod stream;
