//! Everything behind the MAC, prepared for all tickets of an app, a second and a lifetime.

use crate::claims::claims::Digits;
use crate::wire::deflate::prepared::Prepared;
use crate::wire::draft::Draft;
use crate::wire::template::Template;

pub(crate) struct Tail {
    text: [u8; Self::CAPACITY],
    len: usize,
    tokens: Prepared,
}

impl Tail {
    /// The text has at most 83 bytes, and a word of zeros follows it.
    const CAPACITY: usize = Prepared::CAPACITY;

    pub(crate) fn new(template: &Template, digits: &Digits<'_>) -> Self {
        let (mut text, mut tokens) = ([0; Self::CAPACITY], [0; Prepared::CAPACITY]);
        let mut draft = Draft::new(&mut text, &mut tokens);
        draft.write_tail(template, digits);
        let (len, bit_count) = (draft.document_len(), draft.bit());
        Self { text, len, tokens: Prepared::from_bits(tokens, bit_count) }
    }

    /// Writes it as [`Draft::write_tail`] does.
    #[inline]
    pub(crate) fn append_to<const N: usize>(&self, draft: &mut Draft<'_, N>) {
        draft.append(&self.text[..self.len], &self.tokens);
    }
}
