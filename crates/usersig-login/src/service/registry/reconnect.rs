//! A device whose link is back goes on without a login.

use usersig::{UnixTime, VerifiedClaims};

use crate::service::device::{Device, SessionId};
use crate::service::happening::{Change, StateChange};
use crate::service::link_refused::ReconnectRefused;
use crate::service::logged_in::{LoggedIn, Registration};
use crate::service::registry::Registry;
use crate::service::session::State;

impl Registry {
    /// Puts a device online again that the SDK has connected again by itself (login guide: no login is needed).
    ///
    /// Its new connection takes the place of the old one, in the old order, and the old one's end is not reported any
    /// more. It is no login: nobody is counted, and nobody kicked. So a device that the service remembers no more has
    /// to log in: its place was taken, also where the news of that was lost with the link.
    ///
    /// # Errors
    /// When its ticket is not good any more, or its place is gone: that it is to hear as `onKickedOffline` (change log
    /// 7.9.5666).
    pub fn reconnect(
        &mut self,
        claims: &VerifiedClaims,
        device: Device,
        now: UnixTime,
    ) -> Result<LoggedIn, ReconnectRefused> {
        self.is_of_this_app(claims).map_err(|_| ReconnectRefused::WrongSdkAppId)?;
        let number = self.accounts.number(claims.user_id()).ok_or(ReconnectRefused::NoAccount)?;
        let account = self.accounts.at(number).ok_or(ReconnectRefused::NoAccount)?;
        self.is_in_force(claims, now).map_err(|_| ReconnectRefused::TicketOver)?;
        if account.is_blocked {
            return Err(ReconnectRefused::Blocked);
        }
        let own = *account.of_device(device).ok_or(ReconnectRefused::Kicked)?;
        if own.state == State::KickedAway {
            self.leave(SessionId { serial: own.serial, account: number });
            return Err(ReconnectRefused::Kicked);
        }
        Ok(self.come_back(SessionId { serial: own.serial, account: number }, claims, device, now))
    }

    fn come_back(&mut self, old: SessionId, claims: &VerifiedClaims, device: Device, now: UnixTime) -> LoggedIn {
        let session = self.move_to_new_connection(old);
        self.change(session, |session| {
            session.state = State::Online;
            session.expires_at = claims.expires_at();
            session.since = now;
        });
        let (user_id, platform) = (*claims.user_id(), device.platform);
        let state_change = StateChange { user_id, platform, change: Change::LoggedIn, kicked: Vec::new(), at: now };
        LoggedIn { session, user_id, account: Registration::Known, kicked: Vec::new(), state_change }
    }
}
