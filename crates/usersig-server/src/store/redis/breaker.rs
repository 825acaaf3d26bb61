//! Keeps requests from a server that failed a moment ago, so that they do not all wait for it.
//!
//! After a failure the way to the server is closed for a moment. Then one request tries it, while the others still go
//! without it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The time between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// The state of the way to one server.
pub(crate) struct Breaker {
    started: Instant,
    /// 0 if requests pass, otherwise the millisecond at which the next one may try.
    next_try: AtomicU64,
}

impl Breaker {
    pub(crate) fn new(started: Instant) -> Self {
        Self { started, next_try: AtomicU64::new(0) }
    }

    /// Whether a request may ask the server.
    pub(crate) fn admits(&self, now: Instant) -> bool {
        let next_try = self.next_try.load(Ordering::Relaxed);
        let now_ms = self.millis(now);
        next_try == 0
            || (next_try <= now_ms
                && self
                    .next_try
                    .compare_exchange(next_try, now_ms + pause_ms(), Ordering::Relaxed, Ordering::Relaxed)
                    .is_ok())
    }

    /// Closes the way. Returns whether it was open.
    pub(crate) fn fail(&self, now: Instant) -> bool {
        self.next_try.swap(self.millis(now) + pause_ms(), Ordering::Relaxed) == 0
    }

    /// Opens the way. Returns whether it was closed.
    pub(crate) fn succeed(&self) -> bool {
        // Nearly always it is open, and a load does not take the line of memory from other threads.
        self.next_try.load(Ordering::Relaxed) != 0 && self.next_try.swap(0, Ordering::Relaxed) != 0
    }

    /// Never 0, which stands for an open way.
    fn millis(&self, now: Instant) -> u64 {
        u64::try_from(now.duration_since(self.started).as_millis()).unwrap_or(u64::MAX / 2) + 1
    }
}

fn pause_ms() -> u64 {
    u64::try_from(PAUSE.as_millis()).unwrap_or(u64::MAX / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_failure_one_request_at_a_time_tries_again() {
        let start = Instant::now();
        let breaker = Breaker::new(start);
        assert!(breaker.admits(start));
        assert!(breaker.fail(start) && !breaker.fail(start));
        assert!(!breaker.admits(start));
        let later = start + PAUSE;
        assert!(breaker.admits(later) && !breaker.admits(later));
        assert!(breaker.succeed() && !breaker.succeed());
        assert!(breaker.admits(later) && breaker.admits(later));
    }
}
