//! Bits from bytes, the lowest first.

use crate::wire::inflate::bad_zlib::BadZlib;
use crate::wire::inflate::bounds::SLACK;

#[derive(Clone, Copy)]
pub(super) struct Bits<'a> {
    /// The input and the slack behind it.
    input: &'a [u8],
    /// The first byte that is not in `buffer` as a whole.
    at: usize,
    buffer: u64,
    /// How many bits of `buffer` count, in the lower six bits. The other bits of `count` have no meaning. The bits of `buffer`
    /// behind those that count are zero, or the input's own next bits.
    count: u32,
}

impl<'a> Bits<'a> {
    /// The last [`SLACK`] bytes are not looked at.
    pub(super) const fn new(input: &'a [u8]) -> Self {
        Self { input, at: 0, buffer: 0, count: 0 }
    }

    /// Makes 56 bits or more count. Bits of the slack may be among them, which is for
    /// [`is_past_the_end`](Self::is_past_the_end) to tell.
    #[inline]
    pub(super) fn refill(&mut self) -> Result<(), BadZlib> {
        let word = self.input.get(self.at..).and_then(<[u8]>::first_chunk).ok_or(BadZlib::CutOff)?;
        self.buffer |= u64::from_le_bytes(*word).wrapping_shl(self.count);
        self.at += (63 - self.count() as usize) / 8;
        self.count |= 0b11_1000;
        Ok(())
    }

    /// Makes at least `count` bits count. The limit is 56.
    #[inline]
    pub(super) fn refill_below(&mut self, count: u32) -> Result<(), BadZlib> {
        if self.count() < count { self.refill() } else { Ok(()) }
    }

    /// The next bits, the first in the lowest place.
    #[inline]
    pub(super) const fn peek(&self) -> u64 {
        self.buffer
    }

    /// Leaves out bits that count. Only the lower six bits of `count` are used, which a CPU does by itself when it shifts.
    // To mask them first would make each symbol wait one step longer for the one before.
    #[inline]
    pub(super) const fn skip(&mut self, count: u32) {
        self.count = self.count.wrapping_sub(count);
        self.buffer = self.buffer.wrapping_shr(count);
    }

    /// How many bits count.
    #[inline]
    const fn count(&self) -> u32 {
        self.count & 63
    }

    /// Takes bits that count.
    #[inline]
    pub(super) const fn pop(&mut self, count: u32) -> u32 {
        let bits = self.buffer & ((1 << count) - 1);
        self.skip(count);
        bits as u32
    }

    /// At most 16 bits.
    #[inline]
    pub(super) fn take(&mut self, count: u32) -> Result<u32, BadZlib> {
        self.refill_below(count)?;
        Ok(self.pop(count))
    }

    /// Goes to the next whole byte. The bits that are skipped must be zero, because otherwise one ticket would have
    /// many texts.
    pub(super) fn align(&mut self) -> Result<(), BadZlib> {
        if self.pop(self.count() % 8) == 0 { Ok(()) } else { Err(BadZlib::Padding) }
    }

    /// Whether bits were taken that are not part of the input. Then the input was cut off, whatever these bits were
    /// read as.
    pub(super) const fn is_past_the_end(&self) -> bool {
        8 * self.at - self.count() as usize > 8 * (self.input.len() - SLACK)
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
        let start = self.at - self.count() as usize / 8;
        self.input[..self.input.len() - SLACK].get(start..).ok_or(BadZlib::CutOff)
    }
}
