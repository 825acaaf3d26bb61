//! A device whose link is back goes on without a login.

use usersig::{VerifiedClaims, VerifyError};

use crate::service::accounts::account::Account;
use crate::service::device::{AccountKey, Device, SessionId, SessionKey};
use crate::service::link_refused::ReconnectRefused;
use crate::service::logged_in::{LoggedIn, Registration};
use crate::service::login_refused::LoginRefused;
use crate::service::operations::sessions::Arrival;
use crate::service::registry::Registry;
use crate::service::service_event::{Change, ServiceEvent, StateChange};
use crate::service::session::{Session, State};
use crate::service::settings::AccountKickNotice;
use crate::unix_millis::UnixMillis;

impl Registry {
    /// Puts a device online again after its SDK has opened a new link (login guide: no login is needed).
    ///
    /// The new session keeps the place of the old one in the order of logins, and the end of the old link is no longer
    /// reported. It is not a login: it counts no user. `previous` is the last session the client knows of.
    ///
    /// A device that the service has forgotten was not kicked. It goes online if the login policy has a place for it
    /// behind all others, so a restart of the service without its state, or an outage of weeks, needs no login.
    ///
    /// If the login policy was made stricter meanwhile, the device is judged by the new one. Devices that logged in
    /// later keep it out, and it kicks those that logged in earlier.
    ///
    /// # Errors
    /// If the ticket is no longer valid, or another login took the place. The client reports the latter as
    /// `onKickedOffline` (change log 7.9.5666).
    pub fn reconnect(
        &mut self,
        claims: &VerifiedClaims,
        device: Device,
        previous: Option<SessionId>,
        now: UnixMillis,
    ) -> Result<LoggedIn, ReconnectRefused> {
        self.is_of_this_app(claims).map_err(|_| ReconnectRefused::WrongSdkAppId)?;
        let key = self.accounts.find(claims.user_id()).ok_or(ReconnectRefused::NoAccount)?;
        let account = self.account(key).ok_or(ReconnectRefused::NoAccount)?;
        let (is_blocked, own) = (account.is_blocked, account.of_device(device).copied());
        if own.is_some_and(|own| !own.has_a_place()) {
            self.told_of_kick(key, own);
            return Err(ReconnectRefused::Kicked);
        }
        self.is_in_force(claims, now).map_err(|refused| self.ticket_over(&refused))?;
        if is_blocked {
            return Err(ReconnectRefused::Blocked);
        }
        if own.is_some_and(|own| self.is_of_earlier_login(previous, key, &own)) {
            return Err(ReconnectRefused::Kicked);
        }
        let evicted = self.evicted_by_return(key, device, own.as_ref())?;
        Ok(self.come_back(key, own, &evicted, claims, device, now))
    }

    fn told_of_kick(&mut self, account: AccountKey, own: Option<Session>) {
        if let Some(own) = own {
            let key = SessionKey { serial: own.serial, account };
            self.change(key, |session| session.state = State::KickedTold);
        }
    }

    /// A kicked account's ticket is reported like the kick itself.
    const fn ticket_over(&self, refused: &LoginRefused) -> ReconnectRefused {
        match (refused, self.settings.account_kick_notice) {
            (LoginRefused::Ticket(VerifyError::Revoked { .. }), AccountKickNotice::KickedOffline) => {
                ReconnectRefused::Kicked
            }
            _ => ReconnectRefused::TicketOver,
        }
    }

    /// Whether the client's session is older than the login of the device's session here. Then another installation
    /// with the same instance id has logged in.
    fn is_of_earlier_login(&self, previous: Option<SessionId>, key: AccountKey, own: &Session) -> bool {
        let of_this_account = |id: &SessionId| id.sdk_app_id == self.sdk_app_id && id.account == key.0;
        previous.filter(of_this_account).is_some_and(|id| id.serial < own.login)
    }

    /// The earlier sessions that have to go under the current policy. With an unchanged policy there are none.
    fn evicted_by_return(
        &self,
        key: AccountKey,
        device: Device,
        own: Option<&Session>,
    ) -> Result<Vec<Session>, ReconnectRefused> {
        let mut others = self.account(key).map(Account::places).unwrap_or_default();
        others.retain(|place| place.device() != device);
        let evicted = self.evicted_of(device.platform, &others);
        let is_later = |place: &Session| own.is_none_or(|own| place.login > own.login);
        if evicted.iter().any(is_later) { Err(ReconnectRefused::PlaceTaken) } else { Ok(evicted) }
    }

    fn come_back(
        &mut self,
        key: AccountKey,
        own: Option<Session>,
        evicted: &[Session],
        claims: &VerifiedClaims,
        device: Device,
        now: UnixMillis,
    ) -> LoggedIn {
        let (user_id, platform) = (*claims.user_id(), device.platform);
        let mut events = Vec::new();
        let kicked = self.kick_all(evicted, key, user_id, now, &mut events);
        let session = match own {
            Some(own) => self.continue_session(SessionKey { serial: own.serial, account: key }, claims, now),
            None => self.join(key, device, claims, Arrival::Forgotten, now),
        };
        let change = Change::LoggedIn;
        events.push(ServiceEvent::StateChanged(StateChange { user_id, platform, change, kicked, at: now }));
        let replaced = own.map(|own| self.id(SessionKey { serial: own.serial, account: key }));
        LoggedIn { session, user_id, registration: Registration::Known, replaced, events }
    }

    fn continue_session(&mut self, old: SessionKey, claims: &VerifiedClaims, now: UnixMillis) -> SessionId {
        let (key, expires_at) = (self.move_to_new_link(old), self.last_second(claims));
        self.change(key, |session| {
            session.state = State::Online;
            session.expires_at = expires_at;
            session.since = now;
        });
        self.id(key)
    }
}
