//! A row of the table: one operation with both libraries.

use std::time::Duration;

use usersig_benches::ratio::{Subject, side_by_side};

/// How long to measure.
pub(crate) struct Effort {
    pub(crate) rounds: usize,
    pub(crate) slice: Duration,
    /// How many of the shapes of bad texts are looked at.
    pub(crate) shapes: usize,
}

/// The revision whose multiples of the floor the targets stand beside.
pub(crate) const REFERENCE: &str = "7e0c9d5";

pub(crate) struct Row {
    name: &'static str,
    /// The multiple of the floor that the reference took on the machine where the targets were set. If several were measured,
    /// it is the greatest.
    reference: f64,
    target: f64,
    subjects: [Subject<'static>; 2],
}

impl Row {
    pub(crate) fn new(
        name: &'static str,
        reference: f64,
        target: f64,
        earlier: Subject<'static>,
        now: Subject<'static>,
    ) -> Self {
        Self { name, reference, target, subjects: [earlier, now] }
    }

    /// The line above the rows.
    pub(crate) fn head(commit: &str, is_reference: bool) -> String {
        let commit = commit.get(..7).unwrap_or(commit);
        let line = format!("{:24} {:>8} ns {:>8} ns {:>8}", "", commit, "now", "ratio");
        if is_reference {
            return format!("{line} {:>10} {:>8} {:>8}", "reference", "implied", "target");
        }
        line
    }

    /// Measures the row. Against the reference, the ratio implies a multiple of the floor on the machine of the targets.
    pub(crate) fn measured(mut self, effort: &Effort, is_reference: bool) -> String {
        let timings = side_by_side(&mut self.subjects, effort.rounds, effort.slice);
        let (earlier, now, ratio) = (timings[0].nanoseconds, timings[1].nanoseconds, timings[1].ratio);
        let line = format!("{:24} {earlier:11.1} {now:11.1} {ratio:8.3}", self.name);
        if is_reference {
            let implied = self.reference * ratio;
            let verdict = if implied <= self.target { "met" } else { "MISSED" };
            return format!("{line} {:10} {implied:8.2} {:8} {verdict}", self.reference, self.target);
        }
        line
    }
}
