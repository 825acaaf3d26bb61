//! The parts of a text that may be tickets.

use crate::blank::is_blank;
use crate::envelope::reading::{Reach, is_beginning, reach};
use crate::envelope::shortened;

/// A part of a text, by the places of its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) reach: Reach,
}

/// Every part that is a ticket or the beginning of one. They do not overlap.
pub(super) fn of(text: &str) -> Vec<Candidate> {
    let runs = runs(text);
    let mut found: Vec<Candidate> = Vec::new();
    for (index, &(start, end)) in runs.iter().enumerate() {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let in_run = in_run(text, start, end);
        let is_whole = in_run.iter().any(|candidate| candidate.reach.is_document && candidate.reach.is_whole);
        if is_whole {
            found.extend(in_run);
            continue;
        }
        let over_blanks = over_blanks(text, &runs[index..]);
        let best = in_run.into_iter().chain(over_blanks).max_by_key(|candidate| (candidate.reach, candidate.end));
        found.extend(best);
    }
    found
}

/// The longest runs of characters that tickets have, with the padding of base64 behind them.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let is_symbol = |byte: u8| byte.is_ascii_alphanumeric() || b"*-_+/".contains(&byte);
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() && runs.len() < MAX_RUNS {
        if !is_symbol(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && is_symbol(bytes[at]) {
            at += 1;
        }
        while at < bytes.len() && bytes[at] == b'=' {
            at += 1;
        }
        runs.push((start, at));
    }
    runs
}

/// More words than the answer of a server has around a ticket.
const MAX_RUNS: usize = 1024;

/// The tickets in one run: other characters may be glued to one, or another ticket.
fn in_run(text: &str, start: usize, end: usize) -> Vec<Candidate> {
    let candidate = |start: usize, end: usize| {
        let part = &text[start..end];
        // A mark behind a shorter part says that it was longer.
        let is_shortened = || is_beginning(part) && shortened::mark_len(&text[end..]) > 0;
        let reach = if part.len() >= MIN_CUT || is_shortened() { reach(part) } else { None };
        Some(Candidate { start, end, reach: reach? })
    };
    let mut starts = vec![start];
    starts.extend(beginnings(&text[start..end]).into_iter().map(|at| start + at).filter(|at| *at > start));
    let is_whole = |found: &Candidate| found.reach.is_document && found.reach.is_whole;
    let mut found: Vec<Candidate> = Vec::new();
    // Each beginning up to the next one, as two tickets in one run stand.
    for (index, &from) in starts.iter().enumerate() {
        if found.last().is_some_and(|last: &Candidate| from < last.end) {
            continue;
        }
        let ends = starts[index + 1..].iter().copied().filter(|to| to - from >= MIN_LEN).chain([end]);
        let mut parts = ends.take(MAX_PARTS).filter_map(|to| candidate(from, to));
        found.extend(parts.find(is_whole));
    }
    if found.is_empty() {
        found.extend(starts.into_iter().filter_map(|from| candidate(from, end)).max_by_key(|found| found.reach));
    }
    found
}

/// How many later beginnings are tried as the end of a ticket.
const MAX_PARTS: usize = 4;

/// Shorter parts of other text are words.
const MIN_CUT: usize = 16;

/// Shorter texts are not whole tickets.
const MIN_LEN: usize = 64;

/// Where zlib, gzip or JSON may begin in base64.
fn beginnings(run: &str) -> Vec<usize> {
    let mut places: Vec<usize> = BEGINNINGS
        .iter()
        .flat_map(|beginning| run.match_indices(beginning).map(|(at, _)| at).take(MAX_STARTS))
        .collect();
    places.sort_unstable();
    places.truncate(MAX_STARTS);
    places
}

/// The first characters of 78 9c, 78 da, 78 01, 78 5e, 1f 8b 08 and `{"`.
const BEGINNINGS: [&str; 6] = ["eJ", "eN", "eA", "eF", "H4s", "eyJ"];

/// A few beginnings stand in any ticket by chance.
const MAX_STARTS: usize = 12;

/// From the first run over blanks as far as runs follow: a ticket with line breaks, or with blanks for its plus signs.
fn over_blanks(text: &str, runs: &[(usize, usize)]) -> Option<Candidate> {
    let &(start, mut end) = runs.first()?;
    let glued = beginnings(&text[start..end]).first().map_or(start, |at| start + at);
    for &(next, next_end) in &runs[1..] {
        if !text[end..next].chars().all(is_blank) {
            break;
        }
        end = next_end;
    }
    let spaced = &text[glued..end];
    if !spaced.contains(is_blank) || spaced.len() < MIN_CUT {
        return None;
    }
    let joined = reach(&spaced.replace(is_blank, ""));
    let with_plus = reach(&spaced.replace(' ', "+").replace(is_blank, ""));
    Some(Candidate { start: glued, end, reach: joined.max(with_plus)? })
}
