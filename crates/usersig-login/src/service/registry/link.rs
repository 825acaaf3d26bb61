//! What a connection does after its login.

use usersig::{UnixTime, VerifiedClaims};

use crate::service::device::SessionId;
use crate::service::happening::{Change, Connection, StateChange};
use crate::service::link_refused::{RenewalRefused, RequestRefused};
use crate::service::registry::Registry;
use crate::service::session::State;

impl Registry {
    /// The connection was heard: a heartbeat, or any request, which is where a ticket that has run out shows (SDK's
    /// logs).
    ///
    /// # Errors
    /// When nobody is logged in on it, or its ticket has run out: then it is not kept alive by being heard, and its
    /// client is to raise `onUserSigExpired`.
    pub fn request(&mut self, session: SessionId, now: UnixTime) -> Result<(), RequestRefused> {
        let found = *self.session(session).ok_or(RequestRefused::NotLoggedIn)?;
        match found.state {
            State::Away | State::KickedAway => Err(RequestRefused::NotLoggedIn),
            State::Expired => Err(RequestRefused::UserSigExpired),
            State::Online if now > found.expires_at => {
                self.change(session, |session| session.state = State::Expired);
                Err(RequestRefused::UserSigExpired)
            }
            State::Online => {
                self.change(session, |session| session.since = now);
                Ok(())
            }
        }
    }

    /// Goes on with a fresh ticket, before or after the old one has run out. It is no login: nobody is counted and
    /// nobody kicked, and the place among the user's devices stays (login guide: a new ticket after `onUserSigExpired`).
    ///
    /// # Errors
    /// When the connection is over, or the ticket is another user's or not good.
    pub fn renew(&mut self, session: SessionId, claims: &VerifiedClaims, now: UnixTime) -> Result<(), RenewalRefused> {
        let Connection { user_id, .. } = self.connected(session).ok_or(RenewalRefused::NotLoggedIn)?;
        self.is_of_this_app(claims).map_err(RenewalRefused::Ticket)?;
        if *claims.user_id() != user_id {
            return Err(RenewalRefused::WrongUserId { asked: user_id, named: *claims.user_id() });
        }
        self.is_in_force(claims, now).map_err(RenewalRefused::Ticket)?;
        self.change(session, |session| {
            session.state = State::Online;
            session.expires_at = claims.expires_at();
            session.since = now;
        });
        Ok(())
    }

    /// The user logs out on this connection: its device is forgotten (login guide: no message reaches it any more).
    ///
    /// # Errors
    /// When nobody is logged in on it.
    pub fn logout(&mut self, session: SessionId, now: UnixTime) -> Result<StateChange, RequestRefused> {
        let connection = self.connected(session).ok_or(RequestRefused::NotLoggedIn)?;
        self.leave(session);
        Ok(state_change(connection, Change::LoggedOut, now))
    }

    /// The link of the connection was closed, or its process killed. Its place is kept for its return, but for a
    /// connection whose ticket had run out. Nothing happens when the device has a newer connection (webhook document).
    pub fn disconnect(&mut self, session: SessionId, now: UnixTime) -> Option<StateChange> {
        let connection = self.connected(session)?;
        self.lose(session, now);
        Some(state_change(connection, Change::LinkClosed, now))
    }

    /// The connection is over without a logout.
    pub(super) fn lose(&mut self, session: SessionId, now: UnixTime) {
        if self.session(session).is_some_and(|session| session.state == State::Online) {
            self.change(session, |session| (session.state, session.since) = (State::Away, now));
        } else {
            self.leave(session);
        }
    }

    pub(super) fn connected(&self, session: SessionId) -> Option<Connection> {
        let state = self.session(session)?.state;
        matches!(state, State::Expired | State::Online).then(|| self.connection(session))?
    }
}

pub(super) const fn state_change(connection: Connection, change: Change, at: UnixTime) -> StateChange {
    let Connection { user_id, device, .. } = connection;
    StateChange { user_id, platform: device.platform, change, kicked: Vec::new(), at }
}
