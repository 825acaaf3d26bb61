//! Writes a document as one zlib stream (RFC 1950, RFC 1951).
//!
//! A general compressor prepares tables of many kilobytes for these few hundred bytes, most of which are known
//! beforehand. This one writes a single block with the fixed Huffman code, copies what the [`plan`] found to repeat in
//! the known pieces, and looks for repetitions only in the values that can have some.

#![expect(clippy::cast_possible_truncation, reason = "places in a document fit 16 bits, counts of bits fit 8")]

mod fixed;
mod plan;

use crate::document::{Document, Field, MAX_PIECES, Piece};
use fixed::{END_OF_BLOCK, distance_token, length_token, literals};
pub(crate) use plan::Plan;

/// Room for the longest document as literals, and for a whole word at its end.
pub(crate) const CAPACITY: usize = 640;

/// Deflate with a window of 32 KiB, default level.
const HEADER: [u8; 2] = [0x78, 0x9c];

/// Deflates `document`, whose layout `plan` was made from.
pub(crate) fn deflate(document: &Document, plan: &Plan) -> Stream {
    let mut writer = Writer::new(document);
    for (index, piece) in plan.pieces.iter().enumerate() {
        match piece {
            Piece::Text(_) => writer.copy_planned(plan, index),
            Piece::Value(Field::Identifier | Field::SdkAppId | Field::UserBuf) => writer.copy_found(index),
            // These are random, or too short to repeat.
            Piece::Value(Field::Expire | Field::Sig | Field::Time | Field::Ver) => {}
        }
    }
    writer.finish()
}

/// A zlib stream.
pub(crate) struct Stream {
    bytes: [u8; CAPACITY],
    len: usize,
}

impl Stream {
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

struct Writer<'a> {
    text: &'a [u8],
    len: usize,
    ends: &'a [usize; MAX_PIECES],
    /// Everything before this is written, or waits in `bits`.
    written: usize,
    /// The last place where three bytes with some hash were seen; 0 is none.
    seen: [u16; 256],
    stream: Stream,
    bits: u64,
    /// Fewer than 8 between two tokens.
    bit_count: u32,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document) -> Self {
        let mut stream = Stream { bytes: [0; CAPACITY], len: HEADER.len() };
        stream.bytes[..HEADER.len()].copy_from_slice(&HEADER);
        Self {
            text: document.text.whole(),
            len: document.text.len(),
            ends: &document.ends,
            written: 0,
            seen: [0; 256],
            stream,
            // The last block, with the fixed code.
            bits: 0b011,
            bit_count: 3,
        }
    }

    fn start(&self, piece: usize) -> usize {
        if piece == 0 { 0 } else { self.ends[piece - 1] }
    }

    fn copy_planned(&mut self, plan: &Plan, piece: usize) {
        for copy in plan.copies_in(piece) {
            let mut at = self.start(piece) + copy.at;
            let mut source = self.start(copy.source_piece) + copy.source_at;
            let mut len = copy.len;
            // A value before the piece may happen to end like the one before its source.
            while at > self.written && source > 0 && self.text[at - 1] == self.text[source - 1] {
                at -= 1;
                source -= 1;
                len += 1;
            }
            self.copy(at, source, len);
        }
    }

    fn copy_found(&mut self, piece: usize) {
        let mut at = self.start(piece);
        let end = self.ends[piece];
        while at + 2 < end {
            let hash = self.hash(at);
            let source = usize::from(self.seen[hash]);
            self.seen[hash] = at as u16;
            let len = if source == 0 { 0 } else { self.common(source, at, end) };
            if len >= 3 {
                self.copy(at, source, len);
                for inside in at + 1..(at + len).min(end - 2) {
                    let hash = self.hash(inside);
                    self.seen[hash] = inside as u16;
                }
                at += len;
            } else {
                at += 1;
            }
        }
    }

    fn hash(&self, at: usize) -> usize {
        let three = u32::from_le_bytes([self.text[at], self.text[at + 1], self.text[at + 2], 0]);
        (three.wrapping_mul(0x9e37_79b1) >> 24) as usize
    }

    fn common(&self, source: usize, at: usize, end: usize) -> usize {
        self.text[at..end].iter().zip(&self.text[source..]).take_while(|(a, b)| a == b).count()
    }

    fn copy(&mut self, at: usize, source: usize, len: usize) {
        self.write_literals(at);
        let (length, distance) = (length_token(len), distance_token(at - source));
        self.push(length.bits | distance.bits << length.count, length.count + distance.count);
        self.written = at + len;
    }

    fn write_literals(&mut self, end: usize) {
        while self.written < end {
            let count = (end - self.written).min(7);
            let word = self.text[self.written..].first_chunk().expect("a word of zeros follows the text");
            let mask = (1 << (8 * count)) - 1;
            self.push(literals(*word) & mask, 8 * count as u32);
            self.written += count;
        }
    }

    /// At most 56 bits.
    fn push(&mut self, bits: u64, count: u32) {
        self.bits |= bits << self.bit_count;
        self.bit_count += count;
        let rest = &mut self.stream.bytes[self.stream.len..];
        *rest.first_chunk_mut().expect("the stream has room for the longest document") = self.bits.to_le_bytes();
        self.stream.len += self.bit_count as usize / 8;
        self.bits >>= self.bit_count & !7;
        self.bit_count %= 8;
    }

    fn finish(mut self) -> Stream {
        self.write_literals(self.len);
        self.push(END_OF_BLOCK.bits, END_OF_BLOCK.count);
        let Self { mut stream, bit_count, .. } = self;
        stream.len += usize::from(bit_count > 0);
        let checksum = simd_adler32::adler32(&&self.text[..self.len]);
        stream.bytes[stream.len..stream.len + 4].copy_from_slice(&checksum.to_be_bytes());
        stream.len += 4;
        stream
    }
}
