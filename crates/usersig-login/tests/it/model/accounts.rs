//! Kicks, blocks and deletions.

use usersig::UserId;
use usersig_login::service::{KICKS_KEPT, KickSecond};

use crate::model::state::{Entry, Model, Place, Told};

impl Model {
    pub(crate) fn kick_account(&mut self, who: &UserId, now: u64) -> Vec<Told> {
        let valid_after = if self.settings.kick_second == KickSecond::Accepted { now - 1 } else { now };
        let tells_kicks = self.tells_kicks();
        let Some(account) = self.account(who) else { return Vec::new() };
        account.kicks.push(valid_after);
        account.kicks.sort_unstable();
        account.kicks.dedup();
        while account.kicks.len() > KICKS_KEPT {
            account.kicks.remove(0);
        }
        if !tells_kicks {
            return self.put_out(who, now, Told::Expired);
        }
        let entries = account.entries.clone();
        let mut told = Vec::new();
        for entry in entries {
            told.extend(changed(who, &entry, now));
            told.extend(self.kick(entry.label, now));
        }
        told
    }

    pub(crate) fn undo_kick(&mut self, who: &UserId, valid_after: u64) -> bool {
        let Some(account) = self.account(who) else { return false };
        let is_exact = account.kicks.last() == Some(&valid_after);
        if is_exact {
            account.kicks.pop();
        }
        is_exact
    }

    /// Everybody is logged out and forgotten. Who is online is told so.
    pub(crate) fn put_out(&mut self, who: &UserId, now: u64, tell: fn(usize) -> Told) -> Vec<Told> {
        let Some(account) = self.account(who) else { return Vec::new() };
        let mut told = Vec::new();
        for entry in std::mem::take(&mut account.entries) {
            if matches!(entry.place, Place::Online { .. }) {
                told.push(tell(entry.label));
            }
            told.extend(changed(who, &entry, now));
        }
        told
    }
}

pub(crate) fn changed(who: &UserId, entry: &Entry, now: u64) -> Option<Told> {
    entry.is_connected().then_some(Told::Changed(*who, entry.device.platform, "Unregister", now))
}
