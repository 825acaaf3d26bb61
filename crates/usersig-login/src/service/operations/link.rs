//! The requests of a session after its login.

use usersig::{UserId, VerifiedClaims};

use crate::service::device::{Device, SessionId, SessionKey};
use crate::service::link_refused::{RenewalRefused, RequestRefused};
use crate::service::operations::sessions::Timer;
use crate::service::registry::Registry;
use crate::service::service_event::{Change, Connection, ServiceEvent, StateChange};
use crate::service::session::State;
use crate::unix_millis::UnixMillis;

impl Registry {
    /// Records a heartbeat, or any other request. The first request after the ticket's expiry shows it (SDK's logs).
    ///
    /// # Errors
    /// If no user is logged in, or the ticket has expired. An expired session is not kept alive by requests, and its
    /// client raises `onUserSigExpired`.
    pub fn request(&mut self, session: SessionId, now: UnixMillis) -> Result<(), RequestRefused> {
        let (key, found) = self.find(session).ok_or(RequestRefused::NotLoggedIn)?;
        match found.state {
            State::Away | State::KickedAway | State::KickedTold => Err(RequestRefused::NotLoggedIn),
            State::Expired => Err(RequestRefused::UserSigExpired),
            State::Online if now.second() > found.expires_at => {
                self.change(key, |session| session.state = State::Expired);
                Err(RequestRefused::UserSigExpired)
            }
            State::Online => {
                self.heard(key, now);
                Ok(())
            }
        }
    }

    /// A sign of life is not worth an entry in the list of changes, because a restored session starts anew.
    fn heard(&mut self, key: SessionKey, now: UnixMillis) {
        let account = self.accounts.get_mut(key.account);
        if let Some(session) = account.and_then(|account| account.session_mut(key.serial)) {
            session.since = now;
        }
        self.set_timer(key, Timer::NotLater);
    }

    /// Continues a session with a new ticket, before or after the old one has expired. It is not a login, so it counts
    /// no user and kicks no device, and the device keeps its place (login guide, on a new ticket after
    /// `onUserSigExpired`).
    ///
    /// # Errors
    /// If the session has ended, or the ticket is another user's or not valid.
    pub fn renew(
        &mut self,
        session: SessionId,
        claims: &VerifiedClaims,
        now: UnixMillis,
    ) -> Result<(), RenewalRefused> {
        let (key, Connection { user_id, .. }) = self.connected(session).ok_or(RenewalRefused::NotLoggedIn)?;
        self.is_of_this_app(claims).map_err(RenewalRefused::Ticket)?;
        if *claims.user_id() != user_id {
            return Err(RenewalRefused::WrongUserId { asked: user_id, named: *claims.user_id() });
        }
        self.is_in_force(claims, now).map_err(RenewalRefused::Ticket)?;
        let expires_at = self.last_second(claims);
        self.change(key, |session| {
            session.state = State::Online;
            session.expires_at = expires_at;
            session.since = now;
        });
        Ok(())
    }

    /// Logs out the session and forgets its device (login guide: no message reaches it any more).
    ///
    /// # Errors
    /// If no user is logged in on it.
    pub fn logout(&mut self, session: SessionId, now: UnixMillis) -> Result<Vec<ServiceEvent>, RequestRefused> {
        let (key, connection) = self.connected(session).ok_or(RequestRefused::NotLoggedIn)?;
        self.leave(key);
        Ok(vec![state_change(connection, Change::LoggedOut, now)])
    }

    /// Logs out a device, whatever its session is. A client does this if its link broke before the logout arrived.
    ///
    /// `session` is the session the client means, if it knows one. A later login of the device is not affected then.
    /// The caller has verified that the user asks for it.
    ///
    /// # Errors
    /// If no user is logged in on the device.
    pub fn logout_device(
        &mut self,
        user_id: &UserId,
        device: Device,
        session: Option<SessionId>,
        now: UnixMillis,
    ) -> Result<Vec<ServiceEvent>, RequestRefused> {
        let account = self.accounts.find(user_id).ok_or(RequestRefused::NotLoggedIn)?;
        let found = self.account(account).and_then(|account| account.of_device(device)).copied();
        let found = found.ok_or(RequestRefused::NotLoggedIn)?;
        let is_meant = |id: SessionId| id.account != account.0 || id.serial >= found.login;
        if !session.is_none_or(is_meant) {
            return Err(RequestRefused::NotLoggedIn);
        }
        let key = SessionKey { serial: found.serial, account };
        let connection = Connection { session: self.id(key), user_id: *user_id, device };
        self.leave(key);
        // The end of a session whose link is gone was reported already.
        Ok(if found.is_connected() { vec![state_change(connection, Change::LoggedOut, now)] } else { Vec::new() })
    }

    /// Records that the link of the session was closed, or its process killed. The device keeps its place for its
    /// return, unless its ticket had expired. Nothing happens if the device has a newer session (webhook document).
    pub fn disconnect(&mut self, session: SessionId, now: UnixMillis) -> Vec<ServiceEvent> {
        let Some((key, connection)) = self.connected(session) else { return Vec::new() };
        self.lose(key, now);
        vec![state_change(connection, Change::LinkClosed, now)]
    }

    /// The session has lost its link, at this moment.
    pub(in crate::service) fn lose(&mut self, key: SessionKey, at: UnixMillis) {
        if self.session(key).is_some_and(|session| session.state == State::Online) {
            self.change(key, |session| (session.state, session.since) = (State::Away, at));
            self.set_timer(key, Timer::Exact);
        } else {
            self.leave(key);
        }
    }
}

pub(in crate::service) const fn state_change(connection: Connection, change: Change, at: UnixMillis) -> ServiceEvent {
    let Connection { user_id, device, .. } = connection;
    let platform = device.platform;
    ServiceEvent::StateChanged(StateChange { user_id, platform, change, kicked: Vec::new(), at })
}
