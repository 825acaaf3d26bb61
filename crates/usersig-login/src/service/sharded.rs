//! One app spread over threads.

use std::hash::{BuildHasher as _, RandomState};
use std::num::NonZeroU8;
use std::sync::{Mutex, MutexGuard, PoisonError};

use usersig::{SdkAppId, UserId};

use crate::service::presence::Counts;
use crate::service::registry::Registry;
use crate::service::service_event::ServiceEvent;
use crate::service::settings::AppSettings;
use crate::service::state::check::check;
use crate::service::state::restore_refused::RestoreRefused;
use crate::service::state::snapshot::{SavedState, Snapshot};
use crate::service::usage::SharedUsage;
use crate::unix_millis::UnixMillis;

/// A registry whose users are spread over several locks, so that threads rarely wait for each other.
///
/// A user is always on the same shard. The shards share the quotas of accounts and daily users, which stay exact.
#[derive(Debug)]
pub struct ShardedRegistry {
    shards: Vec<Mutex<Registry>>,
    hasher: RandomState,
    usage: SharedUsage,
}

impl ShardedRegistry {
    /// An app without accounts. Several shards per thread are a good choice.
    #[must_use]
    pub fn new(sdk_app_id: SdkAppId, settings: AppSettings, shards: NonZeroU8) -> Self {
        let usage = SharedUsage::default();
        let shard = |number: u8| Mutex::new(Registry::with_usage(sdk_app_id, settings, usage.clone(), number.into()));
        Self { shards: (0..shards.get()).map(shard).collect(), hasher: RandomState::new(), usage }
    }

    /// Calls the registry that has this user. Other users of the same shard wait meanwhile.
    pub fn with_user<T>(&self, user_id: &UserId, call: impl FnOnce(&mut Registry) -> T) -> T {
        call(&mut self.lock(self.shard_of(user_id)))
    }

    /// Calls every registry, one after the other.
    pub fn for_each_shard(&self, mut call: impl FnMut(&mut Registry)) {
        for shard in &self.shards {
            call(&mut lock(shard));
        }
    }

    /// How many accounts, users and sessions there are. Exact if no other thread calls meanwhile.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut sum = Counts::default();
        self.for_each_shard(|shard| {
            let counts = shard.counts();
            sum.accounts += counts.accounts;
            sum.online_users += counts.online_users;
            sum.online_sessions += counts.online_sessions;
            sum.away_sessions += counts.away_sessions;
        });
        sum
    }

    /// When [`handle_timeout`](Self::handle_timeout) should be called, if ever.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<UnixMillis> {
        self.shards.iter().filter_map(|shard| lock(shard).poll_timeout()).min()
    }

    /// Handles up to `limit` sessions of each shard: see [`Registry::handle_timeout`].
    #[must_use]
    pub fn handle_timeout(&self, now: UnixMillis, limit: usize) -> Vec<ServiceEvent> {
        let mut events = Vec::new();
        self.for_each_shard(|shard| events.extend(shard.handle_timeout(now, limit)));
        events
    }

    /// Changes the settings of every shard: see [`Registry::set_settings`].
    pub fn set_settings(&self, settings: AppSettings) {
        self.for_each_shard(|shard| shard.set_settings(settings));
    }

    /// Saves the state of all shards in one snapshot, while no user is served.
    ///
    /// Changes are exported per shard, so only a snapshot without later changes can be restored here.
    pub fn save<T>(&self, now: UnixMillis, write: impl FnOnce(&Snapshot<'_>) -> T) -> T {
        let mut shards: Vec<MutexGuard<'_, Registry>> = self.shards.iter().map(lock).collect();
        let generation = shards.iter().map(|shard| shard.journal.generation).max().unwrap_or(0) + 1;
        for shard in &mut shards {
            shard.begin_generation(generation);
        }
        write(&Snapshot { shards: shards.iter().map(|shard| &**shard).collect(), generation, saved_at: now })
    }

    /// Continues from a snapshot, of this type or of a [`Registry`], with any number of shards.
    ///
    /// # Errors
    /// As [`Registry::restore`].
    pub fn restore(
        saved: SavedState,
        settings: AppSettings,
        shards: NonZeroU8,
        known_generation: u64,
        now: UnixMillis,
    ) -> Result<Self, RestoreRefused> {
        let next_serial = check(&saved, saved.sdk_app_id, known_generation)?;
        let all = Self::new(saved.sdk_app_id, settings, shards);
        all.usage.lock().restore(&saved.usage);
        all.for_each_shard(|shard| shard.continue_from(saved.generation, next_serial));
        for deleted in saved.deleted_users {
            all.with_user(&{ deleted.user_id }, |shard| shard.restore_deleted(deleted, now))?;
        }
        for account in saved.accounts {
            all.with_user(&{ account.user_id }, |shard| shard.restore_new_account(account, now))?;
        }
        let mut result = Ok(());
        all.for_each_shard(|shard| result = result.clone().and(shard.finish_restore()));
        result.map(|()| all)
    }

    fn shard_of(&self, user_id: &UserId) -> usize {
        let count = u64::try_from(self.shards.len()).unwrap_or(u64::MAX);
        usize::try_from(self.hasher.hash_one(user_id) % count).unwrap_or(0)
    }

    fn lock(&self, shard: usize) -> MutexGuard<'_, Registry> {
        lock(&self.shards[shard])
    }
}

/// A call that panics is a fault of this library. The registry is as consistent as a single one would be.
fn lock(shard: &Mutex<Registry>) -> MutexGuard<'_, Registry> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}
