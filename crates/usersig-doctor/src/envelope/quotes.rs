//! Quotes around a text, as copied from source code or JSON.

use crate::blank::is_blank;
use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;

pub(super) fn strip(text: &str) -> Option<Step> {
    let outer = text.trim_matches(is_blank);
    // The letter before a string of Python, Rust or C.
    let inner = outer.strip_prefix(['b', 'u', 'r', 'L', '@']).filter(|inner| inner.starts_with(['\'', '"']));
    let bare = inner.unwrap_or(outer).trim_matches(QUOTES);
    // A quote at the end of other text is part of that text.
    if inner.is_none() && outer.contains(is_blank) && !outer.starts_with(QUOTES) {
        return None;
    }
    let quotes = outer.chars().count() - bare.chars().count();
    (quotes > 0).then(|| (EnvelopeFault::Quoted { quotes }.into(), Some(bare.to_owned())))
}

/// A backslash stands before quotes that were escaped.
const QUOTES: [char; 14] = ['"', '\'', '`', '\\', '“', '”', '‘', '’', '「', '」', '『', '』', '＂', '＇'];
