//! What is inflated so far.

use super::{BadZlib, CAPACITY, MAX_LEN};

pub(super) struct Output<'a> {
    bytes: &'a mut [u8; CAPACITY],
    len: usize,
}

/// Bytes that are copied at once.
pub(super) const WORD: usize = 16;

impl<'a> Output<'a> {
    pub(super) const fn new(bytes: &'a mut [u8; CAPACITY]) -> Self {
        Self { bytes, len: 0 }
    }

    /// The same output for a while: what it then has must be [told](Self::set_len).
    pub(super) const fn borrow(&mut self) -> Output<'_> {
        Output { bytes: self.bytes, len: self.len }
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) const fn set_len(&mut self, len: usize) {
        self.len = len;
    }

    #[inline(always)]
    pub(super) fn put_literal(&mut self, byte: u8) -> Result<(), BadZlib> {
        self.bytes[..MAX_LEN].get_mut(self.len).map(|room| *room = byte).ok_or(BadZlib::TooBig)?;
        self.len += 1;
        Ok(())
    }

    /// Puts the first `count` of these bytes.
    #[inline(always)]
    pub(super) fn put_word(&mut self, word: u64, count: usize) -> Result<(), BadZlib> {
        let room = self.bytes[self.len..].first_chunk_mut().ok_or(BadZlib::TooBig)?;
        *room = word.to_le_bytes();
        self.grow(count)
    }

    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<(), BadZlib> {
        let start = self.len;
        self.grow(bytes.len())?;
        self.bytes[start..self.len].copy_from_slice(bytes);
        Ok(())
    }

    /// Copies what may not be there yet: a distance below the length repeats.
    #[inline(always)]
    pub(super) fn copy(&mut self, distance: usize, len: usize) -> Result<(), BadZlib> {
        let start = self.len;
        let source = start.checked_sub(distance).ok_or(BadZlib::Distance)?;
        self.grow(len)?;
        if distance < WORD {
            for at in start..self.len {
                self.bytes[at] = self.bytes[at - distance];
            }
        } else {
            for at in (0..len).step_by(WORD) {
                let word: [u8; WORD] =
                    *self.bytes[source + at..].first_chunk().expect("a word of room follows the output");
                self.bytes[start + at..][..WORD].copy_from_slice(&word);
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn grow(&mut self, count: usize) -> Result<(), BadZlib> {
        self.len += count;
        if self.len > MAX_LEN { Err(BadZlib::TooBig) } else { Ok(()) }
    }

    pub(super) fn checksum(&self) -> u32 {
        simd_adler32::adler32(&&self.bytes[..self.len])
    }
}
