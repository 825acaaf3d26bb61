//! Which accounts were refused too often: code 70050.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;

use hashbrown::HashTable;
use slab::Slab;
use usersig::UserId;

use crate::service::settings::RefusalLimit;
use crate::service::times::REFUSALS_FORGOTTEN;
use crate::unix_millis::UnixMillis;

/// Counts refusals by account and source, so that one person cannot lock out another. Exact for the pairs that were
/// refused most recently.
#[derive(Debug, Default)]
pub(in crate::service) struct Refusals {
    hasher: RandomState,
    /// The numbers of the tallies by pair. The pair itself is only in its tally.
    numbers: HashTable<u32>,
    tallies: Slab<Tally>,
    /// The numbers of the tallies in the order of their last refusals.
    by_turn: BTreeMap<u64, u32>,
    next_turn: u64,
}

type Pair = (UserId, IpAddr);

#[derive(Debug)]
struct Tally {
    pair: Pair,
    turn: u64,
    count: u32,
    began: UnixMillis,
    limited_until: Option<UnixMillis>,
}

/// How many pairs one call drops when the limit was lowered, because no call may take long.
const DROPPED_PER_CALL: usize = 8;

impl Refusals {
    /// The moment from which tickets of the pair are judged again, if that is later than now.
    pub(in crate::service) fn limited_until(&self, pair: &Pair, now: UnixMillis) -> Option<UnixMillis> {
        self.tallies.get(self.find(pair)? as usize)?.limited_until(now)
    }

    /// Counts a refusal, unless the pair is limited already.
    pub(in crate::service) fn count(&mut self, pair: Pair, limit: RefusalLimit, now: UnixMillis) {
        let turn = self.next_turn;
        self.next_turn = turn.wrapping_add(1);
        let number = self.find(&pair).unwrap_or_else(|| self.add(pair, turn, limit.keys, now));
        let tally = self.tallies.get_mut(number as usize).expect("a number stands for a tally");
        self.by_turn.remove(&tally.turn);
        self.by_turn.insert(turn, number);
        tally.turn = turn;
        tally.count(limit.allowed, now);
        self.evict(limit.keys);
    }

    /// A login succeeded, so the sender knows the account. Earlier refusals no longer count.
    pub(in crate::service) fn forget(&mut self, pair: &Pair) {
        if let Some(number) = self.find(pair) {
            self.remove(number);
        }
        if self.tallies.is_empty() && self.tallies.capacity() > 0 {
            *self = Self { next_turn: self.next_turn, ..Self::default() };
        }
    }

    fn find(&self, pair: &Pair) -> Option<u32> {
        if self.tallies.is_empty() {
            return None;
        }
        let is_it = |number: &u32| self.tallies[*number as usize].pair == *pair;
        self.numbers.find(self.hasher.hash_one(pair), is_it).copied()
    }

    fn add(&mut self, pair: Pair, turn: u64, keys: usize, now: UnixMillis) -> u32 {
        self.make_room(keys);
        let number = self.tallies.insert(Tally::new(pair, turn, now));
        let number = u32::try_from(number).expect("memory ends before four billion tallies");
        let (tallies, hasher) = (&self.tallies, &self.hasher);
        let hash_of = |number: &u32| hasher.hash_one(tallies[*number as usize].pair);
        self.numbers.insert_unique(hasher.hash_one(pair), number, hash_of);
        number
    }

    /// Grows the list twofold, as lists do, but not beyond the number of pairs that may be kept.
    fn make_room(&mut self, keys: usize) {
        let count = self.tallies.len();
        if count == self.tallies.capacity() {
            // One more than may be kept, because the next pair comes before the oldest one goes.
            let most = keys.saturating_add(1).saturating_sub(count).max(1);
            self.tallies.reserve_exact(count.clamp(4, 4.max(most)).min(most));
        }
    }

    fn remove(&mut self, number: u32) {
        let tally = self.tallies.remove(number as usize);
        self.by_turn.remove(&tally.turn);
        let entry = self.numbers.find_entry(self.hasher.hash_one(tally.pair), |found| *found == number);
        entry.expect("a tally has its number").remove();
    }

    fn evict(&mut self, allowed: usize) {
        for _ in 0..DROPPED_PER_CALL {
            if self.tallies.len() <= allowed {
                return;
            }
            let Some((_, number)) = self.by_turn.first_key_value() else { return };
            self.remove(*number);
        }
    }
}

impl Tally {
    const fn new(pair: Pair, turn: u64, now: UnixMillis) -> Self {
        Self { pair, turn, count: 0, began: now, limited_until: None }
    }

    /// A clock that was set back does not make the minute longer.
    fn limited_until(&self, now: UnixMillis) -> Option<UnixMillis> {
        self.limited_until.filter(|until| now < *until && until.since(now) <= REFUSALS_FORGOTTEN)
    }

    fn count(&mut self, allowed: u32, now: UnixMillis) {
        if self.limited_until(now).is_some() {
            return;
        }
        if self.limited_until.is_some() || now < self.began || now.since(self.began) >= REFUSALS_FORGOTTEN {
            *self = Self::new(self.pair, self.turn, now);
        }
        self.count += 1;
        if self.count >= allowed {
            self.limited_until = Some(now.saturating_add(REFUSALS_FORGOTTEN));
        }
    }
}
