//! Bits put into a stream, the first in the lowest place.

use std::mem;

/// Room for the longest document as literals, and for a whole word at its end.
pub(crate) const CAPACITY: usize = 480;

pub(super) struct Stream<'out> {
    bytes: &'out mut [u8; CAPACITY],
    end: Place,
}

/// Where bits go.
#[derive(Clone, Copy)]
pub(super) struct Place {
    at: usize,
    /// What begins the byte there: fewer than 8 bits between two tokens.
    bits: u64,
    bit_count: u32,
}

impl<'out> Stream<'out> {
    #[inline(always)]
    pub(super) fn new(bytes: &'out mut [u8; CAPACITY]) -> Self {
        Self { bytes, end: Place { at: 0, bits: 0, bit_count: 0 } }
    }

    pub(super) fn bit_count(&self) -> usize {
        8 * self.end.at + self.end.bit_count as usize
    }

    /// At most 56 bits.
    #[inline(always)]
    pub(super) fn push(&mut self, bits: u64, count: u32) {
        self.end.bits |= bits << self.end.bit_count;
        self.end.bit_count += count;
        *self.word_at(self.end.at) = self.end.bits.to_le_bytes();
        self.end.at += self.end.bit_count as usize / 8;
        self.end.bits >>= self.end.bit_count & !7;
        self.end.bit_count %= 8;
    }

    /// So many bytes of what `word` has from each eighth on. No word waits for the one before.
    #[inline(always)]
    pub(super) fn push_bytes(&mut self, count: usize, word: impl Fn(usize) -> u64) {
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

    /// Leaves room for so many bytes, and tells where.
    #[inline(always)]
    pub(super) fn leave_room(&mut self, count: usize) -> Place {
        let room = self.end;
        self.end.at += count;
        self.end.bits = 0;
        room
    }

    /// Puts the bytes in that room was left for, once a byte or more follows them.
    #[inline(always)]
    pub(super) fn fill_room(&mut self, room: Place, count: usize, word: impl Fn(usize) -> u64) {
        debug_assert!(self.end.at > room.at + count, "what follows is in the stream");
        let behind = u64::from_le_bytes(*self.word_at(room.at + count));
        let end = mem::replace(&mut self.end, room);
        self.push_bytes(count, word);
        *self.word_at(self.end.at) = (behind | self.end.bits).to_le_bytes();
        self.end = end;
    }

    /// The stream up to here with `checksum` behind it.
    #[inline(always)]
    pub(super) fn finish(self, checksum: u32) -> &'out [u8] {
        let end = self.end.at + usize::from(self.end.bit_count > 0);
        self.bytes[end..end + 4].copy_from_slice(&checksum.to_be_bytes());
        &self.bytes[..end + 4]
    }

    #[inline(always)]
    fn word_at(&mut self, at: usize) -> &mut [u8; 8] {
        self.bytes[at..].first_chunk_mut().expect("the stream has room for the longest document")
    }
}
