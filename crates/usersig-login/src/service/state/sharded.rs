//! The state of an app that is spread over threads.

use std::num::NonZeroU8;

use crate::service::registry::Registry;
use crate::service::settings::AppSettings;
use crate::service::sharded::ShardedRegistry;
use crate::service::state::changes::Changes;
use crate::service::state::check::{check, check_changes};
use crate::service::state::restore_refused::RestoreRefused;
use crate::service::state::snapshot::{SavedState, Snapshot};
use crate::unix_millis::UnixMillis;

impl ShardedRegistry {
    /// Saves the state of all shards in one snapshot, while no user is served (see [`Registry::save`]).
    pub fn save<T>(&self, now: UnixMillis, write: impl FnOnce(&Snapshot<'_>) -> T) -> T {
        let mut shards = self.lock_all();
        let generation = shards.iter().map(|shard| shard.journal.generation).max().unwrap_or(0) + 1;
        for shard in &mut shards {
            shard.begin_generation(generation);
        }
        write(&Snapshot { shards: shards.iter().map(|shard| &**shard).collect(), generation, saved_at: now })
    }

    /// Whether anything changed since the last export (see [`Registry::has_changes`]).
    #[must_use]
    pub fn has_changes(&self) -> bool {
        self.lock_all().iter().any(|shard| shard.has_changes())
    }

    /// Exports what changed on any shard since the last export or [`save`](Self::save), while no user is served. Store the
    /// exports in order.
    #[must_use]
    pub fn take_changes(&self) -> Changes {
        let mut shards = self.lock_all();
        let exports: Vec<Changes> = shards.iter_mut().map(|shard| shard.take_changes()).collect();
        Changes::merge(exports)
    }

    /// Continues from a snapshot, of this type or of a [`Registry`], and the changes that were exported after it, in order.
    /// The number of shards may be another one than before.
    ///
    /// # Errors
    /// As [`Registry::restore`].
    pub fn restore(
        saved: SavedState,
        changes: impl IntoIterator<Item = Changes>,
        settings: AppSettings,
        shards: NonZeroU8,
        known_generation: u64,
        now: UnixMillis,
    ) -> Result<Self, RestoreRefused> {
        let mut next_serial = check(&saved, saved.sdk_app_id, known_generation)?;
        let all = Self::new(saved.sdk_app_id, settings, shards);
        all.usage.restore(&saved.usage);
        all.for_each_shard(|shard| {
            shard.journal.generation = saved.generation;
            shard.continue_from(next_serial);
        });
        for deleted in saved.deleted_users {
            all.with_user(&{ deleted.user_id }, |shard| shard.restore_deleted(deleted, now))?;
        }
        for account in saved.accounts {
            all.with_user(&{ account.user_id }, |shard| shard.restore_new_account(account, next_serial, now))?;
        }
        for change in changes {
            next_serial = next_serial.max(change.next_serial);
            all.apply(change, next_serial, now)?;
        }
        Registry::finish_restore(&mut all.lock_all())?;
        Ok(all)
    }

    fn apply(&self, changes: Changes, next_serial: u64, now: UnixMillis) -> Result<(), RestoreRefused> {
        for mut shard in self.lock_all() {
            check_changes(&changes, &mut shard.journal)?;
            shard.continue_from(changes.next_serial);
        }
        self.usage.restore(&changes.usage);
        for deleted in changes.deleted {
            self.with_user(&{ deleted.user_id }, |shard| shard.restore_deletion(deleted, now))?;
        }
        for account in changes.accounts {
            self.with_user(&{ account.user_id }, |shard| shard.restore_changed_account(account, next_serial, now))?;
        }
        Ok(())
    }
}
