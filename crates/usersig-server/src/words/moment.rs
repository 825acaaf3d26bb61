//! The time of a request. `http` reads the clock when it identifies the caller, and again if the body came later.

use std::time::{Duration, Instant, SystemTime};

use usersig::{ClockBefore1970, UnixTime};

/// One instant on both clocks: the wall clock, which tickets state, and the monotonic clock, which measures rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) wall: UnixTime,
    /// Since the service started. It never goes back, so that a correction of the wall clock does not change a rate.
    pub(crate) running: Duration,
}

impl Moment {
    /// Whether the wall clock has advanced by more than `tolerance` beyond the time that has passed since an earlier moment.
    pub(crate) fn has_jumped_since(self, earlier: Self, tolerance: Duration) -> bool {
        self.wall.since(earlier.wall) > self.running.saturating_sub(earlier.running) + tolerance
    }
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
        self.at(Instant::now())
    }

    /// Reads only the wall clock. `now` was read from the monotonic clock just before.
    pub(crate) fn at(self, now: Instant) -> Result<Moment, ClockBefore1970> {
        let skew = Duration::from_secs(self.skew.0.unsigned_abs());
        let wall = if self.skew.0 < 0 { SystemTime::now() - skew } else { SystemTime::now() + skew };
        Ok(Moment { wall: UnixTime::try_from(wall)?, running: now.saturating_duration_since(self.started) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumps_ahead_is_noticed_and_one_that_goes_back_or_runs_is_not() {
        let hour = Duration::from_secs(3600);
        let moment = |wall, running| Moment { wall: UnixTime::from_secs(wall), running: Duration::from_secs(running) };
        let start = moment(1_700_000_000, 5);
        for (wall, running, has_jumped) in [
            (1_700_000_000, 5, false),
            (1_700_086_400, 86_405, false),
            (1_700_003_600, 5, false),
            (1_700_003_601, 5, true),
            (1_700_086_400, 65, true),
            (1_600_000_000, 65, false),
        ] {
            assert_eq!(moment(wall, running).has_jumped_since(start, hour), has_jumped, "{wall}");
        }
    }
}
