//! When something happens by itself, found without looking at anybody else.

use std::collections::BTreeSet;

use usersig::UnixTime;

use crate::service::device::SessionId;

/// Each session once, by the moment it is looked at again.
///
/// A heartbeat leaves its session where it is; looked at too early, it is put back for later. That is one step in
/// 400 s for a session that lives, and none for a heartbeat.
#[derive(Debug, Default)]
pub(super) struct Wakes(BTreeSet<(UnixTime, SessionId)>);

impl Wakes {
    pub(super) fn insert(&mut self, at: UnixTime, session: SessionId) {
        self.0.insert((at, session));
    }

    pub(super) fn remove(&mut self, at: UnixTime, session: SessionId) {
        self.0.remove(&(at, session));
        // An emptied set keeps a node; nothing is to stay behind when everybody has left.
        if self.0.is_empty() {
            self.0 = BTreeSet::new();
        }
    }

    pub(super) fn move_to(&mut self, at: UnixTime, from: UnixTime, session: SessionId) {
        self.remove(from, session);
        self.insert(at, session);
    }

    pub(super) fn next(&self) -> Option<UnixTime> {
        self.0.first().map(|(at, _)| *at)
    }

    /// Somebody to look at now.
    pub(super) fn due(&self, now: UnixTime) -> Option<SessionId> {
        self.0.first().filter(|(at, _)| *at <= now).map(|(_, session)| *session)
    }
}
