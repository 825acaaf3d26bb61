//! The moments at which sessions need a look.

use std::collections::BTreeSet;

use crate::service::device::SessionKey;
use crate::unix_millis::UnixMillis;

/// Each session once, ordered by its deadline.
///
/// A heartbeat does not move its session here. The session is looked at too early and then moved, so a session that
/// lives costs one step in its silence limit, and a heartbeat costs none.
#[derive(Debug, Default)]
pub(in crate::service) struct Deadlines(BTreeSet<(UnixMillis, SessionKey)>);

impl Deadlines {
    pub(in crate::service) fn insert(&mut self, at: UnixMillis, session: SessionKey) {
        self.0.insert((at, session));
    }

    pub(in crate::service) fn remove(&mut self, at: UnixMillis, session: SessionKey) {
        self.0.remove(&(at, session));
        // An emptied set keeps one node. When the last user has left, no memory stays behind.
        if self.0.is_empty() {
            self.0 = BTreeSet::new();
        }
    }

    pub(in crate::service) fn next(&self) -> Option<UnixMillis> {
        self.0.first().map(|(at, _)| *at)
    }

    /// The first session whose deadline has come.
    pub(in crate::service) fn due(&self, now: UnixMillis) -> Option<SessionKey> {
        self.0.first().filter(|(at, _)| *at <= now).map(|(_, session)| *session)
    }
}
