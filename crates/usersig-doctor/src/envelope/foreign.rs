//! Names a text in which nothing of a ticket is found.

mod answer;
mod bytes;
mod printed;
mod values;

use crate::base64;
use crate::blank::is_blank;
use crate::envelope::reading::{is_beginning, reach};
use crate::fault::Foreign;

/// Says what the text is. Nothing when it is a ticket with something done to it, or looks like base64 of something.
pub(super) fn describe(text: &str) -> Option<Foreign> {
    let bare = text.trim_matches(is_blank);
    // The document of a ticket is told by another step.
    if bare.starts_with('{') && bare.contains("TLS.") {
        return None;
    }
    let joined = text.replace(is_blank, "");
    let with_plus = bare.replace(' ', "+").replace(is_blank, "");
    if reach(&joined).is_some() || reach(&with_plus).is_some() || is_nearly_base64(bare) || is_first_bytes(bare) {
        return None;
    }
    answer::html(bare)
        .or_else(|| printed::object(bare))
        .or_else(|| answer::json(bare))
        .or_else(|| bytes::signed_text(bare))
        .or_else(|| values::of(bare))
        .or_else(|| values::error_message(bare))
        .or_else(|| bytes::mac(bare))
        .or_else(|| values::words(bare))
        .or_else(|| {
            (!is_base64(&joined)).then(|| Foreign::Unknown { characters: bare.chars().count(), may_be_a_part: false })
        })
}

/// Says what a text of base64 is when its bytes are not those of a ticket.
pub(super) fn describe_bytes(text: &str) -> Option<Foreign> {
    let foreign = bytes::mac(text).or_else(|| bytes::decoded_text(text));
    let may_be_a_part = text.len() >= MIN_PART && !is_beginning(text);
    foreign.or(Some(Foreign::Unknown { characters: text.len(), may_be_a_part }))
}

/// The first two bytes of nearly every ticket, and not much more.
fn is_first_bytes(text: &str) -> bool {
    is_beginning(text) && text.len() <= MIN_LEN && is_base64(text)
}

fn is_base64(text: &str) -> bool {
    text.chars().all(base64::is_symbol)
}

/// A long text of base64 in which a few characters were changed.
fn is_nearly_base64(text: &str) -> bool {
    let (mut all, mut others) = (0, 0);
    for character in text.chars() {
        all += 1;
        others += usize::from(!base64::is_symbol(character));
    }
    all >= MIN_LEN && others > 0 && others * 20 <= all && !text.contains(is_blank)
}

/// Shorter texts are hardly the rest of a ticket.
const MIN_PART: usize = 41;

/// Shorter texts may be anything.
const MIN_LEN: usize = 64;
