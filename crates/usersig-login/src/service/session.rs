//! One device of an account, as long as the service remembers it.

use std::time::Duration;

use usersig::UnixTime;

use crate::service::device::Device;
use crate::service::settings::ExpiryNotice;
use crate::service::times::{AWAY_KEPT, SILENCE_ALLOWED};

/// Where a device stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Its link is gone, its place is kept.
    Away,
    /// It is connected and has been told that its ticket has run out.
    Expired,
    /// Its place was taken while it was away, and it does not know.
    KickedAway,
    /// It is connected and logged in.
    Online,
}

/// In the order of their logins, the sessions of an account are a list. Kept small: there are millions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    pub(super) serial: u64,
    pub(super) device: Device,
    pub(super) state: State,
    /// The last second of its ticket.
    pub(super) expires_at: UnixTime,
    /// When a connected device was last heard, or when another one came into its state.
    pub(super) since: UnixTime,
    /// For when it is in the list of wakes: never after it is due, often before.
    pub(super) wakes_at: UnixTime,
}

impl Session {
    /// The moment something happens to it if it is not heard of.
    pub(super) fn due_at(&self, notice: ExpiryNotice) -> UnixTime {
        let is_silent_at = self.since.saturating_add(SILENCE_ALLOWED);
        match (self.state, notice) {
            (State::Away | State::KickedAway, _) => self.since.saturating_add(AWAY_KEPT),
            (State::Online, ExpiryNotice::AtTheSecond) => {
                is_silent_at.min(self.expires_at.saturating_add(Duration::from_secs(1)))
            }
            (State::Online, ExpiryNotice::AtTheNextRequest) | (State::Expired, _) => is_silent_at,
        }
    }

    /// Whether it has been silent for too long.
    pub(super) fn is_silent(&self, now: UnixTime) -> bool {
        now.since(self.since) >= SILENCE_ALLOWED
    }

    /// Whether it holds a place that a newcomer can take.
    pub(super) const fn has_a_place(&self) -> bool {
        !matches!(self.state, State::KickedAway)
    }
}
