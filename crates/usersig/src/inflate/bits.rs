//! Bits from bytes, the lowest first.

use super::BadZlib;

/// A whole word can be read at every byte of the input, and right behind it.
pub(super) const SLACK: usize = size_of::<u64>();

#[derive(Clone, Copy)]
pub(super) struct Bits<'a> {
    /// The input and the slack behind it.
    input: &'a [u8],
    /// The first byte that is not in `buffer` as a whole.
    at: usize,
    buffer: u64,
    /// How many bits of `buffer` count. Higher ones are zero, or the input's own next bits.
    count: u32,
}

impl<'a> Bits<'a> {
    /// The last [`SLACK`] bytes are not looked at.
    pub(super) const fn new(input: &'a [u8]) -> Self {
        Self { input, at: 0, buffer: 0, count: 0 }
    }

    /// Makes 56 bits or more count, or all that are left. Bits of the slack may be among them: whoever comes to them
    /// is told in the end.
    #[inline(always)]
    pub(super) fn refill(&mut self) {
        if let Some(word) = self.input.get(self.at..).and_then(<[u8]>::first_chunk) {
            self.buffer |= u64::from_le_bytes(*word) << self.count;
            self.at += (63 - self.count as usize) / 8;
            self.count |= 0b11_1000;
        }
    }

    /// What comes next.
    #[inline(always)]
    pub(super) const fn peek(&self) -> u64 {
        self.buffer
    }

    /// Leaves out `count` bits that were looked at.
    #[inline(always)]
    pub(super) fn skip(&mut self, count: u32) -> Result<(), BadZlib> {
        self.count = self.count.checked_sub(count).ok_or(BadZlib::CutOff)?;
        self.buffer >>= count;
        Ok(())
    }

    /// At most 16 bits; whoever needs several and has refilled pays nothing.
    #[inline(always)]
    pub(super) fn take(&mut self, count: u32) -> Result<u32, BadZlib> {
        if self.count < count {
            self.refill();
        }
        let bits = self.buffer & ((1 << count) - 1);
        self.skip(count)?;
        Ok(bits as u32)
    }

    /// Goes to the next whole byte. What is left out must be zero, or one ticket would have many texts.
    pub(super) fn align(&mut self) -> Result<(), BadZlib> {
        if self.take(self.count % 8)? == 0 { Ok(()) } else { Err(BadZlib::Padding) }
    }

    /// After [`align`](Self::align).
    pub(super) fn take_bytes(&mut self, len: usize) -> Result<&'a [u8], BadZlib> {
        let rest = self.into_bytes()?;
        let bytes = rest.get(..len).ok_or(BadZlib::CutOff)?;
        let at = self.input.len() - SLACK - rest.len() + len;
        *self = Self { at, ..Self::new(self.input) };
        Ok(bytes)
    }

    /// Everything from the next whole byte on.
    pub(super) fn into_bytes(mut self) -> Result<&'a [u8], BadZlib> {
        self.align()?;
        let start = self.at - self.count as usize / 8;
        self.input[..self.input.len() - SLACK].get(start..).ok_or(BadZlib::CutOff)
    }
}
