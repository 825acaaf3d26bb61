//! The time of a request. `http` reads the clock when it identifies the caller, and again after the body.

use std::time::{Duration, Instant, SystemTime};

use usersig::{ClockBefore1970, UnixTime};

/// One instant on both clocks: the wall clock, which tickets state, and the monotonic clock, which measures rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) wall: UnixTime,
    /// Since the service started. It never goes back, so that a correction of the wall clock does not change a rate.
    pub(crate) running: Duration,
}

/// Reads the clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    started: Instant,
    skew: Skew,
}

/// The error of a clock in seconds, which tests inject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Skew(pub(crate) i64);

impl Clock {
    pub(crate) fn start() -> Self {
        Self { started: Instant::now(), skew: Skew::default() }
    }

    /// A clock that is wrong.
    pub(crate) fn with_skew(self, skew: Skew) -> Self {
        Self { skew, ..self }
    }

    pub(crate) fn now(self) -> Result<Moment, ClockBefore1970> {
        let skew = Duration::from_secs(self.skew.0.unsigned_abs());
        let wall = if self.skew.0 < 0 { SystemTime::now() - skew } else { SystemTime::now() + skew };
        Ok(Moment { wall: UnixTime::try_from(wall)?, running: self.started.elapsed() })
    }
}
