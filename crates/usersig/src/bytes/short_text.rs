//! A short text that is stored in place, so that the value types made of it are `Copy` and never allocate.

use std::hash::{Hash, Hasher};
use std::str;

/// At most `N` bytes of text, and `N` is at most 255. Unused bytes are zero.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShortText<const N: usize> {
    bytes: [u8; N],
    len: u8,
}

impl<const N: usize> ShortText<N> {
    /// `None` if the text is longer than `N` bytes.
    pub(crate) fn new(text: &str) -> Option<Self> {
        const { assert!(N <= u8::MAX as usize, "the length is stored in one byte") };
        let mut bytes = [0; N];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self { bytes, len: u8::try_from(text.len()).ok()? })
    }

    /// Looks at all bytes up to a multiple of 32, because the unused ones are not printable. This is faster than to cut the
    /// text first.
    pub(crate) fn is_printable_ascii(&self) -> bool {
        let used = self.bytes.chunks(32).take(usize::from(self.len).div_ceil(32));
        let count = |bytes: &[u8]| bytes.iter().filter(|byte| matches!(byte, b' '..=b'~')).count();
        used.map(count).sum::<usize>() == usize::from(self.len)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(self.as_bytes()).expect("these bytes were copied from a str")
    }
}

impl<const N: usize> Hash for ShortText<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}
