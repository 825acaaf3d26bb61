//! How a run ends.

use std::process::ExitCode;

/// What the exit status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The question could not be put: usage, files, key, clock.
    CouldNotAsk,
    /// It is done, or the ticket is good.
    Good,
    /// The person had enough.
    Interrupted,
    /// The ticket is refused.
    Refused,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Good => 0,
            Outcome::Refused => 1,
            Outcome::CouldNotAsk => 2,
            Outcome::Interrupted => 130,
        })
    }
}
