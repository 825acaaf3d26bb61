//! The exit status of the program.

use std::process::ExitCode;

/// The end of a run. The exit status tells the four apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The command could not run: a usage, file, key or clock error.
    Error,
    /// The command did its work, or the ticket is good.
    Good,
    /// The person interrupted a batch.
    Interrupted,
    /// The ticket is refused, or a batch had bad lines.
    Refused,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Good => 0,
            Outcome::Refused => 1,
            Outcome::Error => 2,
            Outcome::Interrupted => 130,
        })
    }
}
