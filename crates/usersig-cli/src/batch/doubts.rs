//! The doubtful lines of a batch: all are counted, and the first ones are named.

use std::collections::BTreeMap;

use crate::doubts::doubt::Doubt;
use crate::output::terminal;

/// The number of lines that are named for each kind of doubt.
const NAMED: usize = 5;

/// The doubtful lines, by the kind of doubt.
#[derive(Default)]
pub(crate) struct DoubtfulLines(BTreeMap<Doubt, Lines>);

#[derive(Default)]
struct Lines {
    count: u64,
    /// The number of a line, and the value that is doubtful.
    first: Vec<(u64, String)>,
}

impl DoubtfulLines {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Counts a doubt about a value of this line.
    pub(crate) fn add(&mut self, line: u64, doubt: Doubt, value: &str) {
        let lines = self.0.entry(doubt).or_default();
        lines.count += 1;
        if lines.first.len() < NAMED {
            lines.first.push((line, value.to_owned()));
        }
    }

    /// Adds the doubts of a chunk that begins after this number of lines.
    pub(crate) fn append(&mut self, chunk: &Self, lines_before: u64) {
        for (doubt, more) in &chunk.0 {
            let lines = self.0.entry(*doubt).or_default();
            lines.count += more.count;
            let missing = NAMED - lines.first.len();
            lines
                .first
                .extend(more.first.iter().take(missing).map(|(line, value)| (lines_before + line, value.clone())));
        }
    }

    /// A sentence for each kind of doubt.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(doubt, Lines { count, first })| {
            let named: Vec<String> = first
                .iter()
                .map(|(line, value)| match doubt {
                    Doubt::SecretKey => format!("line {line} {}", terminal::not_shown(value)),
                    _ => format!("line {line} {}", terminal::quoted(value)),
                })
                .collect();
            let more = count.checked_sub(first.len() as u64).filter(|more| *more > 0);
            let more = more.map(|more| format!(" and {more} more lines")).unwrap_or_default();
            format!("{}{more}: {doubt}", named.join(", "))
        })
    }
}
