//! The memory of the time that has passed.

use usersig_login::UnixMillis;

/// When time passed last.
#[derive(Debug)]
pub(super) struct Heartbeats {
    /// The latest moment that everything due has happened for.
    pub(super) seen: UnixMillis,
    /// When phones sent their last heartbeats.
    pub(super) phones: UnixMillis,
    /// When secrets of forgotten logins were looked for.
    pub(super) forgotten: UnixMillis,
}

impl Heartbeats {
    pub(super) const fn starting_at(now: UnixMillis) -> Self {
        Self { seen: now, phones: now, forgotten: now }
    }
}
