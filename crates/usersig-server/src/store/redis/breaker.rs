//! Keeps requests from a server that failed a moment ago, so that they do not all wait for it.
//!
//! The hash slots of a cluster are divided into buckets, because one server of it can fail while the others work. After a
//! failure the bucket is closed for a moment. Then one request tries the server, while the others still go without it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::store::redis::keys::SLOTS;

/// Servers own ranges of slots, so a bucket of consecutive slots nearly always belongs to one server.
const BUCKETS: usize = 64;

/// The time between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// The state of all buckets.
pub(crate) struct Breaker {
    started: Instant,
    /// 0 if requests pass, otherwise the millisecond at which the next one may try.
    next_tries: [AtomicU64; BUCKETS],
}

/// A part of the slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bucket(usize);

impl Bucket {
    /// The only bucket of a single instance.
    pub(crate) const INSTANCE: Self = Self(0);

    pub(crate) fn of_slot(slot: u16) -> Self {
        Self(usize::from(slot) * BUCKETS / usize::from(SLOTS))
    }
}

impl Breaker {
    pub(crate) fn new(started: Instant) -> Self {
        Self { started, next_tries: [const { AtomicU64::new(0) }; BUCKETS] }
    }

    /// Whether a request may ask the server.
    pub(crate) fn admits(&self, bucket: Bucket, now: Instant) -> bool {
        let next_try = self.next_tries[bucket.0].load(Ordering::Relaxed);
        let now_ms = self.millis(now);
        next_try == 0
            || (next_try <= now_ms
                && self.next_tries[bucket.0]
                    .compare_exchange(next_try, now_ms + pause_ms(), Ordering::Relaxed, Ordering::Relaxed)
                    .is_ok())
    }

    /// Closes the bucket. Returns whether it was open.
    pub(crate) fn fail(&self, bucket: Bucket, now: Instant) -> bool {
        self.next_tries[bucket.0].swap(self.millis(now) + pause_ms(), Ordering::Relaxed) == 0
    }

    /// Opens the bucket. Returns whether it was closed.
    pub(crate) fn succeed(&self, bucket: Bucket) -> bool {
        // Nearly always it is open, and a load does not take the line of memory from other threads.
        self.next_tries[bucket.0].load(Ordering::Relaxed) != 0
            && self.next_tries[bucket.0].swap(0, Ordering::Relaxed) != 0
    }

    /// Never 0, which stands for an open bucket.
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
        let (one, other) = (Bucket::of_slot(0), Bucket::of_slot(SLOTS - 1));
        assert!(breaker.admits(one, start));
        assert!(breaker.fail(one, start) && !breaker.fail(one, start));
        assert!(!breaker.admits(one, start) && breaker.admits(other, start));
        let later = start + PAUSE;
        assert!(breaker.admits(one, later) && !breaker.admits(one, later));
        assert!(breaker.succeed(one) && !breaker.succeed(one));
        assert!(breaker.admits(one, later) && breaker.admits(one, later));
    }
}
