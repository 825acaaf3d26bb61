//! Time that never goes back.

use std::time::Duration;

/// Counts the time between calls. A clock that is set back stands still for this stopwatch, so no pause gets longer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stopwatch {
    last: Duration,
    elapsed: Duration,
}

impl Stopwatch {
    /// The time that has passed, at this reading of the driver's clock.
    pub(crate) fn read(&mut self, now: Duration) -> Duration {
        self.elapsed = self.elapsed.saturating_add(now.saturating_sub(self.last));
        self.last = now;
        self.elapsed
    }

    /// The time on the driver's clock at a moment of this stopwatch.
    pub(crate) const fn shown_at(&self, moment: Duration) -> Duration {
        self.last.saturating_add(moment.saturating_sub(self.elapsed))
    }
}
