//! A short text held in place, so that the words made of it are `Copy` and never allocate.

use std::hash::{Hash, Hasher};
use std::str;

/// At most `N` bytes of text; what is not used stays zero.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShortText<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> ShortText<N> {
    /// Nothing when the text is longer than `N` bytes.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; N];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self { bytes, len: text.len() })
    }

    /// Looks at all `N` bytes, of which those not used are none: faster than to count them first.
    pub(crate) fn is_printable_ascii(&self) -> bool {
        self.bytes.iter().filter(|byte| matches!(byte, b' '..=b'~')).count() == self.len
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
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
