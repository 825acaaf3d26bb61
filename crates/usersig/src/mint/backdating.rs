//! How far tickets may be dated back.

use std::error::Error;
use std::fmt;
use std::time::Duration;

/// The maximum, for the message and for [`Signer::MAX_BACKDATING`](crate::Signer::MAX_BACKDATING).
pub(crate) const MAX: Duration = Duration::from_secs(86_400);

/// Says that a backdating is longer than [`Signer::MAX_BACKDATING`](crate::Signer::MAX_BACKDATING).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackdatingTooLong {
    /// The span that was asked for.
    pub asked: Duration,
}

impl fmt::Display for BackdatingTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (most, asked) = (MAX.as_secs(), self.asked.as_secs());
        write!(f, "backdating is at most {most} seconds, not {asked}")
    }
}

impl Error for BackdatingTooLong {}
