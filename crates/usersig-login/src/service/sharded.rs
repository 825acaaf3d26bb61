//! One app spread over threads.

use std::hash::{BuildHasher as _, RandomState};
use std::num::NonZeroU8;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use usersig::{SdkAppId, UserId};

use crate::service::presence::Counts;
use crate::service::registry::Registry;
use crate::service::service_event::ServiceEvent;
use crate::service::settings::AppSettings;
use crate::service::usage::Usage;
use crate::unix_millis::UnixMillis;

/// A registry whose users are spread over several locks, so that threads rarely wait for each other.
///
/// A user is always on the same shard. The shards share the quotas of accounts and daily users, which are never exceeded.
/// A new user whom the daily quota refuses (72000) takes the place of an account for a moment. If it is the last place,
/// a new user or an import on another thread may be refused in that moment (70398), and succeeds when it is tried again.
#[derive(Debug)]
pub struct ShardedRegistry {
    shards: Vec<Mutex<Registry>>,
    hasher: RandomState,
    pub(in crate::service) usage: Arc<Usage>,
}

impl ShardedRegistry {
    /// An app without accounts. Two threads that need the same shard wait, so a hundred shards per thread are a good choice.
    #[must_use]
    pub fn new(sdk_app_id: SdkAppId, settings: AppSettings, shards: NonZeroU8) -> Self {
        let usage = Arc::<Usage>::default();
        let shard = |number: u8| Mutex::new(Registry::with_usage(sdk_app_id, settings, usage.clone(), number.into()));
        Self { shards: (0..shards.get()).map(shard).collect(), hasher: RandomState::new(), usage }
    }

    /// Calls the registry that has this user. Other users of the same shard wait meanwhile.
    ///
    /// Save and export with the methods of this type. The same methods of one shard leave out all other users.
    pub fn with_user<T>(&self, user_id: &UserId, call: impl FnOnce(&mut Registry) -> T) -> T {
        call(&mut lock(&self.shards[self.shard_of(user_id)]))
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

    fn shard_of(&self, user_id: &UserId) -> usize {
        let count = u64::try_from(self.shards.len()).unwrap_or(u64::MAX);
        usize::try_from(self.hasher.hash_one(user_id) % count).unwrap_or(0)
    }

    /// Every shard at once, in the same order in every call. Other threads wait meanwhile.
    pub(in crate::service) fn lock_all(&self) -> Vec<MutexGuard<'_, Registry>> {
        self.shards.iter().map(lock).collect()
    }
}

/// A call that panics is a fault of this library. The registry is as consistent as a single one would be.
fn lock(shard: &Mutex<Registry>) -> MutexGuard<'_, Registry> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}
