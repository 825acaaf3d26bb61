//! The report that a failing test prints about its simulation.

use crate::sim::journal::Line;

/// How many lines of the journal: enough for the cause, few enough to read.
const LINES: usize = 40;

#[expect(clippy::print_stderr, reason = "a failing test reports its seed on standard error")]
pub(super) fn print(journal: &[Line], seed: u64) {
    for line in &journal[journal.len().saturating_sub(LINES)..] {
        eprintln!("{line}");
    }
    eprintln!("the seed of this simulation is {seed}");
}
