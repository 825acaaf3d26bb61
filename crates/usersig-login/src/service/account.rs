//! What the service knows of one user of an app.

use usersig::{UnixTime, UserId};

use crate::service::active_users::Date;
use crate::service::device::Device;
use crate::service::session::{Session, State};

/// An account and its devices.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) user_id: UserId,
    /// In the order of their logins. Without spare room: most accounts have one or none.
    sessions: Vec<Session>,
    /// Only tickets issued after this are good.
    pub(super) valid_after: Option<UnixTime>,
    pub(super) is_blocked: bool,
    pub(super) last_login: Date,
}

impl Account {
    pub(super) const fn new(user_id: UserId, last_login: Date) -> Self {
        Self { user_id, sessions: Vec::new(), valid_after: None, is_blocked: false, last_login }
    }

    pub(super) fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    pub(super) fn session(&self, serial: u64) -> Option<&Session> {
        self.sessions.iter().find(|session| session.serial == serial)
    }

    pub(super) fn session_mut(&mut self, serial: u64) -> Option<&mut Session> {
        self.sessions.iter_mut().find(|session| session.serial == serial)
    }

    pub(super) fn of_device(&self, device: Device) -> Option<&Session> {
        self.sessions.iter().find(|session| session.device == device)
    }

    /// Those a newcomer can kick, in the order they go: who is not logged in before who is, then by login.
    pub(super) fn places(&self) -> Vec<Session> {
        let mut places: Vec<Session> = self.sessions.iter().filter(|session| session.has_a_place()).copied().collect();
        places.sort_by_key(|session| session.state == State::Online);
        places
    }

    /// The one that has waited longest to hear of its kick, when there are more than so many.
    pub(super) fn forgotten_beyond(&self, kept: usize) -> Option<u64> {
        let kicked = self.sessions.iter().filter(|session| session.state == State::KickedAway);
        let is_beyond = kicked.clone().count() > kept;
        is_beyond.then(|| kicked.min_by_key(|session| session.since).map(|session| session.serial)).flatten()
    }

    /// Adds the latest one.
    pub(super) fn push(&mut self, session: Session) {
        self.sessions.reserve_exact(1);
        self.sessions.push(session);
    }

    /// Takes one out and gives its memory back.
    pub(super) fn remove(&mut self, serial: u64) -> Option<Session> {
        let position = self.sessions.iter().position(|session| session.serial == serial)?;
        let session = self.sessions.remove(position);
        self.sessions.shrink_to_fit();
        Some(session)
    }
}

#[cfg(test)]
mod tests {
    use usersig::{UnixTime, UserId};

    use super::{Account, Date, Device, Session, State};
    use crate::platform::Platform;

    #[test]
    fn an_account_has_room_for_its_sessions_and_not_for_one_more() {
        let now = UnixTime::from_secs(1_700_000_000);
        let mut account = Account::new(UserId::new("alice").unwrap(), Date::NEVER);
        for serial in 0..20 {
            let (device, state) = (Device::new(Platform::Web, serial), State::Online);
            account.push(Session { serial, device, state, expires_at: now, since: now, wakes_at: now });
            assert_eq!(account.sessions.capacity(), account.sessions.len());
        }
        for serial in 0..20 {
            account.remove(serial);
            assert_eq!(account.sessions.capacity(), account.sessions.len());
        }
    }
}
