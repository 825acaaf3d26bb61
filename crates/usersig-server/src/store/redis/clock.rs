//! The clock of Redis, as far as this machine believes it.
//!
//! Tickets are stamped and judged with Redis's time. A wrong clock of Redis would therefore sign tickets that are valid for
//! too long, select a key that was retired, and accept tickets that expired. So its time must be near the one of this
//! machine. While Redis does not answer, its last time goes on with the monotonic clock.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use usersig::UnixTime;

/// The most seconds by which the clocks may differ. It is above the differences of machines whose clocks are set by hand,
/// and below the lifetime of a ticket.
pub(crate) const MAX_SKEW: u64 = 900;

/// Compares the two clocks.
pub(crate) struct Clock {
    started: Instant,
    /// The time on Redis's clock at `started` in milliseconds, or 0 before the first reply.
    redis_at_start: AtomicU64,
    is_wrong: AtomicBool,
}

impl Clock {
    pub(crate) fn new(started: Instant) -> Self {
        Self { started, redis_at_start: AtomicU64::new(0), is_wrong: AtomicBool::new(false) }
    }

    /// The time of a reply, unless it is too far from the time of this machine. The first such reply is logged.
    pub(crate) fn believe(&self, redis: u64, wall: UnixTime, now: Instant) -> Option<UnixTime> {
        if !is_near(redis, wall) {
            if !self.is_wrong.swap(true, Ordering::Relaxed) {
                tracing::error!(
                    redis,
                    wall = wall.as_secs(),
                    "the clocks of Redis and of this machine differ by more than 15 minutes, the service goes on without Redis"
                );
            }
            return None;
        }
        if self.is_wrong.load(Ordering::Relaxed) && self.is_wrong.swap(false, Ordering::Relaxed) {
            tracing::info!("the clocks of Redis and of this machine agree again");
        }
        self.redis_at_start.store((redis * 1000).saturating_sub(self.millis(now)), Ordering::Relaxed);
        Some(UnixTime::from_secs(redis))
    }

    /// The time for a request that Redis did not answer. The replicas agree on it although their own clocks differ.
    pub(crate) fn estimate(&self, wall: UnixTime, now: Instant) -> UnixTime {
        let redis = match self.redis_at_start.load(Ordering::Relaxed) {
            0 => return wall,
            redis_at_start => redis_at_start.saturating_add(self.millis(now)) / 1000,
        };
        if is_near(redis, wall) { UnixTime::from_secs(redis) } else { wall }
    }

    fn millis(&self, now: Instant) -> u64 {
        u64::try_from(now.duration_since(self.started).as_millis()).unwrap_or(u64::MAX)
    }
}

fn is_near(redis: u64, wall: UnixTime) -> bool {
    redis.abs_diff(wall.as_secs()) <= MAX_SKEW
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const WALL: u64 = 1_700_000_000;

    #[test]
    fn a_time_that_is_too_far_from_the_one_of_this_machine_is_not_believed() {
        let start = Instant::now();
        let clock = Clock::new(start);
        let wall = UnixTime::from_secs(WALL);
        for redis in [WALL, WALL - MAX_SKEW, WALL + MAX_SKEW] {
            assert_eq!(clock.believe(redis, wall, start), Some(UnixTime::from_secs(redis)));
        }
        for redis in [0, WALL - MAX_SKEW - 1, WALL + MAX_SKEW + 1, 1 << 53, u64::MAX] {
            assert_eq!(clock.believe(redis, wall, start), None, "{redis}");
        }
    }

    #[test]
    fn the_last_time_of_redis_goes_on_while_it_does_not_answer() {
        let start = Instant::now();
        let clock = Clock::new(start);
        let at = |secs: u64| UnixTime::from_secs(WALL + secs);
        let later = |secs| start + Duration::from_secs(secs);
        assert_eq!(clock.estimate(at(0), start), at(0), "before the first reply");
        clock.believe(WALL + 300, at(10), later(10)).unwrap();
        clock.believe(WALL + 9_000, at(20), later(20));
        assert_eq!(clock.estimate(at(70), later(70)), at(360));
        // The own clock was set by hours.
        assert_eq!(clock.estimate(at(9_000), later(70)), at(9_000));
    }
}
