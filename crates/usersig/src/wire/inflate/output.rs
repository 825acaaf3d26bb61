//! The part of the document that is inflated so far.

use std::ops::Range;

use crate::wire::checksum;
use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bounds::{ROOM, WORD};

/// Holds a document of at most `N` bytes less the [`ROOM`] behind it.
pub(super) struct Output<'a, const N: usize> {
    bytes: &'a mut [u8; N],
    len: usize,
}

/// For each distance up to a word: a mask of this many bytes, the factor that repeats them throughout a word, and the number of
/// bytes in whole repeats.
const REPEATS: [(u64, u64, usize); WORD + 1] = {
    let mut repeats = [(0, 0, 0); WORD + 1];
    let mut distance = 1;
    while distance <= WORD {
        let (mut factor, mut count) = (0, 0);
        while count * distance < WORD {
            factor |= 1 << (8 * distance * count);
            count += 1;
        }
        repeats[distance] = (u64::MAX >> (64 - 8 * distance), factor, WORD / distance * distance);
        distance += 1;
    }
    repeats
};

const ROOM_FOLLOWS: &str = "room follows the output";

impl<'a, const N: usize> Output<'a, N> {
    const MAX_LEN: usize = N - ROOM;

    pub(super) const fn new(bytes: &'a mut [u8; N]) -> Self {
        Self { bytes, len: 0 }
    }

    /// The same output for a while. Its length must then be [told](Self::set_len) to this one.
    pub(super) const fn borrow(&mut self) -> Output<'_, N> {
        Output { bytes: self.bytes, len: self.len }
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) const fn set_len(&mut self, len: usize) {
        self.len = len;
    }

    // Always inlined in this file. With plain `inline`, an official ticket takes 4 % more instructions, and a
    // PrivateMapKey 6 % more.
    #[inline(always)]
    pub(super) fn put_literal(&mut self, byte: u8) -> Result<(), BadZlib> {
        self.bytes[..Self::MAX_LEN].get_mut(self.len).map(|room| *room = byte).ok_or(BadZlib::TooBig)?;
        self.len += 1;
        Ok(())
    }

    /// The next bytes, if there is room for all of them. How many are used must then be [told](Self::advance).
    #[inline(always)]
    pub(super) fn room<const COUNT: usize>(&mut self) -> Option<&mut [u8; COUNT]> {
        self.bytes[..Self::MAX_LEN].get_mut(self.len..)?.first_chunk_mut()
    }

    /// Takes bytes that [`room`](Self::room) gave.
    #[inline(always)]
    pub(super) const fn advance(&mut self, count: usize) {
        self.len += count;
    }

    /// Puts the first `count` of these bytes.
    #[inline(always)]
    pub(super) fn put_word(&mut self, word: u64, count: usize) -> Result<(), BadZlib> {
        self.put_word_at(self.len, word);
        self.grow(count)
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<(), BadZlib> {
        let start = self.len;
        self.grow(bytes.len())?;
        self.bytes[start..self.len].copy_from_slice(bytes);
        Ok(())
    }

    /// Copies bytes that may not all be there yet. If the distance is shorter than the length, they repeat.
    ///
    /// The first word takes the same steps at every distance, because no processor can foresee which distances are short.
    #[inline(always)]
    pub(super) fn copy(&mut self, distance: usize, len: usize) -> Result<(), BadZlib> {
        let start = self.len;
        let source = start.checked_sub(distance).ok_or(BadZlib::Distance)?;
        self.grow(len)?;
        let (mask, factor, whole) = REPEATS[distance.min(WORD)];
        let word = (self.word(source) & mask).wrapping_mul(factor);
        self.put_word_at(start, word);
        if len > whole {
            if distance < WORD {
                let mut at = start + whole;
                while at < self.len {
                    self.put_word_at(at, word);
                    at += whole;
                }
            } else {
                copy_words(self.bytes, source + WORD, start + WORD..self.len);
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn word(&self, at: usize) -> u64 {
        u64::from_le_bytes(*self.bytes[at..].first_chunk().expect(ROOM_FOLLOWS))
    }

    #[inline(always)]
    fn put_word_at(&mut self, at: usize, word: u64) {
        *self.bytes[at..].first_chunk_mut().expect(ROOM_FOLLOWS) = word.to_le_bytes();
    }

    #[inline(always)]
    fn grow(&mut self, count: usize) -> Result<(), BadZlib> {
        self.len += count;
        if self.len > Self::MAX_LEN { Err(BadZlib::TooBig) } else { Ok(()) }
    }

    pub(super) fn checksum(&mut self) -> u32 {
        *self.bytes[self.len..].first_chunk_mut().expect(ROOM_FOLLOWS) = [0; checksum::AT_ONCE];
        checksum::of_padded(self.bytes, self.len)
    }
}

/// Copies whole words until `target` is full, which begins at least a word behind `source`.
// Not part of the loop over symbols, because most copies are not longer than a word. There, the preparation of this
// loop took more time than those copies.
#[inline(never)]
fn copy_words(bytes: &mut [u8], source: usize, target: Range<usize>) {
    for at in (0..target.len()).step_by(WORD) {
        let word: [u8; WORD] = *bytes[source + at..].first_chunk().expect(ROOM_FOLLOWS);
        *bytes[target.start + at..].first_chunk_mut().expect(ROOM_FOLLOWS) = word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_any_length_and_distance_takes_one_byte_after_the_other() {
        const START: usize = 20;
        for distance in 1..=START {
            for len in 3..=258 {
                let mut bytes = [0xaa; START + 258 + ROOM];
                let start: Vec<u8> = (1..=20).collect();
                bytes[..START].copy_from_slice(&start);
                let mut output = Output { bytes: &mut bytes, len: START };
                assert_eq!(output.copy(distance, len), Ok(()));
                assert_eq!(output.len(), START + len);
                let mut expected = start;
                (0..len).for_each(|_| expected.push(expected[expected.len() - distance]));
                assert_eq!(bytes[..START + len], expected[..], "{len} bytes from a distance of {distance}");
            }
        }
    }
}
