//! How many users were counted on each day, or in each month.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many days and months are remembered. A clock that jumps to and fro must not make the lists grow.
pub(in crate::service) const DAYS_KEPT: usize = 64;

/// The counts of the latest keys. Nearly every login concerns the latest day and month, whose count needs no lock. The lock
/// is for earlier ones, and for the step to the next one.
#[derive(Debug)]
pub(super) struct Tally {
    /// The latest key and its count. The key changes only under the lock.
    latest: AtomicU64,
    earlier: Mutex<BTreeMap<i32, u32>>,
}

impl Default for Tally {
    fn default() -> Self {
        Self { latest: AtomicU64::new(pack(i32::MIN, 0)), earlier: Mutex::default() }
    }
}

impl Tally {
    /// Counts one user more, unless as many as are allowed were counted.
    pub(super) fn add(&self, key: i32, allowed: u32) -> bool {
        self.add_to_latest(key, allowed).unwrap_or_else(|| self.add_to_any(key, allowed))
    }

    /// `None` if the key is not the latest one.
    fn add_to_latest(&self, key: i32, allowed: u32) -> Option<bool> {
        let mut found = self.latest.load(Ordering::Relaxed);
        loop {
            let (latest, count) = unpack(found);
            if latest != key {
                return None;
            }
            if count >= allowed {
                return Some(false);
            }
            let next = pack(key, count.saturating_add(1));
            match self.latest.compare_exchange_weak(found, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return Some(true),
                Err(other) => found = other,
            }
        }
    }

    fn add_to_any(&self, key: i32, allowed: u32) -> bool {
        let mut earlier = self.lock();
        if key > unpack(self.latest.load(Ordering::Relaxed)).0 {
            let (before, count) = unpack(self.latest.swap(pack(key, 0), Ordering::Relaxed));
            if count > 0 {
                earlier.insert(before, count);
            }
        }
        // No other thread changes the key while this thread holds the lock.
        let counted = self.add_to_latest(key, allowed).unwrap_or_else(|| add_to(&mut earlier, key, allowed));
        if earlier.len() >= DAYS_KEPT {
            earlier.pop_first();
        }
        counted
    }

    pub(super) fn get(&self, key: i32) -> u32 {
        let earlier = self.lock();
        let (latest, count) = unpack(self.latest.load(Ordering::Relaxed));
        if key == latest { count } else { earlier.get(&key).copied().unwrap_or(0) }
    }

    /// Every key with its count, ascending.
    pub(super) fn list(&self) -> Vec<(i32, u32)> {
        let earlier = self.lock();
        let latest = Some(unpack(self.latest.load(Ordering::Relaxed))).filter(|(_, count)| *count > 0);
        earlier.iter().map(|(key, count)| (*key, *count)).chain(latest).collect()
    }

    /// Takes over the counts of a list.
    pub(super) fn restore(&self, list: &[(i32, u32)]) {
        let mut all: BTreeMap<i32, u32> = list.iter().copied().filter(|(_, count)| *count > 0).collect();
        let mut earlier = self.lock();
        let (key, count) = all.pop_last().unwrap_or((i32::MIN, 0));
        self.latest.store(pack(key, count), Ordering::Relaxed);
        *earlier = all;
    }

    /// Each use is one short step, so a thread that panicked has left no half-done one.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<i32, u32>> {
        self.earlier.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn add_to(counts: &mut BTreeMap<i32, u32>, key: i32, allowed: u32) -> bool {
    let count = counts.entry(key).or_insert(0);
    let has_room = *count < allowed;
    *count = count.saturating_add(u32::from(has_room));
    if *count == 0 {
        counts.remove(&key);
    }
    has_room
}

const fn pack(key: i32, count: u32) -> u64 {
    (key.cast_unsigned() as u64) << 32 | count as u64
}

#[expect(clippy::cast_possible_truncation, reason = "each half has 32 bits")]
const fn unpack(packed: u64) -> (i32, u32) {
    (((packed >> 32) as u32).cast_signed(), packed as u32)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{DAYS_KEPT, Tally};
    use crate::rng::Rng;

    #[test]
    fn a_tally_counts_like_a_map_whatever_the_order_of_the_days() {
        let (tally, mut map, mut rng) = (Tally::default(), BTreeMap::new(), Rng::new(1));
        for _ in 0..20_000 {
            let (day, allowed) = (i32::try_from(rng.up_to(40)).unwrap() - 20, u32::try_from(rng.up_to(300)).unwrap());
            let count = map.entry(day).or_insert(0);
            assert_eq!(tally.add(day, allowed), *count < allowed, "day {day}");
            *count += u32::from(*count < allowed);
            assert_eq!(tally.get(day), *count);
        }
        map.retain(|_, count| *count > 0);
        assert_eq!(tally.list(), map.into_iter().collect::<Vec<_>>());
        let again = Tally::default();
        again.restore(&tally.list());
        assert_eq!(again.list(), tally.list());
    }

    #[test]
    fn only_the_latest_days_are_remembered() {
        let tally = Tally::default();
        for day in 0..1000 {
            assert!(tally.add(day, 1));
            assert!(tally.list().len() <= DAYS_KEPT);
        }
        assert_eq!((tally.list().len(), tally.get(999), tally.get(1)), (DAYS_KEPT, 1, 0));
    }

    #[test]
    fn threads_that_count_over_midnight_count_each_user_once() {
        let tally = Tally::default();
        let counted: u32 = std::thread::scope(|scope| {
            let count = || (0..40_000).filter(|n| tally.add(n / 4000 - n % 2, 3000)).count();
            let threads = [scope.spawn(count), scope.spawn(count)];
            threads.into_iter().map(|thread| u32::try_from(thread.join().unwrap()).unwrap()).sum()
        });
        assert_eq!(counted, tally.list().iter().map(|(_, count)| count).sum());
        assert!(tally.list().iter().all(|(_, count)| *count <= 3000), "{:?}", tally.list());
    }
}
