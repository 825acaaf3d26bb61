//! Which accounts changed since the last export.

use std::collections::BTreeSet;

use usersig::UserId;

use crate::service::accounts::account::Account;
use crate::service::device::AccountKey;

/// It records nothing until the first snapshot, because without a snapshot the changes cannot be applied.
#[derive(Debug, Default)]
pub(in crate::service) struct Journal {
    pub(in crate::service) is_recording: bool,
    /// The number of the last snapshot. It grows with each one.
    pub(in crate::service) generation: u64,
    /// The number of the next export after that snapshot.
    pub(in crate::service) sequence: u64,
    /// Each account that changed, at least once.
    pub(in crate::service) changed: Vec<AccountKey>,
    pub(in crate::service) deleted: BTreeSet<UserId>,
}

impl Journal {
    pub(in crate::service) fn note(&mut self, key: AccountKey, account: &mut Account) {
        if self.is_recording && !account.is_changed {
            account.is_changed = true;
            self.changed.push(key);
        }
    }

    pub(in crate::service) fn note_deleted(&mut self, user_id: UserId) {
        if self.is_recording {
            self.deleted.insert(user_id);
        }
    }
}
