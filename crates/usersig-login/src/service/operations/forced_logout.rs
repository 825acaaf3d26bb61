//! An app's server or operator ends sessions.

use usersig::{UnixTime, UserId};

use crate::service::account_refused::AccountRefused;
use crate::service::device::{AccountKey, Device, SessionId, SessionKey};
use crate::service::link_refused::RequestRefused;
use crate::service::operations::link::state_change;
use crate::service::registry::Registry;
use crate::service::service_event::{Connection, FORCED_LOGOUT, ServiceEvent};
use crate::service::session::{Session, State};
use crate::service::settings::{AccountKickNotice, KickSecond};
use crate::unix_millis::UnixMillis;

/// How many valid-after times of an account are kept for undoing. Above it the earliest is dropped.
pub const KICKS_KEPT: usize = 8;

impl Registry {
    /// `kick`: revokes every ticket issued until now and logs out every device (`kick` document).
    ///
    /// A device that is away hears the same when it comes back as a connected one hears now. Tickets issued in the
    /// second of the kick are revoked too, because a ticket does not tell whether it was issued before the kick: see [`KickSecond`].
    ///
    /// # Errors
    /// If there is no such account.
    pub fn kick_account(&mut self, user_id: &UserId, now: UnixMillis) -> Result<Vec<ServiceEvent>, AccountRefused> {
        let key = self.accounts.find(user_id).ok_or(AccountRefused::NoAccount)?;
        let valid_after = match self.settings.kick_second {
            KickSecond::Accepted => now.second().saturating_sub(std::time::Duration::from_secs(1)),
            KickSecond::Refused => now.second(),
        };
        let kicks = self.kicks.entry(key).or_default();
        if let Err(position) = kicks.binary_search(&valid_after) {
            kicks.insert(position, valid_after);
        }
        if kicks.len() > KICKS_KEPT {
            kicks.remove(0);
        }
        self.update(key, |account| account.was_kicked = true);
        let notice = match self.settings.account_kick_notice {
            AccountKickNotice::KickedOffline => Notice::KickedOffline,
            AccountKickNotice::UserSigExpired => Notice::UserSigExpired,
        };
        Ok(self.end_all(key, notice, now))
    }

    /// Takes a kick back that was made with a wrong clock. `valid_after` is the exact valid-after time it left, so that
    /// no other kick is taken back by mistake. The valid-after time of the kick before applies again.
    ///
    /// # Errors
    /// If there is no such account, or its valid-after time is another one.
    pub fn undo_kick(&mut self, user_id: &UserId, valid_after: UnixTime) -> Result<Vec<ServiceEvent>, AccountRefused> {
        let key = self.accounts.find(user_id).ok_or(AccountRefused::NoAccount)?;
        let current = self.valid_after_of(key);
        if current != Some(valid_after) {
            return Err(AccountRefused::OtherValidAfter { asked: valid_after, current });
        }
        let kicks = self.kicks.entry(key).or_default();
        kicks.pop();
        let before = kicks.last().copied();
        if before.is_none() {
            self.kicks.remove(&key);
        }
        self.update(key, |account| account.was_kicked = before.is_some());
        Ok(vec![ServiceEvent::KickUndone { user_id: *user_id, undone: valid_after, valid_after: before }])
    }

    /// Kicks one session. Its ticket stays valid, so the device can log in again.
    ///
    /// # Errors
    /// If no user is logged in on it.
    pub fn kick_session(&mut self, session: SessionId, now: UnixMillis) -> Result<Vec<ServiceEvent>, RequestRefused> {
        let (key, _) = self.connected(session).ok_or(RequestRefused::NotLoggedIn)?;
        Ok(self.end_one(key, Notice::KickedOffline, now))
    }

    /// Kicks one device, connected or away. Its ticket stays valid, so the device can log in again.
    ///
    /// # Errors
    /// If it has no session.
    pub fn kick_device(
        &mut self,
        user_id: &UserId,
        device: Device,
        now: UnixMillis,
    ) -> Result<Vec<ServiceEvent>, RequestRefused> {
        let account = self.accounts.find(user_id).ok_or(RequestRefused::NotLoggedIn)?;
        let session = self.account(account).and_then(|account| account.of_device(device)).copied();
        let session = session.filter(Session::has_a_place).ok_or(RequestRefused::NotLoggedIn)?;
        Ok(self.end_one(SessionKey { serial: session.serial, account }, Notice::KickedOffline, now))
    }

    /// Blocks an account: its logins are 70051 from now on (error code page). That its devices are logged out at once is
    /// our choice.
    ///
    /// # Errors
    /// If there is no such account.
    pub fn block(&mut self, user_id: &UserId, now: UnixMillis) -> Result<Vec<ServiceEvent>, AccountRefused> {
        let key = self.accounts.find(user_id).ok_or(AccountRefused::NoAccount)?;
        self.update(key, |account| account.is_blocked = true);
        Ok(self.end_all(key, Notice::KickedAndForgotten, now))
    }

    /// Unblocks an account.
    ///
    /// # Errors
    /// If there is no such account.
    pub fn unblock(&mut self, user_id: &UserId) -> Result<(), AccountRefused> {
        let key = self.accounts.find(user_id).ok_or(AccountRefused::NoAccount)?;
        self.update(key, |account| account.is_blocked = false);
        Ok(())
    }

    /// Ends every session of an account.
    pub(in crate::service) fn end_all(
        &mut self,
        key: AccountKey,
        notice: Notice,
        now: UnixMillis,
    ) -> Vec<ServiceEvent> {
        let serials: Vec<u64> = self
            .account(key)
            .map(|account| account.sessions().iter().map(|session| session.serial).collect())
            .unwrap_or_default();
        let keys = serials.into_iter().map(|serial| SessionKey { serial, account: key });
        keys.flat_map(|session| self.end_one(session, notice, now)).collect()
    }

    fn end_one(&mut self, key: SessionKey, notice: Notice, now: UnixMillis) -> Vec<ServiceEvent> {
        let Some(session) = self.session(key).copied() else { return Vec::new() };
        let Some(user_id) = self.account(key.account).map(|account| account.user_id) else { return Vec::new() };
        let connection = Connection { session: self.id(key), user_id, device: session.device() };
        let mut events = Vec::new();
        match (session.state, notice) {
            (State::Online, Notice::UserSigExpired) => events.push(ServiceEvent::UserSigExpired(connection)),
            (State::Online, _) => events.push(ServiceEvent::KickedOffline(connection)),
            // A device that knows that it is logged out, or is away, hears nothing now.
            (State::Away | State::Expired | State::KickedAway | State::KickedTold, _) => {}
        }
        if session.is_connected() {
            events.push(state_change(connection, FORCED_LOGOUT, now));
        }
        match notice {
            Notice::KickedOffline => self.mark_kicked(key, session.state, now),
            Notice::KickedAndForgotten | Notice::UserSigExpired => self.leave(key),
        }
        events
    }
}

/// How the devices of a forced logout hear of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::service) enum Notice {
    /// As a kick. Devices that are away are not remembered, because the account tells them (blocked or deleted).
    KickedAndForgotten,
    /// As a kick, also when they come back.
    KickedOffline,
    /// As an expired ticket.
    UserSigExpired,
}
