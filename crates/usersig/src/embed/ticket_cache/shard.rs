//! A part of the cache, behind one lock.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::cached_ticket::CachedTicket;
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// At most so many tickets, and the order in which they were kept.
pub(super) struct Shard {
    capacity: usize,
    tickets: HashMap<UserId, (u64, CachedTicket)>,
    order: BTreeMap<u64, UserId>,
    next: u64,
    times_forgotten: u64,
}

impl Shard {
    /// The capacity is not 0.
    pub(super) fn new(capacity: usize) -> Self {
        Self { capacity, tickets: HashMap::new(), order: BTreeMap::new(), next: 0, times_forgotten: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.tickets.len()
    }

    /// The user's ticket if it will do, else what to tell [`keep_unless_there`](Self::keep_unless_there).
    pub(super) fn look_up(&self, user_id: &UserId, reserve: Duration, now: UnixTime) -> Result<CachedTicket, u64> {
        let found = self.tickets.get(user_id).filter(|(_, ticket)| ticket.is_good_for(reserve, now));
        found.map(|(_, ticket)| ticket.clone()).ok_or(self.times_forgotten)
    }

    /// The ticket to hand out: another thread may have been faster. What was made while something was forgotten is not
    /// kept, for it may be what should have been forgotten.
    pub(super) fn keep_unless_there(
        &mut self,
        ticket: CachedTicket,
        reserve: Duration,
        now: UnixTime,
        times_forgotten: u64,
    ) -> CachedTicket {
        match self.look_up(ticket.user_id(), reserve, now) {
            Ok(there) => return there,
            Err(still) if still == times_forgotten => self.keep(ticket.clone()),
            Err(_) => {}
        }
        ticket
    }

    pub(super) fn forget(&mut self, user_id: &UserId) {
        self.remove(user_id);
        self.times_forgotten += 1;
    }

    fn keep(&mut self, ticket: CachedTicket) {
        let user_id = *ticket.user_id();
        self.remove(&user_id);
        if self.tickets.len() == self.capacity
            && let Some((_, oldest)) = self.order.pop_first()
        {
            self.tickets.remove(&oldest);
        }
        self.order.insert(self.next, user_id);
        self.tickets.insert(user_id, (self.next, ticket));
        self.next += 1;
    }

    fn remove(&mut self, user_id: &UserId) {
        if let Some((number, _)) = self.tickets.remove(user_id) {
            self.order.remove(&number);
        }
    }
}

// A thread that panicked left the tickets in order: nothing that is done to them can panic half-way.
pub(super) fn lock(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::mint::signer::Signer;
    use crate::words::sdk_app_id::SdkAppId;
    use crate::words::secret_key::SecretKey;
    use crate::words::time::Lifetime;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn ticket_of(id: &str) -> CachedTicket {
        let (app, key) = (SdkAppId::new(1).unwrap(), SecretKey::new("a throw-away key").unwrap());
        let user_id = UserId::new(id).unwrap();
        CachedTicket::new(Signer::new(app, &key).user_sig(&user_id, Lifetime::HOUR, NOW), user_id, app, NOW)
    }

    fn look_up(shard: &Shard, id: &str) -> Result<CachedTicket, u64> {
        shard.look_up(&UserId::new(id).unwrap(), Duration::ZERO, NOW)
    }

    fn is_same(one: &CachedTicket, other: &CachedTicket) -> bool {
        one.as_str().as_ptr() == other.as_str().as_ptr()
    }

    #[test]
    fn a_full_shard_drops_the_ticket_made_longest_ago() {
        let mut shard = Shard::new(3);
        // Alice's second ticket is younger than Bob's.
        for id in ["alice", "bob", "carol", "alice", "dave"] {
            shard.keep(ticket_of(id));
        }
        let are_held = ["alice", "bob", "carol", "dave"].map(|id| look_up(&shard, id).is_ok());
        assert_eq!(are_held, [true, false, true, true]);
        assert_eq!((shard.len(), shard.order.len()), (3, 3));
    }

    #[test]
    fn of_two_tickets_made_at_once_the_first_one_stays() {
        let mut shard = Shard::new(2);
        let looked_up = look_up(&shard, "alice").unwrap_err();
        let [first, second] = ["alice"; 2].map(ticket_of);
        for ticket in [&first, &second] {
            assert!(is_same(&shard.keep_unless_there(ticket.clone(), Duration::ZERO, NOW, looked_up), &first));
        }
        assert!(is_same(&look_up(&shard, "alice").unwrap(), &first));
    }

    #[test]
    fn a_ticket_made_while_it_was_to_be_forgotten_is_not_kept() {
        let mut shard = Shard::new(2);
        let looked_up = look_up(&shard, "alice").unwrap_err();
        let ticket = ticket_of("alice");
        shard.forget(ticket.user_id());
        assert!(is_same(&shard.keep_unless_there(ticket.clone(), Duration::ZERO, NOW, looked_up), &ticket));
        assert!(look_up(&shard, "alice").is_err());
    }

    #[test]
    fn a_panic_under_the_lock_takes_nothing_away() {
        let shard = Mutex::new(Shard::new(2));
        lock(&shard).keep(ticket_of("alice"));
        let panicked = thread::scope(|scope| {
            let holds_it = || {
                let _held = lock(&shard);
                panic!("as a test");
            };
            scope.spawn(holds_it).join().is_err()
        });
        assert!(panicked && shard.is_poisoned());
        assert!(look_up(&lock(&shard), "alice").is_ok());
    }
}
