//! The emulator's time, which a test can freeze, set and advance.
//!
//! Only this file reads the clock of the machine.

use std::time::{Duration, Instant, SystemTime};

use serde::{Deserialize, Serialize};
use usersig::ClockBefore1970;
use usersig_login::UnixMillis;

/// The latest moment a test can set: the end of the year 9999. It leaves room for every lifetime.
pub(crate) const LATEST: UnixMillis = UnixMillis::from_millis(253_402_300_799_999);

/// A clock that runs at the speed of the machine's, or stands still.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    /// The machine's time at the start. After that the monotonic clock counts, so a machine that sets its clock does not
    /// disturb a test.
    wall_at_start: UnixMillis,
    started: Instant,
    pace: Pace,
}

/// The saved part of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Pace {
    /// It stands still.
    FrozenAt(UnixMillis),
    /// It runs, this many milliseconds ahead of the machine's clock or behind it.
    RunsAhead(i64),
}

impl Clock {
    /// A clock that shows the machine's time.
    ///
    /// # Errors
    /// If the machine's clock shows a time before 1970.
    pub(crate) fn start() -> Result<Self, ClockBefore1970> {
        let wall_at_start = UnixMillis::try_from(SystemTime::now())?;
        Ok(Self { wall_at_start, started: Instant::now(), pace: Pace::RunsAhead(0) })
    }

    pub(crate) fn now(&self) -> UnixMillis {
        match self.pace {
            Pace::FrozenAt(at) => at,
            Pace::RunsAhead(millis) => {
                let machine = self.machine().as_millis();
                UnixMillis::from_millis(machine.saturating_add_signed(millis)).min(LATEST)
            }
        }
    }

    pub(crate) const fn pace(&self) -> Pace {
        self.pace
    }

    pub(crate) const fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
    }

    pub(crate) const fn is_frozen(&self) -> bool {
        matches!(self.pace, Pace::FrozenAt(_))
    }

    pub(crate) fn freeze(&mut self) {
        self.pace = Pace::FrozenAt(self.now());
    }

    pub(crate) fn resume(&mut self) {
        self.pace = self.running_from(self.now());
    }

    /// Shows another time from now on. A clock that stands still stays so.
    pub(crate) fn set(&mut self, at: UnixMillis) {
        let at = at.min(LATEST);
        self.pace = if self.is_frozen() { Pace::FrozenAt(at) } else { self.running_from(at) };
    }

    /// The time since the start, by the machine's clock.
    pub(crate) fn uptime(&self) -> Duration {
        self.started.elapsed()
    }

    fn running_from(&self, at: UnixMillis) -> Pace {
        // Both are before the year 10000 as milliseconds, which an i64 holds.
        let millis = |time: UnixMillis| i64::try_from(time.min(LATEST).as_millis()).unwrap_or(i64::MAX);
        Pace::RunsAhead(millis(at).saturating_sub(millis(self.machine())))
    }

    fn machine(&self) -> UnixMillis {
        self.wall_at_start.saturating_add(self.started.elapsed())
    }
}

/// The time after a step of the clock.
pub(crate) fn after(now: UnixMillis, step: Duration) -> UnixMillis {
    now.saturating_add(step).min(LATEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frozen_clock_stands_still_also_after_it_was_set() {
        let mut clock = Clock::start().unwrap();
        clock.freeze();
        let at = UnixMillis::from_millis(1_700_000_000_123);
        clock.set(at);
        assert_eq!((clock.now(), clock.is_frozen()), (at, true));
        clock.resume();
        assert!(clock.now() >= at && clock.now() < at.saturating_add(Duration::from_secs(60)));
        assert!(!clock.is_frozen());
    }

    #[test]
    fn no_time_is_after_the_year_9999() {
        let mut clock = Clock::start().unwrap();
        for at in [LATEST, UnixMillis::MAX] {
            clock.set(at);
            assert_eq!(clock.now(), LATEST);
        }
        assert_eq!(after(LATEST, Duration::MAX), LATEST);
    }
}
