//! A device comes online and takes the place of others.

use usersig::{UserId, VerifiedClaims};

use crate::platform::Platform;
use crate::service::accounts::account::Account;
use crate::service::device::{AccountKey, Device, SessionKey};
use crate::service::logged_in::{LoggedIn, Registration};
use crate::service::operations::sessions::{Arrival, Timer};
use crate::service::registry::Registry;
use crate::service::service_event::{Change, Connection, ServiceEvent, StateChange};
use crate::service::session::{Session, State};
use crate::unix_millis::UnixMillis;

impl Registry {
    pub(in crate::service) fn let_in(
        &mut self,
        key: AccountKey,
        registration: Registration,
        claims: &VerifiedClaims,
        device: Device,
        now: UnixMillis,
    ) -> LoggedIn {
        let user_id = *claims.user_id();
        let mut events = Vec::new();
        let own = self.account(key).and_then(|account| account.of_device(device)).copied();
        let replaced = own.filter(|own| own.is_connected() || own.state == State::Away);
        if let Some(own) = own {
            let session = SessionKey { serial: own.serial, account: key };
            if own.state == State::Online {
                events.push(ServiceEvent::KickedOffline(Connection { session: self.id(session), user_id, device }));
            }
            self.leave(session);
        }
        let evicted = self.evicted_by(device.platform, key);
        let kicked = self.kick_all(&evicted, key, user_id, now, &mut events);
        let session = self.join(key, device, claims, Arrival::Login, now);
        let (platform, change) = (device.platform, Change::LoggedIn);
        events.push(ServiceEvent::StateChanged(StateChange { user_id, platform, change, kicked, at: now }));
        let replaced = replaced.map(|own| self.id(SessionKey { serial: own.serial, account: key }));
        LoggedIn { session, user_id, registration, replaced, events }
    }

    /// The sessions a login on this platform kicks, in the order they go.
    pub(in crate::service) fn evicted_by(&self, newcomer: Platform, key: AccountKey) -> Vec<Session> {
        let places = self.account(key).map(Account::places).unwrap_or_default();
        self.evicted_of(newcomer, &places)
    }

    pub(in crate::service) fn evicted_of(&self, newcomer: Platform, places: &[Session]) -> Vec<Session> {
        if places.is_empty() {
            return Vec::new();
        }
        let platforms: Vec<Platform> = places.iter().map(|place| place.platform).collect();
        self.settings.login.kicked_by(newcomer, &platforms).map(|position| places[position]).collect()
    }

    /// Kicks sessions of an account and returns the platforms of those that were connected.
    pub(in crate::service) fn kick_all(
        &mut self,
        sessions: &[Session],
        account: AccountKey,
        user_id: UserId,
        now: UnixMillis,
        events: &mut Vec<ServiceEvent>,
    ) -> Vec<Platform> {
        let mut connected = Vec::new();
        for session in sessions {
            let key = SessionKey { serial: session.serial, account };
            if session.is_connected() {
                connected.push(session.platform);
            }
            if session.state == State::Online {
                let device = session.device();
                events.push(ServiceEvent::KickedOffline(Connection { session: self.id(key), user_id, device }));
            }
            self.mark_kicked(key, session.state, now);
        }
        connected
    }

    /// Remembers a kick until the device has heard of it. Each state has its row.
    pub(in crate::service) fn mark_kicked(&mut self, key: SessionKey, state: State, now: UnixMillis) {
        let next = match state {
            State::Away => State::KickedAway,
            // The push may be lost with the link.
            State::Online => State::KickedTold,
            // It knows that it is logged out.
            State::Expired => return self.leave(key),
            State::KickedAway | State::KickedTold => return,
        };
        self.change(key, |session| (session.state, session.since) = (next, now));
        self.set_timer(key, Timer::Exact);
        while let Some(serial) = self.account(key.account).and_then(Account::kicked_beyond_limit) {
            self.leave(SessionKey { serial, account: key.account });
        }
    }
}
