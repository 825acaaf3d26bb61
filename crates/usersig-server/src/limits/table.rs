//! Counts how often each key acts, in a table of fixed size.
//!
//! A key is stored as the second at which all of its requests are paid for, as in the generic cell rate algorithm: each
//! request moves that time on by one interval, and a request that would move it further than the rate's span is refused.
//! An entry whose time has passed says nothing, so it can be replaced without loss. If all entries of a set are in use,
//! the one that is closest to that state is replaced. A flood of new keys therefore cannot free a key that is limited,
//! because a limited key has the latest time of all.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::words::rate::Rate;

/// The table has as many sets, each with its own lock.
const SETS: usize = 1 << 16;

/// The entries of a set: 2^19 entries of 16 bytes are 8 MiB.
const WAYS: usize = 8;

/// All counters of one kind.
pub(crate) struct Table {
    hasher: RandomState,
    sets: Box<[Mutex<[Entry; WAYS]>]>,
}

/// The hash of a key, and the time in nanoseconds at which its requests are paid for.
#[derive(Clone, Copy, Default)]
struct Entry {
    key: u64,
    paid_at: u64,
}

impl Table {
    pub(crate) fn new() -> Self {
        Self { hasher: RandomState::new(), sets: (0..SETS).map(|_| Mutex::default()).collect() }
    }

    /// Counts one request of the key.
    ///
    /// # Errors
    /// Returns the time to wait if the rate does not allow the request. Such a request is not counted.
    pub(crate) fn count(&self, key: impl Hash, rate: Rate, running: Duration) -> Result<(), Duration> {
        let now = nanos(running);
        let hash = self.hasher.hash_one(key);
        let mut set = self.set(hash).lock().unwrap_or_else(PoisonError::into_inner);
        let entry = if let Some(index) = set.iter().position(|entry| entry.key == hash) {
            &mut set[index]
        } else {
            let free = set.iter_mut().min_by_key(|entry| entry.paid_at).expect("a set has entries");
            *free = Entry { key: hash, paid_at: 0 };
            free
        };
        let paid_at = entry.paid_at.max(now).saturating_add(nanos(rate.interval()));
        let latest = now.saturating_add(nanos(rate.per()));
        if paid_at > latest {
            return Err(Duration::from_nanos(paid_at - latest));
        }
        entry.paid_at = paid_at;
        Ok(())
    }

    fn set(&self, hash: u64) -> &Mutex<[Entry; WAYS]> {
        #[expect(clippy::cast_possible_truncation, reason = "only the low bits choose the set")]
        &self.sets[hash as usize % SETS]
    }
}

fn nanos(span: Duration) -> u64 {
    u64::try_from(span.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(1000);

    fn rate(text: &str) -> Rate {
        text.parse().unwrap()
    }

    #[test]
    fn a_burst_is_allowed_and_then_one_request_for_each_interval() {
        let table = Table::new();
        for _ in 0..60 {
            assert_eq!(table.count("alice", rate("60/1m"), START), Ok(()));
        }
        assert_eq!(table.count("alice", rate("60/1m"), START), Err(Duration::from_secs(1)));
        assert_eq!(table.count("bob", rate("60/1m"), START), Ok(()));
        let second = Duration::from_secs(1);
        assert_eq!(table.count("alice", rate("60/1m"), START + second), Ok(()));
        assert_eq!(table.count("alice", rate("60/1m"), START + second), Err(second));
    }

    #[test]
    fn a_refused_request_does_not_move_the_end_of_the_wait() {
        let table = Table::new();
        assert_eq!(table.count("alice", rate("1/10s"), START), Ok(()));
        for _ in 0..100 {
            assert_eq!(table.count("alice", rate("1/10s"), START), Err(Duration::from_secs(10)));
        }
        assert_eq!(table.count("alice", rate("1/10s"), START + Duration::from_secs(10)), Ok(()));
    }

    #[test]
    fn a_flood_of_other_keys_does_not_free_a_limited_one() {
        let table = Table::new();
        for _ in 0..10 {
            assert_eq!(table.count("alice", rate("10/1m"), START), Ok(()));
        }
        for key in 0..2_000_000_u32 {
            assert_eq!(table.count(key, rate("10/1m"), START), Ok(()));
        }
        assert!(table.count("alice", rate("10/1m"), START).is_err());
    }
}
