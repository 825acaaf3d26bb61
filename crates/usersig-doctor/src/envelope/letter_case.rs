//! A ticket whose letters are all small or all capital.

use crate::base64;
use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;

/// Finds such a ticket, also inside other text. The case cannot be restored, so nothing is undone.
pub(super) fn name(text: &str) -> Option<Step> {
    // In a URL, = stands before a value.
    let runs = text.split(|c| c == '=' || !base64::is_symbol(c));
    let are_small = runs.filter(|run| run.len() >= MIN_LEN).find_map(are_small)?;
    Some((EnvelopeFault::CaseFolded { are_small }.into(), None))
}

/// A text of both cases is longer than this only by a chance of one to a billion.
const MIN_LEN: usize = 40;

fn are_small(run: &str) -> Option<bool> {
    let has = |counts: fn(&u8) -> bool| run.bytes().any(|byte| counts(&byte));
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    // Words of a language have hardly any digits.
    if digits * 25 < run.len() {
        return None;
    }
    let (has_small, has_capital) = (has(u8::is_ascii_lowercase), has(u8::is_ascii_uppercase));
    let begins = |beginnings: [&str; 2]| beginnings.iter().any(|beginning| run.starts_with(beginning));
    match (has_small, has_capital) {
        (true, false) if begins(["ej", "en"]) => Some(true),
        (false, true) if begins(["EJ", "EN"]) => Some(false),
        _ => None,
    }
}
