//! What a failing test says of its simulation.

use crate::sim::journal::Line;

/// How much of the journal: enough for what led to the failure, little enough to be read.
const LINES: usize = 40;

#[expect(clippy::print_stderr, reason = "a failing test has nobody else to tell its seed to")]
pub(super) fn print(journal: &[Line], seed: u64) {
    for line in &journal[journal.len().saturating_sub(LINES)..] {
        eprintln!("{line}");
    }
    eprintln!("the seed of this simulation is {seed}");
}
