//! The time of a request. The clock is read once for each request, in `http`.

use std::time::{Duration, Instant, SystemTime};

use usersig::{ClockBefore1970, UnixTime};

/// One instant on both clocks: the wall clock, which tickets state, and the monotonic clock, which measures rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) wall: UnixTime,
    /// Since the service started. It never goes back, so that a corrected wall clock frees or blocks nobody.
    pub(crate) running: Duration,
}

/// Reads the clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    started: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { started: Instant::now() }
    }

    pub(crate) fn now(self) -> Result<Moment, ClockBefore1970> {
        Ok(Moment { wall: UnixTime::try_from(SystemTime::now())?, running: self.started.elapsed() })
    }
}
