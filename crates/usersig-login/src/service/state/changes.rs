//! The changes since the last snapshot.

use std::mem;

use usersig::UserId;

#[cfg(feature = "serde")]
use crate::service::bounded;
use crate::service::registry::Registry;
use crate::service::state::record::{AccountRecord, DeletedRecord};
#[cfg(feature = "serde")]
use crate::service::state::snapshot::SNAPSHOT_ACCOUNTS_MAX;
use crate::service::usage::UsageRecord;

/// The accounts that changed since the last export, each with its whole state.
///
/// A server that stores them before it answers a kick does not lose the kick in a crash.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Changes {
    pub(in crate::service) generation: u64,
    pub(in crate::service) sequence: u64,
    pub(in crate::service) next_serial: u64,
    pub(in crate::service) usage: UsageRecord,
    #[cfg_attr(feature = "serde", serde(deserialize_with = "bounded::list::<SNAPSHOT_ACCOUNTS_MAX, _, _>"))]
    pub(in crate::service) deleted: Vec<DeletedRecord>,
    #[cfg_attr(feature = "serde", serde(deserialize_with = "bounded::list::<SNAPSHOT_ACCOUNTS_MAX, _, _>"))]
    pub(in crate::service) accounts: Vec<AccountRecord>,
}

impl Changes {
    /// The number of the snapshot these changes belong to.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// Their number after that snapshot, from 0.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Whether nothing changed. Such an export need not be stored, but then it leaves a gap in the numbers: use
    /// [`Registry::has_changes`] before.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.deleted.is_empty() && self.accounts.is_empty()
    }

    /// The exports of all shards as one. They have the same numbers, because they are always exported together.
    pub(in crate::service) fn merge(exports: Vec<Self>) -> Self {
        let merge = |mut all: Self, next: Self| {
            all.next_serial = all.next_serial.max(next.next_serial);
            all.deleted.extend(next.deleted);
            all.accounts.extend(next.accounts);
            all
        };
        exports.into_iter().reduce(merge).expect("an app has at least one shard")
    }
}

impl Registry {
    /// Whether anything changed since the last export. Heartbeats change nothing. Before the first
    /// [`save`](Self::save) nothing is recorded.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        !self.journal.changed.is_empty() || !self.journal.deleted.is_empty()
    }

    /// Exports what changed since the last export or [`save`](Self::save). Store the exports in order.
    pub fn take_changes(&mut self) -> Changes {
        let sequence = self.journal.sequence;
        self.journal.sequence += 1;
        let mut accounts = Vec::new();
        for key in mem::take(&mut self.journal.changed) {
            let account = self.accounts.get_mut(key);
            if account.is_some_and(|account| mem::take(&mut account.is_changed)) {
                accounts.extend(self.accounts.get(key).map(|account| self.record(key, account)));
            }
        }
        let deleted = mem::take(&mut self.journal.deleted).into_iter();
        let record = |user_id: UserId| DeletedRecord { user_id, days: self.deleted_users.days_of(&user_id) };
        let deleted = deleted.map(record).collect();
        let (generation, usage) = (self.journal.generation, self.usage.record());
        Changes { generation, sequence, next_serial: self.next_serial, usage, deleted, accounts }
    }
}
