//! Who has been refused too often: code 70050.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;

use usersig::{UnixTime, UserId};

use crate::service::settings::RefusalLimit;
use crate::service::times::REFUSALS_FORGOTTEN;

/// Counts by account and source, so that nobody locks out somebody else. Exact for the pairs refused most recently.
#[derive(Debug)]
pub(super) struct Refusals {
    limit: RefusalLimit,
    tallies: HashMap<Key, Tally>,
    /// The keys in the order of their last refusals.
    by_turn: BTreeMap<u64, Key>,
    next_turn: u64,
}

type Key = (UserId, IpAddr);

#[derive(Debug)]
struct Tally {
    turn: u64,
    count: u32,
    began: UnixTime,
    limited_until: Option<UnixTime>,
}

impl Refusals {
    pub(super) fn new(limit: RefusalLimit) -> Self {
        Self { limit, tallies: HashMap::new(), by_turn: BTreeMap::new(), next_turn: 0 }
    }

    /// The moment from which tickets are judged again, when that is later than now.
    pub(super) fn limited_until(&self, key: Key, now: UnixTime) -> Option<UnixTime> {
        self.tallies.get(&key)?.limited_until(now)
    }

    /// Counts a refusal, unless the key is limited already.
    pub(super) fn count(&mut self, key: Key, now: UnixTime) {
        let turn = self.next_turn;
        self.next_turn = turn.wrapping_add(1);
        let tally = self.tallies.entry(key).or_insert_with(|| Tally::new(turn, now));
        self.by_turn.remove(&tally.turn);
        self.by_turn.insert(turn, key);
        tally.turn = turn;
        tally.count(self.limit.allowed, now);
        self.evict();
    }

    /// A login has succeeded, so that whoever it was knows the account: what was wrong before counts no more.
    pub(super) fn forget(&mut self, key: Key) {
        if let Some(tally) = self.tallies.remove(&key) {
            self.by_turn.remove(&tally.turn);
        }
    }

    fn evict(&mut self) {
        while self.tallies.len() > self.limit.keys {
            let Some((_, key)) = self.by_turn.pop_first() else { return };
            self.tallies.remove(&key);
        }
    }
}

impl Tally {
    const fn new(turn: u64, now: UnixTime) -> Self {
        Self { turn, count: 0, began: now, limited_until: None }
    }

    /// A clock that was set back does not make the minute longer.
    fn limited_until(&self, now: UnixTime) -> Option<UnixTime> {
        self.limited_until.filter(|until| now < *until && until.since(now) <= REFUSALS_FORGOTTEN)
    }

    fn count(&mut self, allowed: u32, now: UnixTime) {
        if self.limited_until(now).is_some() {
            return;
        }
        if self.limited_until.is_some() || now < self.began || now.since(self.began) >= REFUSALS_FORGOTTEN {
            *self = Self::new(self.turn, now);
        }
        self.count += 1;
        if self.count >= allowed {
            self.limited_until = Some(now.saturating_add(REFUSALS_FORGOTTEN));
        }
    }
}
