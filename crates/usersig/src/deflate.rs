//! Writes a document as one zlib stream (RFC 1950, RFC 1951).
//!
//! A general compressor prepares tables of many kilobytes for these few hundred bytes, most of which are known
//! beforehand. This one writes a single block with the fixed Huffman code, copies what the [`plan`] found to repeat in
//! the known pieces, and looks for repetitions only in the values that can have some.

#![expect(clippy::cast_possible_truncation, reason = "places in a document fit 16 bits, counts of bits fit 8")]

mod fixed;
mod plan;

use std::mem;

use crate::document::{Document, Field, Piece};
use fixed::{END_OF_BLOCK, distance_token, length_token, literals};
pub(crate) use plan::Plan;

/// Room for the longest document as literals, and for a whole word at its end.
pub(crate) const CAPACITY: usize = 640;

/// Deflate with a window of 32 KiB, default level.
const HEADER: [u8; 2] = [0x78, 0x9c];

/// A copy of fewer bytes does not exist.
const MIN_COPY: usize = 3;

/// Deflates `document`, whose layout `plan` was made from, into `stream`.
pub(crate) fn deflate<'out>(document: &Document, plan: &Plan, stream: &'out mut [u8; CAPACITY]) -> &'out [u8] {
    stream[..HEADER.len()].copy_from_slice(&HEADER);
    let mut writer = Writer {
        document,
        written: 0,
        seen: &mut [0; 256],
        stream,
        len: HEADER.len(),
        // The last block, with the fixed code.
        bits: 0b011,
        bit_count: 3,
    };
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

struct Writer<'a, 'out> {
    document: &'a Document,
    /// Every byte of the document before this is written.
    written: usize,
    /// The last place where three bytes with some hash were seen; 0 is none.
    seen: &'a mut [u16; 256],
    stream: &'out mut [u8; CAPACITY],
    len: usize,
    /// What is not in the stream yet: fewer than 8 between two tokens.
    bits: u64,
    bit_count: u32,
}

impl<'out> Writer<'_, 'out> {
    fn start(&self, piece: usize) -> usize {
        if piece == 0 { 0 } else { self.document.ends[piece - 1] }
    }

    #[inline(always)]
    fn copy_planned(&mut self, plan: &Plan, piece: usize) {
        let text = &self.document.text;
        for copy in plan.copies_in(piece) {
            let mut at = self.start(piece) + copy.at;
            let mut source = self.start(copy.source_piece) + copy.source_at;
            let mut len = copy.len;
            // A value before the piece may happen to end like the one before its source.
            while at > self.written && source > 0 && text[at - 1] == text[source - 1] {
                at -= 1;
                source -= 1;
                len += 1;
            }
            self.copy(at, source, len);
        }
    }

    #[inline(always)]
    fn copy_found(&mut self, piece: usize) {
        let (mut at, end) = (self.start(piece), self.document.ends[piece]);
        while at + MIN_COPY <= end {
            let source = self.see(at);
            let len = self.common(source, at, end);
            if len < MIN_COPY {
                at += 1;
                continue;
            }
            self.copy(at, source, len);
            for copied in at + 1..(at + len).min(end - MIN_COPY) {
                self.see(copied);
            }
            at += len;
        }
    }

    /// Remembers the three bytes here, and tells where they were seen last, or where any others were.
    #[inline(always)]
    fn see(&mut self, at: usize) -> usize {
        let text = &self.document.text;
        let three = u32::from_le_bytes([text[at], text[at + 1], text[at + 2], 0]);
        let hash = three.wrapping_mul(0x9e37_79b1) >> 24;
        mem::replace(&mut self.seen[hash as usize], at as u16).into()
    }

    #[inline(always)]
    fn common(&self, source: usize, at: usize, end: usize) -> usize {
        let text = &self.document.text;
        text[at..end].iter().zip(&text[source..]).take_while(|(here, there)| here == there).count()
    }

    #[inline(always)]
    fn copy(&mut self, at: usize, source: usize, len: usize) {
        self.write_literals(at);
        let (length, distance) = (length_token(len), distance_token(at - source));
        self.push(length.bits | distance.bits << length.count, length.count + distance.count);
        self.written = at + len;
    }

    #[inline(always)]
    fn write_literals(&mut self, end: usize) {
        while self.written < end {
            let count = (end - self.written).min(7);
            let word = self.document.text[self.written..].first_chunk().expect("a word of zeros follows the text");
            let mask = (1 << (8 * count)) - 1;
            self.push(literals(*word) & mask, 8 * count as u32);
            self.written += count;
        }
    }

    /// At most 56 bits.
    #[inline(always)]
    fn push(&mut self, bits: u64, count: u32) {
        self.bits |= bits << self.bit_count;
        self.bit_count += count;
        let rest = self.stream[self.len..].first_chunk_mut().expect("the stream has room for the longest document");
        *rest = self.bits.to_le_bytes();
        self.len += self.bit_count as usize / 8;
        self.bits >>= self.bit_count & !7;
        self.bit_count %= 8;
    }

    fn finish(mut self) -> &'out [u8] {
        let document = self.document;
        self.write_literals(document.len);
        self.push(END_OF_BLOCK.bits, END_OF_BLOCK.count);
        let end = self.len + usize::from(self.bit_count > 0);
        let checksum = simd_adler32::adler32(&&document.text[..document.len]);
        self.stream[end..end + 4].copy_from_slice(&checksum.to_be_bytes());
        &self.stream[..end + 4]
    }
}
