//! Quotes around a text, as copied from source code or JSON.

use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;
use crate::look_alike::is_blank;

pub(super) fn strip(text: &str) -> Option<Step> {
    let outer = text.trim_matches(is_blank);
    let bare = outer.trim_matches(QUOTES);
    let quotes = outer.chars().count() - bare.chars().count();
    (quotes > 0).then(|| (EnvelopeFault::Quoted { quotes }.into(), Some(bare.to_owned())))
}

/// A backslash stands before quotes that were escaped.
const QUOTES: [char; 11] = ['"', '\'', '`', '\\', '“', '”', '‘', '’', '「', '」', '＂'];
