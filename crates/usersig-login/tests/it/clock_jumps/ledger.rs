//! How many sessions are connected, by all that the registry has said.

use std::collections::BTreeMap;

use usersig::UserId;
use usersig_login::platform::Platform;
use usersig_login::service::{Change, Device, LoggedIn, Registry, ServiceEvent, SessionId, Status};

use crate::support::random::Rng;

/// The sessions that logged in and have not ended.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    connected: BTreeMap<(UserId, Platform), i64>,
    /// Sessions the registry has named, also those that have ended.
    pub(super) sessions: Vec<SessionId>,
}

impl Ledger {
    /// If the device was connected already, the end of its earlier session is not reported (webhook document).
    pub(super) fn arrived(&mut self, logged_in: &LoggedIn, device: Device, was_connected: bool) {
        self.told(&logged_in.events);
        self.sessions.push(logged_in.session);
        if was_connected {
            assert!(logged_in.replaced.is_some());
            *self.connected.entry((logged_in.user_id, device.platform)).or_default() -= 1;
        }
    }

    /// A Login adds a session, and every other change ends one. A Login also ends those it has kicked.
    pub(super) fn told(&mut self, events: &[ServiceEvent]) {
        for event in events {
            let ServiceEvent::StateChanged(change) = event else { continue };
            let step = if change.change == Change::LoggedIn { 1 } else { -1 };
            *self.connected.entry((change.user_id, change.platform)).or_default() += step;
            for platform in &change.kicked {
                *self.connected.entry((change.user_id, *platform)).or_default() -= 1;
            }
        }
    }

    pub(super) fn some_session(&self, rng: &mut Rng) -> Option<SessionId> {
        let recent = self.sessions.len().saturating_sub(12);
        if self.sessions.is_empty() { None } else { Some(*rng.pick(&self.sessions[recent..])) }
    }

    /// The registry has the sessions that its events have told of.
    pub(super) fn compare(&self, registry: &Registry, users: &[UserId], when: &str) {
        let mut found: BTreeMap<(UserId, Platform), i64> = BTreeMap::new();
        for user_id in users {
            for session in registry.sessions(user_id).unwrap_or_default() {
                if session.status == Status::Online {
                    *found.entry((*user_id, session.device.platform)).or_default() += 1;
                }
            }
        }
        let told: BTreeMap<_, _> =
            self.connected.iter().filter(|(_, count)| **count != 0).map(|(k, v)| (*k, *v)).collect();
        assert_eq!(told, found, "{when}");
    }
}

pub(super) fn is_connected(registry: &Registry, user_id: &UserId, device: Device) -> bool {
    let sessions = registry.sessions(user_id).unwrap_or_default();
    sessions.iter().any(|session| session.device == device && session.status == Status::Online)
}
