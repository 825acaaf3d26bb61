//! A ticket with more around it: a header, a URL, the answer of a server.

use serde_json::Value;

use crate::blank::is_blank;
use crate::envelope::candidates::{self, Candidate};
use crate::envelope::shortened;
use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;

/// Takes out a ticket that is whole, whatever else may be wrong with it.
pub(super) fn remove_around_a_whole_ticket(text: &str) -> Option<Step> {
    find(text, &|candidate| candidate.reach.is_document && candidate.reach.is_whole)
}

/// Takes out the part that is most like a ticket.
pub(super) fn remove(text: &str) -> Option<Step> {
    find(text, &|_| true)
}

fn find(text: &str, counts: &dyn Fn(&Candidate) -> bool) -> Option<Step> {
    let mut strings = Vec::new();
    if let Ok(value @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(text.trim_matches(is_blank)) {
        collect(value, &mut strings, 0);
    }
    let of_strings = strings.iter().find_map(|string| in_text(string, counts).map(|found| (string.as_str(), found)));
    let is_json = of_strings.is_some();
    let (source, found) = match of_strings {
        Some(found) => found,
        None => (text, in_text(text, counts)?),
    };
    let best = found.iter().max_by_key(|candidate| (candidate.reach, usize::MAX - candidate.start))?;
    let mark = if best.reach.is_whole { 0 } else { shortened::mark_len(&source[best.end..]) };
    let ticket = &source[best.start..best.end + mark];
    let wholes: Vec<&str> = found
        .iter()
        .filter(|candidate| candidate.reach.is_document && candidate.reach.is_whole)
        .map(|candidate| &source[candidate.start..candidate.end])
        .collect();
    if wholes.len() > 1 {
        let are_the_same = wholes.windows(2).all(|pair| pair[0] == pair[1]);
        let first = wholes[0].to_owned();
        return Some((EnvelopeFault::SeveralTickets { count: wholes.len(), are_the_same }.into(), Some(first)));
    }
    let around = [&source[..best.start], &source[best.end + mark..]].concat();
    // One character that was changed cuts a ticket in two.
    if !best.reach.is_whole && !is_json && is_one_word(text) && !around.contains(['=', '&', ':', '"', '?', '<', '\\']) {
        return None;
    }
    if !is_json && around.trim_matches(|c| is_blank(c) || QUOTES.contains(c)).is_empty() {
        return None;
    }
    let characters = text.find(ticket).map(|start| {
        let before = text[..start].chars().count();
        (before + 1, before + ticket.chars().count())
    });
    Some((EnvelopeFault::InOtherText { characters }.into(), Some(ticket.to_owned())))
}

fn is_one_word(text: &str) -> bool {
    !text.trim_matches(is_blank).contains(is_blank)
}

/// Quotes are told by another step.
const QUOTES: &str = "\"'`";

fn in_text(text: &str, counts: &dyn Fn(&Candidate) -> bool) -> Option<Vec<Candidate>> {
    let found = candidates::of(text);
    found.iter().any(counts).then_some(found)
}

/// All strings in a JSON value, and those in strings that are JSON themselves.
fn collect(value: Value, strings: &mut Vec<String>, depth: usize) {
    if strings.len() >= MAX_STRINGS {
        return;
    }
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, strings, depth)),
        Value::Object(members) => members.into_iter().for_each(|(_, value)| collect(value, strings, depth)),
        Value::String(text) => {
            let inner = text.starts_with(['{', '[']).then(|| serde_json::from_str(&text).ok()).flatten();
            match inner {
                Some(inner) if depth < MAX_DEPTH => collect(inner, strings, depth + 1),
                _ => strings.push(text),
            }
        }
        _ => {}
    }
}

/// More strings than the answer of a server has around a ticket.
const MAX_STRINGS: usize = 256;

/// An answer in an answer in an answer.
const MAX_DEPTH: usize = 3;
