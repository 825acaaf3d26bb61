//! The service's record of one user.

use usersig::UserId;

use crate::service::active_days::ActiveDays;
use crate::service::device::Device;
use crate::service::session::{Session, State};

/// How many kicked devices of an account are remembered until they come back. Above it the one that was kicked first is
/// forgotten, because an account must not grow with every page it opened.
pub const KICKED_DEVICES_KEPT: usize = 8;

/// An account and its devices.
#[derive(Debug)]
pub(in crate::service) struct Account {
    pub(in crate::service) user_id: UserId,
    /// In the order of their logins. Without spare room, because most accounts have one or none.
    sessions: Vec<Session>,
    pub(in crate::service) days: ActiveDays,
    pub(in crate::service) is_blocked: bool,
    /// Whether it was ever kicked. Its valid-after times are in a table of their own, because few accounts have any.
    pub(in crate::service) was_kicked: bool,
    /// Whether it changed since the last export of changes.
    pub(in crate::service) is_changed: bool,
}

/// How many devices of an account are connected and how many are away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::service) struct Standing {
    pub(in crate::service) connected: usize,
    pub(in crate::service) away: usize,
}

impl Account {
    pub(in crate::service) const fn new(user_id: UserId, days: ActiveDays) -> Self {
        Self { user_id, sessions: Vec::new(), days, is_blocked: false, was_kicked: false, is_changed: false }
    }

    pub(in crate::service) fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    pub(in crate::service) fn session(&self, serial: u64) -> Option<&Session> {
        self.sessions.iter().find(|session| session.serial == serial)
    }

    pub(in crate::service) fn session_mut(&mut self, serial: u64) -> Option<&mut Session> {
        self.sessions.iter_mut().find(|session| session.serial == serial)
    }

    pub(in crate::service) fn of_device(&self, device: Device) -> Option<&Session> {
        self.sessions.iter().find(|session| session.device() == device)
    }

    pub(in crate::service) fn standing(&self) -> Standing {
        let connected = self.sessions.iter().filter(|session| session.is_connected()).count();
        Standing { connected, away: self.sessions.len() - connected }
    }

    /// The sessions a newcomer can kick, in the order they go: first those that are not logged in, then by login.
    pub(in crate::service) fn places(&self) -> Vec<Session> {
        let mut places: Vec<Session> = self.sessions.iter().filter(|session| session.has_a_place()).copied().collect();
        places.sort_by_key(|session| session.state == State::Online);
        places
    }

    /// The kicked device to forget, if more than [`KICKED_DEVICES_KEPT`] are remembered: the one kicked first.
    pub(in crate::service) fn kicked_beyond_limit(&self) -> Option<u64> {
        let kicked = self.sessions.iter().filter(|session| !session.has_a_place());
        let is_beyond = kicked.clone().count() > KICKED_DEVICES_KEPT;
        is_beyond.then(|| kicked.min_by_key(|session| session.since).map(|session| session.serial)).flatten()
    }

    /// Adds the latest session.
    pub(in crate::service) fn push(&mut self, session: Session) {
        self.sessions.reserve_exact(1);
        self.sessions.push(session);
    }

    /// Adds a session before all others.
    pub(in crate::service) fn push_first(&mut self, session: Session) {
        self.sessions.reserve_exact(1);
        self.sessions.insert(0, session);
    }

    /// Removes a session and returns its memory.
    pub(in crate::service) fn remove(&mut self, serial: u64) -> Option<Session> {
        let position = self.sessions.iter().position(|session| session.serial == serial)?;
        let session = self.sessions.remove(position);
        self.sessions.shrink_to_fit();
        Some(session)
    }
}

#[cfg(test)]
mod tests {
    use usersig::{UnixTime, UserId};

    use super::{Account, ActiveDays, Session, State};
    use crate::platform::Platform;
    use crate::unix_millis::UnixMillis;

    #[test]
    fn an_account_has_room_for_its_sessions_and_not_for_one_more() {
        let now = UnixMillis::from_millis(1_700_000_000_000);
        let mut account = Account::new(UserId::new("alice").unwrap(), ActiveDays::NEVER);
        for serial in 0..20 {
            account.push(Session {
                serial,
                login: serial,
                instance: serial,
                expires_at: UnixTime::MAX,
                since: now,
                deadline: now,
                platform: Platform::Web,
                state: State::Online,
            });
            assert_eq!(account.sessions.capacity(), account.sessions.len());
        }
        for serial in 0..20 {
            account.remove(serial);
            assert_eq!(account.sessions.capacity(), account.sessions.len());
        }
    }
}
