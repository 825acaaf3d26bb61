//! How many of what.

use std::collections::BTreeMap;
use std::time::Duration;

use usersig::Cause;

/// What became of the lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Lines that are read, good or not.
    pub(crate) lines: u64,
    /// Tickets that were signed or are good.
    pub(crate) good: u64,
    /// Tickets that are refused, by cause.
    pub(crate) refused: BTreeMap<Cause, u64>,
    /// Lines that say nothing that can be done.
    pub(crate) bad_lines: u64,
}

impl Tally {
    pub(crate) fn count(&mut self, judgement: Option<Cause>) {
        self.lines += 1;
        match judgement {
            None => self.good += 1,
            Some(cause) => *self.refused.entry(cause).or_default() += 1,
        }
    }

    pub(crate) fn count_bad_line(&mut self) {
        self.lines += 1;
        self.bad_lines += 1;
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.lines += other.lines;
        self.good += other.good;
        self.bad_lines += other.bad_lines;
        for (cause, count) in &other.refused {
            *self.refused.entry(*cause).or_default() += count;
        }
    }

    /// Whether every line was read and every ticket is good.
    pub(crate) fn is_good(&self) -> bool {
        self.bad_lines == 0 && self.refused.is_empty()
    }

    /// One sentence for the person; the verb says what good means.
    pub(crate) fn summary(&self, verb: &str, span: Duration) -> String {
        let Self { lines, good, refused, bad_lines } = self;
        let refused: Vec<String> = refused.iter().map(|(cause, count)| format!(", {count} {cause}")).collect();
        let refused = refused.concat();
        let (secs, rate) = (span.as_secs_f64(), rate(*lines, span));
        let (lines, bad_lines) = (of_lines(*lines, "line"), of_lines(*bad_lines, "bad line"));
        format!("{lines}: {good} {verb}{refused}, {bad_lines}, in {secs:.1} s, {rate} a second")
    }
}

fn of_lines(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// So many a second, rounded down.
pub(crate) fn rate(count: u64, span: Duration) -> u128 {
    u128::from(count) * 1_000_000 / span.as_micros().max(1)
}
