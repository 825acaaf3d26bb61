//! Counts the results of a batch.

use std::collections::BTreeMap;
use std::time::Duration;

use usersig::Cause;

/// The numbers of lines by their result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Lines that were read, good or not.
    pub(crate) lines: u64,
    /// Tickets that were signed or are good.
    pub(crate) good: u64,
    /// Tickets that are refused, by cause.
    pub(crate) refused: BTreeMap<Cause, u64>,
    /// Lines that could not be processed.
    pub(crate) bad_lines: u64,
    /// Signed lines that are probably a mistake.
    pub(crate) doubtful: u64,
}

impl Tally {
    pub(crate) fn count(&mut self, judgement: Option<Cause>, is_doubtful: bool) {
        self.lines += 1;
        self.doubtful += u64::from(is_doubtful);
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
        self.doubtful += other.doubtful;
        for (cause, count) in &other.refused {
            *self.refused.entry(*cause).or_default() += count;
        }
    }

    /// Whether every line was read and every ticket is good.
    pub(crate) fn is_good(&self) -> bool {
        self.bad_lines == 0 && self.refused.is_empty()
    }

    /// Whether there is an answer to any line.
    pub(crate) fn has_answers(&self) -> bool {
        self.lines > self.bad_lines
    }

    /// Whether the input has no lines.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// One sentence about the batch. The verb says what a good line is.
    pub(crate) fn summary(&self, verb: &str, span: Duration) -> String {
        let Self { lines, good, refused, bad_lines, doubtful } = self;
        let doubtful = if *doubtful > 0 { format!(", {doubtful} of them doubtful") } else { String::new() };
        let refused: Vec<String> = refused.iter().map(|(cause, count)| format!(", {count} {cause}")).collect();
        let refused = refused.concat();
        let (secs, rate) = (span.as_secs_f64(), rate(*lines, span));
        let (lines, bad_lines) = (of_lines(*lines, "line"), of_lines(*bad_lines, "bad line"));
        format!("{lines}: {good} {verb}{doubtful}{refused}, {bad_lines}, in {secs:.1} s, {rate} a second")
    }
}

fn of_lines(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// The count a second, rounded down.
pub(crate) fn rate(count: u64, span: Duration) -> u128 {
    u128::from(count) * 1_000_000 / span.as_micros().max(1)
}
