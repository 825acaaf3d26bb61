//! Puts literals and copies of a text into a stream, in the fixed Huffman code.

use std::mem;
use std::ops::Range;

use super::fixed::{END_OF_BLOCK, distance_token, length_token, literals};

/// Room for the longest document as literals, and for a whole word at its end.
pub(crate) const CAPACITY: usize = 480;

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
    stream: &'out mut [u8; CAPACITY],
    len: usize,
    /// What is not in the stream yet: fewer than 8 between two tokens.
    bits: u64,
    bit_count: u32,
}

impl<'a, 'out> Writer<'a, 'out> {
    #[inline(always)]
    pub(super) fn new(text: &'a [u8], seen: &'a mut [u16; HASHES], stream: &'out mut [u8; CAPACITY]) -> Self {
        Self { text, written: 0, seen, stream, len: 0, bits: 0, bit_count: 0 }
    }

    /// Writes what is not written yet up to `end`, as it is.
    #[inline(always)]
    pub(super) fn literals(&mut self, end: usize) {
        if self.written < end {
            let text = &self.text[self.written..];
            self.push_bytes(end - self.written, |at| literals(word_at(text, at)));
            self.written = end;
        }
    }

    /// Writes literals up to `at`, and then the `len` bytes there as a copy of those at `source`.
    #[inline(always)]
    pub(super) fn copy(&mut self, at: usize, source: usize, len: usize) {
        debug_assert_eq!(self.text[at..at + len], self.text[source..source + len]);
        self.literals(at);
        let (length, distance) = (length_token(len), distance_token(at - source));
        self.push(length.bits | distance.bits << length.count, length.count + distance.count);
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
        self.push_bytes(count, |at| u64::from_le_bytes(word_at(&bits.bytes, at)));
        self.push(u64::from(bits.bytes[count]), rest as u32);
        self.written = end;
    }

    /// So many bytes of what `word` has from each eighth on. No word waits for the one before.
    #[inline(always)]
    fn push_bytes(&mut self, count: usize, word: impl Fn(usize) -> u64) {
        let (shift, mut carry) = (self.bit_count, self.bits);
        for at in (0..count & !7).step_by(8) {
            let word = word(at);
            self.put(self.len + at, word << shift | carry);
            carry = word >> 1 >> (63 - shift);
        }
        let rest = 8 * (count % 8);
        let last = word(count & !7) & ((1 << rest) - 1);
        self.put(self.len + (count & !7), last << shift | carry);
        self.bits = (last << shift | carry) >> rest;
        self.len += count;
    }

    #[inline(always)]
    fn put(&mut self, at: usize, word: u64) {
        let room = self.stream[at..].first_chunk_mut().expect("the stream has room for the longest document");
        *room = word.to_le_bytes();
    }

    /// At most 56 bits.
    #[inline(always)]
    pub(super) fn push(&mut self, bits: u64, count: u32) {
        self.bits |= bits << self.bit_count;
        self.bit_count += count;
        self.put(self.len, self.bits);
        self.len += self.bit_count as usize / 8;
        self.bits >>= self.bit_count & !7;
        self.bit_count %= 8;
    }

    /// Writes the rest of the text, `len` bytes long in all, the end of the block and the checksum.
    #[inline(always)]
    pub(super) fn finish(mut self, len: usize) -> &'out [u8] {
        self.literals(len);
        self.push(END_OF_BLOCK.bits, END_OF_BLOCK.count);
        let end = self.len + usize::from(self.bit_count > 0);
        let checksum = simd_adler32::adler32(&&self.text[..len]);
        self.stream[end..end + 4].copy_from_slice(&checksum.to_be_bytes());
        &self.stream[..end + 4]
    }
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
        let mut writer = Writer::new(&padded, &mut seen, &mut stream);
        writer.written = start;
        write(&mut writer);
        writer.literals(text.len());
        let count = 8 * writer.len + writer.bit_count as usize;
        Self { bytes: *stream.first_chunk().expect("a stream has room for more"), count }
    }
}
