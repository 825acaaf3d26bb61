//! A ticket while it is written, in four steps: the part before the MAC, a gap for the MAC, the part behind it, the MAC.
//!
//! The document and its zlib stream are written together. The caller computes the MAC meanwhile. Each character of a MAC is
//! a literal of eight bits, so its place is known before its value.

use crate::bytes::base64::mac::{self, MacText};
use crate::bytes::byte_writer::ByteWriter;
use crate::claims::claims::Digits;
use crate::wire::checksum;
use crate::wire::deflate::fixed::{Token, short_text};
use crate::wire::deflate::prepared::Prepared;
use crate::wire::deflate::stream::{Place, Stream};
use crate::wire::document::write::{self, END, EXPIRE, HEAD, SIG, TIME, USERBUF};
use crate::wire::template::{NAME_IN_HEAD, NEXT_NAME, NEXT_NAME_AFTER_NUMBER, TO_TEXT, Template};

/// `N` is the length of both buffers.
pub(crate) struct Draft<'a, const N: usize> {
    /// The document, and zeros behind it.
    document: ByteWriter<'a>,
    stream: Stream<'a, N>,
}

/// The size of both buffers for a UserSig whose identifier has at most [`SHORT_IDENTIFIER`] bytes. The document has at most
/// 240 bytes, and zeros follow it.
pub(crate) const SHORT: usize = 256;
pub(crate) const SHORT_IDENTIFIER: usize = 32;

/// The size of both buffers for any ticket. The document has at most 432 bytes, for an identifier of 128 characters that are
/// all escaped, and zeros follow it.
pub(crate) const LONG: usize = 448;

/// How many characters the copy behind a lifetime has, without those of the lifetime.
pub(crate) const COPY_BEHIND_LIFETIME: usize = NEXT_NAME_AFTER_NUMBER.len();

/// The places that the MAC belongs in.
#[derive(Clone, Copy)]
pub(crate) struct Gap {
    in_document: usize,
    in_stream: Place,
}

impl Gap {
    /// How many bits of the stream lie before the MAC.
    pub(crate) const fn bit(self) -> usize {
        self.in_stream.bit_count()
    }
}

impl<'a, const N: usize> Draft<'a, N> {
    /// Begins in two buffers that are zero.
    #[inline]
    pub(crate) const fn new(document: &'a mut [u8; N], stream: &'a mut [u8; N]) -> Self {
        Self { document: ByteWriter::new(document), stream: Stream::new(stream) }
    }

    /// Writes everything before the MAC, and leaves a gap for the MAC.
    #[inline]
    pub(crate) fn write_head(&mut self, template: &Template, identifier: &[u8]) -> Gap {
        self.write_start(template);
        self.write_texts(identifier, None)
    }

    /// Writes everything before the identifier.
    #[inline]
    pub(crate) fn write_start(&mut self, template: &Template) {
        self.append(HEAD.as_bytes(), &template.head);
    }

    /// Writes the identifier and the userbuf, and leaves a gap for the MAC. The identifier is valid, and the userbuf is
    /// ours, so the whole document is ASCII.
    #[inline]
    pub(crate) fn write_texts(&mut self, identifier: &[u8], userbuf: Option<&[u8]>) -> Gap {
        let (mut name, mut value) = (NAME_IN_HEAD, HEAD.len());
        write::push_identifier(&mut self.document, identifier);
        self.stream.literals(self.document.from(value), self.document.len() - value);
        if let Some(userbuf) = userbuf {
            (name, value) = self.write_name(USERBUF, const { short_text(b"userbuf") }, name, value);
            write::push_userbuf(&mut self.document, userbuf);
            self.stream.literals(self.document.from(value), self.document.len() - value);
        }
        let (_, in_document) = self.write_name(SIG, const { short_text(b"sig") }, name, value);
        self.document.push(&[0; mac::LEN]);
        Gap { in_document, in_stream: self.stream.reserve(mac::LEN) }
    }

    /// Writes the end of a text value and the name of the next one. Only `differs` is not a copy. `name` and `value` are the
    /// places of the name and the value before. Returns the new places.
    #[inline]
    fn write_name(&mut self, text: &str, differs: Token, name: usize, value: usize) -> (usize, usize) {
        let new_name = self.document.len();
        self.document.push(text.as_bytes());
        let new_value = self.document.len();
        self.stream.copy(NEXT_NAME.len(), new_name - name);
        self.stream.push(differs);
        self.stream.copy(TO_TEXT.len(), new_value - value);
        (new_name, new_value)
    }

    /// Writes everything behind the MAC.
    #[inline]
    pub(crate) fn write_tail(&mut self, template: &Template, digits: &Digits<'_>) {
        self.write_app(template);
        self.write_lifetime(digits.lifetime);
        self.write_time(digits.issued_at);
    }

    /// Writes a part that was prepared.
    #[inline]
    pub(crate) fn append(&mut self, text: &[u8], tokens: &Prepared) {
        self.document.push(text);
        tokens.append_to(&mut self.stream);
    }

    /// Writes everything between the MAC and the lifetime.
    #[inline]
    pub(crate) fn write_app(&mut self, template: &Template) {
        self.append(template.app_text.as_slice(), &template.app);
    }

    /// Writes the lifetime, and everything between it and the time.
    ///
    /// Many lifetimes end in the zeros that the app before them ends in. The copy of the characters behind the app then
    /// begins with these zeros.
    #[inline]
    pub(crate) fn write_lifetime(&mut self, lifetime: &[u8]) {
        let start = self.document.len();
        self.document.push(lifetime);
        self.document.push(TIME.as_bytes());
        let (app_end, end) = (start - EXPIRE.len(), start + lifetime.len());
        let text = self.document.from(0);
        let is_shared = |back: &usize| text[end - back] == text[app_end - back];
        let shared = (1..=lifetime.len()).take_while(is_shared).count();
        self.stream.literals(&text[start..], lifetime.len() - shared);
        self.stream.copy(shared + NEXT_NAME_AFTER_NUMBER.len(), end - app_end);
        // The rest of the name is `time":`. It ends as the name before it does.
        self.stream.push(const { short_text(b"tim") });
        self.stream.copy(r#"e":"#.len(), TIME.len() + lifetime.len());
    }

    /// Writes the time and the end.
    #[inline]
    pub(crate) fn write_time(&mut self, issued_at: &[u8]) {
        let start = self.document.len();
        self.document.push(issued_at);
        self.document.push(END.as_bytes());
        self.stream.literals(self.document.from(start), self.document.len() - start);
        self.stream.end_block();
    }

    /// How many bytes of the document are written.
    pub(crate) const fn document_len(&self) -> usize {
        self.document.len()
    }

    /// How many bits of the stream are written.
    #[inline]
    pub(crate) const fn bit(&self) -> usize {
        self.stream.end().bit_count()
    }

    /// Puts the MAC, in base64 and with zeros behind it, into its gap. Returns the stream with zeros behind it, and its length.
    #[inline]
    pub(crate) fn finish(mut self, gap: Gap, sig: &MacText) -> (&'a [u8; N], usize) {
        self.document.overwrite(gap.in_document, &sig[..mac::LEN]);
        self.stream.fill_gap(gap.in_stream, sig, mac::LEN);
        self.stream.finish(checksum::of_padded(self.document.from(0), self.document.len()))
    }
}
