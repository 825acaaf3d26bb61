//! Bits from bytes, the lowest first.

use super::BadZlib;

pub(super) struct Bits<'a> {
    input: &'a [u8],
    /// The first byte that is not in `buffer` as a whole.
    at: usize,
    buffer: u64,
    /// How many bits of `buffer` count. Higher ones are zero, or the input's own next bits.
    count: u32,
}

impl<'a> Bits<'a> {
    pub(super) const fn new(input: &'a [u8]) -> Self {
        Self { input, at: 0, buffer: 0, count: 0 }
    }

    /// Makes 56 bits or more count, or all that are left.
    #[inline]
    pub(super) fn refill(&mut self) {
        if let Some(word) = self.input.get(self.at..).and_then(<[u8]>::first_chunk) {
            self.buffer |= u64::from_le_bytes(*word) << self.count;
            self.at += (63 - self.count as usize) / 8;
            self.count |= 0b11_1000;
        } else {
            self.refill_at_the_end();
        }
    }

    #[cold]
    fn refill_at_the_end(&mut self) {
        while self.count < 56 && self.at < self.input.len() {
            self.buffer |= u64::from(self.input[self.at]) << self.count;
            self.at += 1;
            self.count += 8;
        }
    }

    /// What comes next; zeros follow the end.
    #[inline]
    pub(super) const fn peek(&self) -> u64 {
        self.buffer
    }

    /// Leaves out `count` bits that were looked at.
    #[inline]
    pub(super) fn skip(&mut self, count: u32) -> Result<(), BadZlib> {
        self.count = self.count.checked_sub(count).ok_or(BadZlib::CutOff)?;
        self.buffer >>= count;
        Ok(())
    }

    /// At most 16 bits; whoever needs several and has refilled pays nothing.
    #[inline]
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
        let start = self.at - self.count as usize / 8;
        let bytes = self.input[start..].get(..len).ok_or(BadZlib::CutOff)?;
        *self = Self { input: self.input, at: start + len, buffer: 0, count: 0 };
        Ok(bytes)
    }

    /// Everything from the next whole byte on.
    pub(super) fn into_bytes(mut self) -> Result<&'a [u8], BadZlib> {
        self.align()?;
        Ok(&self.input[self.at - self.count as usize / 8..])
    }
}
