//! A registry from a snapshot.

use std::ops::DerefMut;
use std::sync::Arc;

use usersig::UserId;

use crate::service::device::{AccountKey, SessionKey};
use crate::service::registry::{Registry, SERIAL_STEP};
use crate::service::session::{Session, State};
use crate::service::settings::AppSettings;
use crate::service::state::changes::Changes;
use crate::service::state::check::{check, check_changes, is_consistent};
use crate::service::state::record::{AccountRecord, DeletedRecord, SessionRecord};
use crate::service::state::restore_refused::RestoreRefused;
use crate::service::state::snapshot::SavedState;
use crate::unix_millis::UnixMillis;

/// How many sessions may begin between the last export and a crash, so that no id is ever given twice.
const SERIALS_SKIPPED: u64 = SERIAL_STEP << 32;

impl Registry {
    /// Continues from a snapshot and the changes that were exported after it, in order.
    ///
    /// `known_generation` is the highest number of a snapshot you stored. An older snapshot is refused, because tickets
    /// that were revoked since would be valid again.
    ///
    /// Every link of the saved sessions is gone. A session that was connected counts as connected until its silence limit
    /// is over from `now` on, so a device that opens a new link in time is not reported as disconnected.
    ///
    /// A generation or serial above 2^63 - 1 is refused. A save takes one generation, and a restore takes 2^40 serials,
    /// so a registry gets there after eight million restarts. A forged state just below is accepted once, and a snapshot
    /// that is saved from it is refused.
    ///
    /// # Errors
    /// If the state is older than a known one, of another app or version, or contradicts itself.
    pub fn restore(
        saved: SavedState,
        changes: impl IntoIterator<Item = Changes>,
        settings: AppSettings,
        known_generation: u64,
        now: UnixMillis,
    ) -> Result<Self, RestoreRefused> {
        let sdk_app_id = saved.sdk_app_id;
        let mut registry = Self::with_usage(sdk_app_id, settings, Arc::default(), 0);
        let mut next_serial = check(&saved, sdk_app_id, known_generation)?;
        registry.journal.generation = saved.generation;
        registry.continue_from(next_serial);
        registry.usage.restore(&saved.usage);
        for deleted in saved.deleted_users {
            registry.restore_deleted(deleted, now)?;
        }
        for account in saved.accounts {
            registry.restore_new_account(account, next_serial, now)?;
        }
        for change in changes {
            next_serial = next_serial.max(change.next_serial);
            registry.apply(change, next_serial, now)?;
        }
        Self::finish_restore(&mut [&mut registry])?;
        Ok(registry)
    }

    /// The ids that follow are none of those that were given out before. A shard keeps its own ones.
    pub(in crate::service) fn continue_from(&mut self, next_serial: u64) {
        let own = self.next_serial % SERIAL_STEP;
        self.next_serial = self.next_serial.max(next_serial.next_multiple_of(SERIAL_STEP) + own);
    }

    /// Everything is in place. Checks the counts of all shards, and starts to record changes.
    pub(in crate::service) fn finish_restore(
        shards: &mut [impl DerefMut<Target = Self>],
    ) -> Result<(), RestoreRefused> {
        let users = shards.iter().flat_map(|shard| {
            let deleted = shard.deleted_users.iter().map(|(_, days)| *days);
            shard.accounts.iter().map(|(_, account)| account.days).chain(deleted)
        });
        if !shards.first().is_some_and(|shard| shard.usage.covers(users)) {
            return Err(RestoreRefused::Counts);
        }
        for shard in shards {
            shard.next_serial = shard.next_serial.saturating_add(SERIALS_SKIPPED);
            shard.journal.is_recording = true;
        }
        Ok(())
    }

    pub(in crate::service) fn restore_deleted(
        &mut self,
        deleted: DeletedRecord,
        now: UnixMillis,
    ) -> Result<(), RestoreRefused> {
        let DeletedRecord { user_id, days } = deleted;
        if !days.is_possible() {
            return Err(RestoreRefused::Contradiction { user_id, what: "its days" });
        }
        self.deleted_users.keep(user_id, days, self.settings.utc_offset.day(now));
        Ok(())
    }

    pub(in crate::service) fn restore_new_account(
        &mut self,
        record: AccountRecord,
        next_serial: u64,
        now: UnixMillis,
    ) -> Result<(), RestoreRefused> {
        if self.has_account(&record.user_id) {
            return Err(RestoreRefused::Contradiction { user_id: record.user_id, what: "it occurs twice" });
        }
        self.restore_account(record, next_serial, now)
    }

    /// `next_serial` is the serial that was to come next when the account was saved.
    fn restore_account(
        &mut self,
        record: AccountRecord,
        next_serial: u64,
        now: UnixMillis,
    ) -> Result<(), RestoreRefused> {
        let user_id = record.user_id;
        is_consistent(&record, next_serial).map_err(|what| RestoreRefused::Contradiction { user_id, what })?;
        self.deleted_users.take(&user_id);
        let key = self.accounts.insert(user_id, record.days).ok_or(RestoreRefused::TooManyAccounts)?;
        self.usage.restore_account();
        let was_kicked = !record.kicks.is_empty();
        if was_kicked {
            self.kicks.insert(key, record.kicks);
        }
        self.update(key, |account| (account.is_blocked, account.was_kicked) = (record.is_blocked, was_kicked));
        for session in record.sessions {
            self.restore_session(key, &session, now);
        }
        Ok(())
    }

    fn restore_session(&mut self, account: AccountKey, record: &SessionRecord, now: UnixMillis) {
        let is_connected = matches!(record.state, State::Expired | State::Online);
        let mut session = Session {
            serial: record.serial,
            login: record.login,
            instance: record.device.instance.0,
            expires_at: record.expires_at,
            since: if is_connected { now } else { record.since },
            deadline: now,
            platform: record.device.platform,
            state: record.state,
        };
        session.deadline = session.due_at(&self.settings);
        let key = SessionKey { serial: session.serial, account };
        self.deadlines.insert(session.deadline, key);
        self.update(account, |account| account.push(session));
    }

    fn apply(&mut self, changes: Changes, next_serial: u64, now: UnixMillis) -> Result<(), RestoreRefused> {
        check_changes(&changes, &mut self.journal)?;
        self.continue_from(changes.next_serial);
        self.usage.restore(&changes.usage);
        for deleted in changes.deleted {
            self.restore_deletion(deleted, now)?;
        }
        for account in changes.accounts {
            self.restore_changed_account(account, next_serial, now)?;
        }
        Ok(())
    }

    pub(in crate::service) fn restore_deletion(
        &mut self,
        deleted: DeletedRecord,
        now: UnixMillis,
    ) -> Result<(), RestoreRefused> {
        self.remove_restored(&deleted.user_id);
        self.restore_deleted(deleted, now)
    }

    pub(in crate::service) fn restore_changed_account(
        &mut self,
        account: AccountRecord,
        next_serial: u64,
        now: UnixMillis,
    ) -> Result<(), RestoreRefused> {
        self.remove_restored(&account.user_id);
        self.restore_account(account, next_serial, now)
    }

    fn remove_restored(&mut self, user_id: &UserId) {
        let Some(key) = self.accounts.find(user_id) else { return };
        let serials: Vec<u64> =
            self.account(key).iter().flat_map(|account| account.sessions()).map(|session| session.serial).collect();
        for serial in serials {
            self.leave(SessionKey { serial, account: key });
        }
        self.kicks.remove(&key);
        self.accounts.remove(key);
        self.usage.remove_account();
    }
}
