//! The parts of a signed text.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::base64;
use crate::fault::TextEncoding;
use crate::percent;

/// The lines of a signed text, and how they are put together.
#[derive(Clone, Debug)]
pub(crate) struct SignedText {
    pub(crate) lines: Vec<Line>,
    pub(crate) separator: &'static str,
    pub(crate) end: &'static str,
    pub(crate) last_end: bool,
    pub(crate) indent: &'static str,
    /// Whether the first line is indented as well.
    pub(crate) indents_first: bool,
    pub(crate) before: &'static str,
    pub(crate) behind: &'static str,
    pub(crate) encoding: Option<TextEncoding>,
}

/// A line without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The label that the line should have.
    pub(crate) member: &'static str,
    /// The label that it has.
    pub(crate) label: Cow<'static, str>,
    pub(crate) value: Vec<u8>,
}

impl Line {
    pub(crate) fn new(member: &'static str, value: impl Into<Vec<u8>>) -> Self {
        Self { member, label: Cow::Borrowed(member), value: value.into() }
    }
}

impl SignedText {
    /// The right way to put lines together.
    pub(crate) const fn new(lines: Vec<Line>) -> Self {
        Self {
            lines,
            separator: ":",
            end: "\n",
            last_end: true,
            indent: "",
            indents_first: true,
            before: "",
            behind: "",
            encoding: None,
        }
    }

    /// The same text with one change.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut text = self.clone();
        change(&mut text);
        text
    }

    /// The same text with another value in one line.
    pub(crate) fn with_value(&self, member: &str, value: impl Into<Vec<u8>>) -> Self {
        self.with(|text| {
            if let Some(line) = text.lines.iter_mut().find(|line| line.member == member) {
                line.value = value.into();
            }
        })
    }

    pub(crate) fn value(&self, member: &str) -> Option<&[u8]> {
        self.lines.iter().find(|line| line.member == member).map(|line| &line.value[..])
    }

    /// The bytes that a signer signs.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.before.as_bytes().to_vec();
        for (index, line) in self.lines.iter().enumerate() {
            if index > 0 || self.indents_first {
                bytes.extend_from_slice(self.indent.as_bytes());
            }
            bytes.extend_from_slice(line.label.as_bytes());
            if !line.label.is_empty() {
                bytes.extend_from_slice(self.separator.as_bytes());
            }
            bytes.extend_from_slice(&line.value);
            if self.last_end || index + 1 < self.lines.len() {
                bytes.extend_from_slice(self.end.as_bytes());
            }
        }
        bytes.extend_from_slice(self.behind.as_bytes());
        match self.encoding {
            Some(encoding) => encoded(&bytes, encoding),
            None => bytes,
        }
    }
}

fn encoded(bytes: &[u8], encoding: TextEncoding) -> Vec<u8> {
    let text = || String::from_utf8_lossy(bytes);
    let units = |to_bytes: fn(u16) -> [u8; 2]| text().encode_utf16().flat_map(to_bytes).collect();
    let characters = |to_bytes: fn(u32) -> [u8; 4]| text().chars().map(u32::from).flat_map(to_bytes).collect();
    match encoding {
        TextEncoding::Base64 => base64::encode_standard(bytes).into(),
        TextEncoding::Hex => base64::hex(bytes).into(),
        TextEncoding::LowerCase => bytes.to_ascii_lowercase(),
        TextEncoding::Sha256 => Sha256::digest(bytes).to_vec(),
        TextEncoding::Sha256Hex => base64::hex(&Sha256::digest(bytes)).into(),
        TextEncoding::UpperCase => bytes.to_ascii_uppercase(),
        TextEncoding::Url => percent::encode(&text()).into(),
        TextEncoding::Utf16BigEndian => units(u16::to_be_bytes),
        TextEncoding::Utf16LittleEndian => units(u16::to_le_bytes),
        TextEncoding::Utf32BigEndian => characters(u32::to_be_bytes),
        TextEncoding::Utf32LittleEndian => characters(u32::to_le_bytes),
    }
}
