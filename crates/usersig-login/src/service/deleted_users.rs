//! Users whose account was deleted, so that they are not counted twice.

use std::collections::BTreeMap;
use std::mem;

use usersig::UserId;

use crate::service::active_days::ActiveDays;
use crate::service::utc_offset::Month;

/// The days of users whose account was deleted, as long as they matter for the current month.
#[derive(Debug, Default)]
pub(in crate::service) struct DeletedUsers {
    kept: BTreeMap<UserId, ActiveDays>,
    /// The first day of the month they are kept for.
    month: i32,
    /// The users of an earlier month. They are dropped a few at a time, because no call may take long.
    outdated: BTreeMap<UserId, ActiveDays>,
}

/// How many outdated users one call drops.
const DROPPED_PER_CALL: usize = 8;

impl DeletedUsers {
    pub(in crate::service) fn keep(&mut self, user_id: UserId, days: ActiveDays, today: i32) {
        self.start_month(today);
        if !days.is_never() && days.latest() >= self.month {
            self.kept.insert(user_id, days);
        }
    }

    /// The days of a user without an account.
    pub(in crate::service) fn days_of(&self, user_id: &UserId) -> ActiveDays {
        self.kept.get(user_id).copied().unwrap_or(ActiveDays::NEVER)
    }

    /// Removes a user who has an account again.
    pub(in crate::service) fn take(&mut self, user_id: &UserId) -> ActiveDays {
        self.kept.remove(user_id).unwrap_or(ActiveDays::NEVER)
    }

    pub(in crate::service) fn iter(&self) -> impl Iterator<Item = (&UserId, &ActiveDays)> {
        self.kept.iter()
    }

    fn start_month(&mut self, today: i32) {
        for _ in 0..DROPPED_PER_CALL {
            self.outdated.pop_first();
        }
        let month = Month::of(today).first;
        if month > self.month && self.outdated.is_empty() {
            self.outdated = mem::take(&mut self.kept);
            self.month = month;
        }
    }
}
