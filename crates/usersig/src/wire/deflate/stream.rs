//! A zlib stream that is being written.
//!
//! Deflate fills bytes from the lowest bit up, and a token may begin at any bit. The stream therefore keeps the bits of the
//! byte that is not full yet, puts the next token above them, and writes a whole word at the place of that byte. The next
//! word overwrites what lies behind.

use std::mem;

use crate::wire::deflate::fixed::{END_OF_BLOCK, Token, distance_token, length_token, literals, literals_of};

/// The length of the buffer is a constant, so that one comparison tells whether there is room for a word.
pub(crate) struct Stream<'out, const N: usize> {
    bytes: &'out mut [u8; N],
    end: Place,
}

/// Deflate with a window of 32 KiB, default level; then the last block, with the fixed code.
pub(crate) const START: Token = Token { bits: 0b011 << 16 | 0x9c78, count: 19 };

/// A place in a stream.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    at: usize,
    /// The bits before the place in the byte at `at`. They are fewer than 8.
    bits: u64,
    bit_count: u32,
}

impl Place {
    /// How many bits of a stream lie before the place.
    pub(crate) const fn bit_count(self) -> usize {
        8 * self.at + self.bit_count as usize
    }
}

impl<'out, const N: usize> Stream<'out, N> {
    /// Begins an empty stream. There must be room for a word behind everything that is written.
    // Always inlined in this file: with plain `inline`, a verification takes 7 % more instructions, and a signature 2 %
    // more.
    #[inline(always)]
    pub(crate) const fn new(bytes: &'out mut [u8; N]) -> Self {
        Self { bytes, end: Place { at: 0, bits: 0, bit_count: 0 } }
    }

    /// Where the next token goes.
    #[inline(always)]
    pub(crate) const fn end(&self) -> Place {
        self.end
    }

    /// Writes at most 56 bits.
    #[inline(always)]
    pub(crate) fn push(&mut self, Token { bits, count }: Token) {
        self.end.bits |= bits << self.end.bit_count;
        self.end.bit_count += count;
        *self.word_at(self.end.at) = self.end.bits.to_le_bytes();
        self.end.at += self.end.bit_count as usize / 8;
        self.end.bits >>= self.end.bit_count & !7;
        self.end.bit_count %= 8;
    }

    /// Writes the first `count` bytes of a text as they are. The text must go on for a word behind them.
    #[inline(always)]
    pub(crate) fn literals(&mut self, text: &[u8], count: usize) {
        self.push_bytes(count, |at| literals(word_at(text, at)));
    }

    /// Writes that the `len` bytes from here on are those that begin `distance` before them.
    #[inline(always)]
    pub(crate) fn copy(&mut self, len: usize, distance: usize) {
        let (len, distance) = (length_token(len), distance_token(distance));
        self.push(Token { bits: len.bits | distance.bits << len.count, count: len.count + distance.count });
    }

    /// Writes `count` bits of another stream. Its bytes must go on for a word behind them.
    #[inline(always)]
    pub(crate) fn append(&mut self, bytes: &[u8], bit_count: usize) {
        let whole = bit_count / 8;
        self.push_bytes(whole, |at| u64::from_le_bytes(word_at(bytes, at)));
        #[expect(clippy::cast_possible_truncation, reason = "fewer than 8 bits")]
        self.push(Token { bits: bytes[whole].into(), count: (bit_count % 8) as u32 });
    }

    /// Leaves a gap for `count` literals.
    #[inline(always)]
    pub(crate) const fn reserve(&mut self, count: usize) -> Place {
        let gap = self.end;
        self.end.at += count;
        self.end.bits = 0;
        gap
    }

    /// Writes the first `count` bytes of a text into the gap that was left for them. More than a byte must follow the gap.
    #[inline(always)]
    pub(crate) fn fill_gap<const LEN: usize>(&mut self, gap: Place, text: &[u8; LEN], count: usize) {
        debug_assert!(self.end.at > gap.at + count, "the byte behind the gap is written");
        let behind = u64::from_le_bytes(*self.word_at(gap.at + count));
        let end = mem::replace(&mut self.end, gap);
        let literals = literals_of(text);
        self.push_bytes(count, |at| u64::from_le_bytes(word_at(&literals, at)));
        *self.word_at(self.end.at) = (behind | self.end.bits).to_le_bytes();
        self.end = end;
    }

    #[inline(always)]
    pub(crate) fn end_block(&mut self) {
        self.push(END_OF_BLOCK);
    }

    /// Ends the stream with the Adler-32 of the text. Returns the stream with zeros behind it, and its length.
    #[inline(always)]
    pub(crate) fn finish(self, checksum: u32) -> (&'out [u8; N], usize) {
        let start = self.end.at + usize::from(self.end.bit_count > 0);
        let end = start + size_of_val(&checksum);
        self.bytes[start..end].copy_from_slice(&checksum.to_be_bytes());
        debug_assert!(self.bytes[end..].iter().all(|byte| *byte == 0), "the stream goes on behind its end");
        (self.bytes, end)
    }

    /// Writes `count` bytes, eight at a time: `word` gives those from its argument on. No word waits for the one before.
    #[inline(always)]
    fn push_bytes(&mut self, count: usize, word: impl Fn(usize) -> u64) {
        let Place { at: start, bits: mut carry, bit_count: shift } = self.end;
        for at in (0..count & !7).step_by(8) {
            let word = word(at);
            *self.word_at(start + at) = (word << shift | carry).to_le_bytes();
            carry = word >> 1 >> (63 - shift);
        }
        let rest = 8 * (count % 8);
        let last = word(count & !7) & ((1 << rest) - 1);
        *self.word_at(start + (count & !7)) = (last << shift | carry).to_le_bytes();
        self.end.bits = (last << shift | carry) >> rest;
        self.end.at += count;
    }

    #[inline(always)]
    fn word_at(&mut self, at: usize) -> &mut [u8; 8] {
        self.bytes.get_mut(at..).and_then(<[u8]>::first_chunk_mut).expect("a word of room follows the stream")
    }
}

#[inline(always)]
fn word_at(text: &[u8], at: usize) -> [u8; 8] {
    *text.get(at..).and_then(<[u8]>::first_chunk).expect("a word follows the text")
}
