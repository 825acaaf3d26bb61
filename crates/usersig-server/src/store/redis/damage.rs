//! Entries of Redis that could not be read.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::store::redis::counts;

/// Between two lines of the log. Every request of a damaged user finds the entry again.
const LINE_EVERY: Duration = Duration::from_secs(1);

/// Counts them, and writes a line of the log from time to time.
pub(crate) struct Damage {
    started: Instant,
    /// The next line may be written this number of milliseconds after `started`.
    next_line: AtomicU64,
}

impl Damage {
    pub(crate) fn new(started: Instant) -> Self {
        Self { started, next_line: AtomicU64::new(0) }
    }

    /// Notes the damaged entries of a reply about these keys.
    pub(crate) fn note(&self, entries: u64, keys: &[String]) {
        if entries == 0 {
            return;
        }
        counts::damaged(entries);
        if self.is_due(Instant::now()) {
            tracing::error!(entries, keys = keys.join(" "), "entries of Redis with some of these keys cannot be read");
        }
    }

    /// Whether a line may be written now. Then the next one has to wait.
    fn is_due(&self, now: Instant) -> bool {
        let millis = |duration: Duration| u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        let (now, next) = (millis(now.duration_since(self.started)), self.next_line.load(Ordering::Relaxed));
        let after = now.saturating_add(millis(LINE_EVERY));
        now >= next && self.next_line.compare_exchange(next, after, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_entries_write_at_most_one_line_a_second() {
        let start = Instant::now();
        let damage = Damage::new(start);
        let due = [0, 1, 999, 1000, 1001, 5000].map(|millis| damage.is_due(start + Duration::from_millis(millis)));
        assert_eq!(due, [true, false, false, true, false, true]);
    }
}
