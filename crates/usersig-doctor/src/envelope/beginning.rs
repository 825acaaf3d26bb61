//! A ticket without its first characters.

use crate::base64::{self, Alphabet};
use crate::envelope::reading::{is_beginning, reach};
use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;

/// Tries the beginnings that tickets have. Nothing if more than a few characters are missing.
pub(super) fn restore(text: &str) -> Option<Step> {
    let is_whole = |text: &String| reach(text).is_some_and(|reach| reach.is_document && reach.is_whole);
    if text.len() < MIN_LEN || is_beginning(text) || reach(text).is_some() {
        return None;
    }
    let whole = beginnings().map(|beginning| beginning + text).filter(|whole| has_header(whole)).find(is_whole)?;
    let missing = Some(whole.len() - text.len());
    Some((EnvelopeFault::BeginningMissing { missing, mark: None }.into(), Some(whole)))
}

/// Whether the text begins with one of the two usual headers.
fn has_header(text: &str) -> bool {
    let first = text.get(..4).and_then(|first| base64::decode(first, Alphabet::TicketOrStandard));
    first.is_some_and(|bytes| bytes.starts_with(&[0x78, 0x9c]) || bytes.starts_with(&[0x78, 0xda]))
}

/// Shorter texts are not the rest of a ticket.
const MIN_LEN: usize = 64;

/// The first characters of a ticket: one, two, three of them, and four with each possible last one.
fn beginnings() -> impl Iterator<Item = String> {
    let of_len = |len: usize| THREE.iter().map(move |three| three[..len].to_owned());
    let four = THREE.iter().flat_map(|three| SYMBOLS.chars().map(move |symbol| format!("{three}{symbol}")));
    of_len(1).take(1).chain(of_len(2)).chain(of_len(3)).chain(four)
}

/// The base64 of 78 9c and 78 da, the headers of nearly all tickets, with the first bits of a block.
const THREE: [&str; 8] = ["eJw", "eNo", "eJx", "eJy", "eJz", "eNp", "eNq", "eNr"];

const SYMBOLS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-";
