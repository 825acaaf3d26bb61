//! Bytes put together in a buffer of known size, on the stack.

use std::ops::Range;

/// Fills a buffer; whoever picks its size knows the most that can be pushed.
pub(crate) struct ByteWriter<'a> {
    buffer: &'a mut [u8],
    len: usize,
}

impl<'a> ByteWriter<'a> {
    pub(crate) const fn new(buffer: &'a mut [u8]) -> Self {
        Self { buffer, len: 0 }
    }

    #[inline]
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let target = &mut self.buffer[self.len..self.len + bytes.len()];
        copy_short(bytes, target);
        self.len += bytes.len();
    }

    /// Where what `write` pushes ends up.
    #[inline]
    pub(crate) fn range_of(&mut self, write: impl FnOnce(&mut Self)) -> Range<usize> {
        let start = self.len;
        write(self);
        start..self.len
    }

    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn into_written(self) -> &'a [u8] {
        &self.buffer[..self.len]
    }
}

/// Copies, which is faster than a call for what a ticket is made of.
#[inline(always)]
pub(crate) fn copy_short(bytes: &[u8], target: &mut [u8]) {
    if !(copy_overlapping::<32>(bytes, target)
        || copy_overlapping::<16>(bytes, target)
        || copy_overlapping::<8>(bytes, target)
        || copy_overlapping::<4>(bytes, target))
    {
        target.copy_from_slice(bytes);
    }
}

/// Copies `N` to `2 * N` bytes as two moves.
#[inline(always)]
fn copy_overlapping<const N: usize>(bytes: &[u8], target: &mut [u8]) -> bool {
    let fits = bytes.len() <= 2 * N;
    if let (true, Some(first), Some(last)) = (fits, bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) {
        target[..N].copy_from_slice(first);
        target[bytes.len() - N..].copy_from_slice(last);
        return true;
    }
    false
}
