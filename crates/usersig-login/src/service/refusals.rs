//! Which accounts were refused too often: code 70050.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;

use slab::Slab;
use usersig::UserId;

use crate::service::settings::RefusalLimit;
use crate::service::times::REFUSALS_FORGOTTEN;
use crate::unix_millis::UnixMillis;

/// Counts refusals by account and source, so that one person cannot lock out another. Exact for the pairs that were
/// refused most recently.
#[derive(Debug, Default)]
pub(in crate::service) struct Refusals {
    numbers: HashMap<Pair, u32>,
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
        self.tallies.get(*self.numbers.get(pair)? as usize)?.limited_until(now)
    }

    /// Counts a refusal, unless the pair is limited already.
    pub(in crate::service) fn count(&mut self, pair: Pair, limit: RefusalLimit, now: UnixMillis) {
        let turn = self.next_turn;
        self.next_turn = turn.wrapping_add(1);
        let number = self.numbers.get(&pair).copied().unwrap_or_else(|| self.add(pair, turn, now));
        let tally = self.tallies.get_mut(number as usize).expect("a number stands for a tally");
        self.by_turn.remove(&tally.turn);
        self.by_turn.insert(turn, number);
        tally.turn = turn;
        tally.count(limit.allowed, now);
        self.evict(limit.keys);
    }

    /// A login succeeded, so whoever it was knows the account. Earlier refusals no longer count.
    pub(in crate::service) fn forget(&mut self, pair: &Pair) {
        if let Some(number) = self.numbers.remove(pair) {
            let tally = self.tallies.remove(number as usize);
            self.by_turn.remove(&tally.turn);
        }
        if self.numbers.is_empty() {
            *self = Self { next_turn: self.next_turn, ..Self::default() };
        }
    }

    fn add(&mut self, pair: Pair, turn: u64, now: UnixMillis) -> u32 {
        let number = self.tallies.insert(Tally::new(pair, turn, now));
        let number = u32::try_from(number).expect("memory ends before four billion tallies");
        self.numbers.insert(pair, number);
        number
    }

    fn evict(&mut self, allowed: usize) {
        for _ in 0..DROPPED_PER_CALL {
            if self.tallies.len() <= allowed {
                return;
            }
            let Some((_, number)) = self.by_turn.pop_first() else { return };
            let tally = self.tallies.remove(number as usize);
            self.numbers.remove(&tally.pair);
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
