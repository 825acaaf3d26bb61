//! Bytes written one after the other into a buffer on the stack.

/// Fills a buffer. The caller chooses a buffer that holds everything it pushes.
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

    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// The buffer from this place on. It holds the bytes that were pushed there, and then the free bytes.
    #[inline]
    pub(crate) fn from(&self, start: usize) -> &[u8] {
        &self.buffer[start..]
    }

    /// Replaces bytes that were pushed.
    #[inline]
    pub(crate) fn overwrite(&mut self, start: usize, bytes: &[u8]) {
        self.buffer[start..start + bytes.len()].copy_from_slice(bytes);
    }

    pub(crate) fn into_written(self) -> &'a [u8] {
        &self.buffer[..self.len]
    }
}

/// Copies, which is faster than a call for what a ticket is made of.
// Always inlined in this file: with plain `inline`, a signature takes 3 % more instructions.
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
