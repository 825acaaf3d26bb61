//! A device comes online, at the cost of others.

use usersig::{UnixTime, UserId, VerifiedClaims};

use crate::platform::Platform;
use crate::service::account::Account;
use crate::service::device::{Device, SessionId};
use crate::service::happening::{Change, Connection, StateChange};
use crate::service::logged_in::{Hears, Kicked, LoggedIn, Registration};
use crate::service::registry::Registry;
use crate::service::session::{Session, State};

/// How many devices of an account are remembered to have been kicked while they were away. Beyond it the one that was
/// kicked first is forgotten, and its next login is not refused: an account must not grow with every page it opened.
pub const KICKED_AWAY_KEPT: usize = 8;

impl Registry {
    pub(super) fn let_in(
        &mut self,
        number: u32,
        account: Registration,
        claims: &VerifiedClaims,
        device: Device,
        now: UnixTime,
    ) -> LoggedIn {
        let user_id = *claims.user_id();
        let own = self.accounts.at(number).and_then(|account| account.of_device(device)).map(|own| own.serial);
        if let Some(serial) = own {
            self.leave(SessionId { serial, account: number });
        }
        let kicked = self.make_room(device.platform, number, user_id, now);
        let session = self.join(number, device, claims, now);
        let connected = kicked.iter().filter(|kicked| kicked.hears != Hears::WhenItReturns);
        let state_change = StateChange {
            user_id,
            platform: device.platform,
            change: Change::LoggedIn,
            kicked: connected.map(|kicked| kicked.connection.device.platform).collect(),
            at: now,
        };
        LoggedIn { session, user_id, account, kicked, state_change }
    }

    fn make_room(&mut self, newcomer: Platform, number: u32, user_id: UserId, now: UnixTime) -> Vec<Kicked> {
        let places = self.accounts.at(number).map(Account::places).unwrap_or_default();
        if places.is_empty() {
            return Vec::new();
        }
        let platforms: Vec<Platform> = places.iter().map(|place| place.device.platform).collect();
        let mut kicked = Vec::new();
        for position in self.settings.login.kicked_by(newcomer, &platforms) {
            let place = places[position];
            let session = SessionId { serial: place.serial, account: number };
            let hears = self.kick(session, place, now);
            kicked.push(Kicked { connection: Connection { session, user_id, device: place.device }, hears });
        }
        kicked
    }

    fn kick(&mut self, id: SessionId, place: Session, now: UnixTime) -> Hears {
        match place.state {
            State::Away | State::KickedAway => {
                self.change(id, |session| (session.state, session.since) = (State::KickedAway, now));
                self.forget_old_kicks(id.account);
                Hears::WhenItReturns
            }
            State::Expired => {
                self.leave(id);
                Hears::Nothing
            }
            State::Online => {
                self.leave(id);
                Hears::Now
            }
        }
    }

    fn forget_old_kicks(&mut self, number: u32) {
        while let Some(serial) = self.accounts.at(number).and_then(|account| account.forgotten_beyond(KICKED_AWAY_KEPT))
        {
            self.leave(SessionId { serial, account: number });
        }
    }
}
