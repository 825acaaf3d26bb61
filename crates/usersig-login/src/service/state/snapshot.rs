//! The whole state of an app.

use usersig::SdkAppId;

#[cfg(feature = "serde")]
use crate::service::bounded;
use crate::service::registry::Registry;
use crate::service::state::record::{AccountRecord, DeletedRecord};
use crate::service::usage::UsageRecord;
use crate::unix_millis::UnixMillis;

/// The version of the format. Another one is refused.
pub(in crate::service) const VERSION: u32 = 1;

/// The most accounts a snapshot may hold, about 4 GB of memory. Larger apps are spread over several services.
pub const SNAPSHOT_ACCOUNTS_MAX: usize = 1 << 24;

/// The state of a registry, to be written with serde (feature `serde`). It borrows the registry, so that writing a million
/// accounts needs no second copy of them.
#[derive(Debug)]
pub struct Snapshot<'a> {
    pub(in crate::service) shards: Vec<&'a Registry>,
    pub(in crate::service) generation: u64,
    pub(in crate::service) saved_at: UnixMillis,
}

/// The state of a registry, read from a snapshot. [`Registry::restore`] checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct SavedState {
    pub(in crate::service) version: u32,
    pub(in crate::service) sdk_app_id: SdkAppId,
    pub(in crate::service) generation: u64,
    pub(in crate::service) saved_at: UnixMillis,
    pub(in crate::service) next_serial: u64,
    pub(in crate::service) usage: UsageRecord,
    #[cfg_attr(feature = "serde", serde(deserialize_with = "bounded::list::<SNAPSHOT_ACCOUNTS_MAX, _, _>"))]
    pub(in crate::service) deleted_users: Vec<DeletedRecord>,
    #[cfg_attr(feature = "serde", serde(deserialize_with = "bounded::list::<SNAPSHOT_ACCOUNTS_MAX, _, _>"))]
    pub(in crate::service) accounts: Vec<AccountRecord>,
}

impl SavedState {
    /// The number of this snapshot. Remember the highest one you stored, and pass it to [`Registry::restore`].
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// When it was saved.
    #[must_use]
    pub const fn saved_at(&self) -> UnixMillis {
        self.saved_at
    }

    /// How many accounts it holds.
    #[must_use]
    pub const fn accounts(&self) -> usize {
        self.accounts.len()
    }
}

impl Snapshot<'_> {
    /// The number of this snapshot.
    #[must_use]
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// A copy that does not borrow the registry.
    #[must_use]
    pub fn to_saved(&self) -> SavedState {
        let shards = self.shards.iter();
        SavedState {
            version: VERSION,
            sdk_app_id: self.sdk_app_id(),
            generation: self.generation,
            saved_at: self.saved_at,
            next_serial: self.next_serial(),
            usage: self.usage(),
            deleted_users: shards.clone().flat_map(|shard| shard.deleted_records()).collect(),
            accounts: shards.flat_map(|shard| shard.records()).collect(),
        }
    }

    fn sdk_app_id(&self) -> SdkAppId {
        self.shards.first().expect("an app has at least one shard").sdk_app_id
    }

    fn usage(&self) -> UsageRecord {
        self.shards.first().expect("an app has at least one shard").usage.record()
    }

    fn next_serial(&self) -> u64 {
        self.shards.iter().map(|shard| shard.next_serial).max().unwrap_or(0)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Snapshot<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;

        let mut state = serializer.serialize_struct("SavedState", 8)?;
        state.serialize_field("version", &VERSION)?;
        state.serialize_field("sdk_app_id", &self.sdk_app_id())?;
        state.serialize_field("generation", &self.generation)?;
        state.serialize_field("saved_at", &self.saved_at)?;
        state.serialize_field("next_serial", &self.next_serial())?;
        state.serialize_field("usage", &self.usage())?;
        state
            .serialize_field("deleted_users", &Each(|| self.shards.iter().flat_map(|shard| shard.deleted_records())))?;
        state.serialize_field("accounts", &Each(|| self.shards.iter().flat_map(|shard| shard.records())))?;
        state.end()
    }
}

/// A list that is produced while it is written.
#[cfg(feature = "serde")]
struct Each<F>(F);

#[cfg(feature = "serde")]
impl<T: serde::Serialize, I: Iterator<Item = T>, F: Fn() -> I> serde::Serialize for Each<F> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

impl Registry {
    /// Saves the state: accounts, valid-after times, sessions, and who was counted on which day. From now on
    /// [`take_changes`](Self::take_changes) exports what changes.
    ///
    /// Keep the snapshot before and its changes until this one is stored. If storing fails, save again: later changes
    /// belong to this snapshot.
    pub fn save(&mut self, now: UnixMillis) -> Snapshot<'_> {
        let generation = self.journal.generation + 1;
        self.begin_generation(generation);
        Snapshot { shards: vec![self], generation, saved_at: now }
    }

    pub(in crate::service) fn begin_generation(&mut self, generation: u64) {
        self.journal.is_recording = true;
        self.journal.generation = generation;
        self.journal.sequence = 0;
        self.journal.deleted.clear();
        for key in std::mem::take(&mut self.journal.changed) {
            if let Some(account) = self.accounts.get_mut(key) {
                account.is_changed = false;
            }
        }
    }
}
