//! Puts literals and copies of a text into a stream, in the fixed Huffman code.

use std::mem;
use std::ops::Range;

use crate::wire::deflate::fixed::{END_OF_BLOCK, distance_token, length_token, literals};
use crate::wire::deflate::stream::{CAPACITY, Place, Stream};

/// How many groups the places seen are kept in.
pub(super) const HASHES: usize = 128;

/// A copy of fewer bytes does not exist.
const MIN_COPY: usize = 3;

pub(super) struct Writer<'a, 'out> {
    /// The text, and at least a word behind it.
    text: &'a [u8],
    /// Every byte of the text before this is written.
    written: usize,
    /// The last place where three bytes with some hash were seen.
    seen: &'a mut [u16; HASHES],
    pub(super) stream: Stream<'out>,
}

impl<'a, 'out> Writer<'a, 'out> {
    #[inline(always)]
    pub(super) fn new(text: &'a [u8], seen: &'a mut [u16; HASHES], stream: Stream<'out>) -> Self {
        Self { text, written: 0, seen, stream }
    }

    /// Writes what is not written yet up to `end`, as it is.
    #[inline(always)]
    pub(super) fn literals(&mut self, end: usize) {
        if self.written < end {
            let text = &self.text[self.written..];
            self.stream.push_bytes(end - self.written, |at| literals_at(text, at));
            self.written = end;
        }
    }

    /// Leaves room for the next `len` bytes as literals.
    #[inline(always)]
    pub(super) fn leave_room(&mut self, len: usize) -> Place {
        self.written += len;
        self.stream.leave_room(len)
    }

    /// Writes literals up to `at`, and then the `len` bytes there as a copy of those at `source`.
    #[inline(always)]
    pub(super) fn copy(&mut self, at: usize, source: usize, len: usize) {
        debug_assert_eq!(self.text[at..at + len], self.text[source..source + len]);
        self.literals(at);
        let (length, distance) = (length_token(len), distance_token(at - source));
        self.stream.push(length.bits | distance.bits << length.count, length.count + distance.count);
        self.written = at + len;
    }

    /// The same, with as many bytes before both as are equal and not written yet.
    #[inline(always)]
    pub(super) fn copy_and_before(&mut self, mut at: usize, mut source: usize, mut len: usize) {
        while at > self.written && self.text[at - 1] == self.text[source - 1] {
            (at, source, len) = (at - 1, source - 1, len + 1);
        }
        self.copy(at, source, len);
    }

    /// Copies what a part of the text repeats of itself, or of parts this was done with before.
    #[inline(always)]
    pub(super) fn copy_repeats(&mut self, part: Range<usize>) {
        let mut at = part.start;
        while at + MIN_COPY <= part.end {
            let source = self.see(at);
            let len = self.common(source, at, part.end);
            if len < MIN_COPY {
                at += 1;
                continue;
            }
            self.copy(at, source, len);
            for copied in at + 1..(at + len).min(part.end - MIN_COPY) {
                self.see(copied);
            }
            at += len;
        }
    }

    /// Remembers the three bytes here, and tells where they, or others with their hash, were seen last.
    #[inline(always)]
    fn see(&mut self, at: usize) -> usize {
        let word: [u8; 4] = *self.text[at..].first_chunk().expect("a word follows the text");
        let hash = (u32::from_le_bytes(word) << 8).wrapping_mul(0x9e37_79b1) >> (32 - HASHES.ilog2());
        mem::replace(&mut self.seen[hash as usize], at as u16).into()
    }

    #[inline(always)]
    fn common(&self, source: usize, at: usize, end: usize) -> usize {
        let word = |place: usize| -> u32 {
            u32::from_le_bytes(*self.text[place..].first_chunk().expect("a word follows the text"))
        };
        if source == at || (word(source) ^ word(at)) << 8 != 0 {
            return 0;
        }
        let equal = self.text[at..end].iter().zip(&self.text[source..]).take_while(|(here, there)| here == there);
        equal.count()
    }

    /// Puts in bits that were made before, of the text up to `end`.
    #[inline(always)]
    pub(super) fn append(&mut self, bits: &Bits, end: usize) {
        let (count, rest) = (bits.count / 8, bits.count % 8);
        self.stream.push_bytes(count, |at| u64::from_le_bytes(word_at(&bits.bytes, at)));
        self.stream.push(u64::from(bits.bytes[count]), rest as u32);
        self.written = end;
    }

    /// Writes the rest of the text, `len` bytes long in all, and the end of the block.
    #[inline(always)]
    pub(super) fn finish(mut self, len: usize) -> Stream<'out> {
        self.literals(len);
        self.stream.push(END_OF_BLOCK.bits, END_OF_BLOCK.count);
        self.stream
    }
}

/// Eight bytes of a text as literals.
#[inline(always)]
pub(super) fn literals_at(text: &[u8], at: usize) -> u64 {
    literals(word_at(text, at))
}

fn word_at(bytes: &[u8], at: usize) -> [u8; 8] {
    *bytes[at..].first_chunk().expect("a word follows the bytes")
}

/// Tokens made beforehand.
pub(super) struct Bits {
    /// The bits and a word behind them.
    bytes: [u8; 72],
    count: usize,
}

impl Bits {
    /// The tokens `write` makes of the text from `start` on, and the rest of the text as literals.
    pub(super) fn of(text: &[u8], start: usize, write: impl FnOnce(&mut Writer<'_, '_>)) -> Self {
        let padded = [text, &[0; 8]].concat();
        let (mut seen, mut stream) = ([0; HASHES], [0; CAPACITY]);
        let mut writer = Writer::new(&padded, &mut seen, Stream::new(&mut stream));
        writer.written = start;
        write(&mut writer);
        writer.literals(text.len());
        let count = writer.stream.bit_count();
        Self { bytes: *stream.first_chunk().expect("a stream has room for more"), count }
    }
}
