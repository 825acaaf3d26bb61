//! One device of an account, as long as the service remembers it.

use std::time::Duration;

use usersig::UnixTime;

use crate::platform::Platform;
use crate::service::device::{Device, InstanceId};
use crate::service::service_event::Change;
use crate::service::settings::{AppSettings, ExpiryNotice, WebLinkLoss};
use crate::service::times::{AWAY_KEPT, SILENCE_ALLOWED, SILENCE_ALLOWED_ON_WEB};
use crate::unix_millis::UnixMillis;

/// The state of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(in crate::service) enum State {
    /// Its link is gone. It keeps its place in the login policy.
    Away,
    /// It is connected and was told that its ticket has expired.
    Expired,
    /// It was kicked while it was away, and it does not know yet.
    KickedAway,
    /// It was kicked and told. The notice may have been lost with the link, so it hears it again if it comes back
    /// without a login.
    KickedTold,
    /// It is connected and logged in.
    Online,
}

/// The sessions of an account form a list in the order of their logins. There are millions, so the size matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::service) struct Session {
    /// The current link. A reconnected device gets a new serial.
    pub(in crate::service) serial: u64,
    /// The serial it got at its login. Ids with a smaller serial belong to an earlier login of the same device.
    pub(in crate::service) login: u64,
    pub(in crate::service) instance: u64,
    /// The last second of its ticket, with the leeway.
    pub(in crate::service) expires_at: UnixTime,
    /// The last sign of life of a connected device, or the moment another one came into its state.
    pub(in crate::service) since: UnixMillis,
    /// When its timer fires. It may fire early, never late.
    pub(in crate::service) deadline: UnixMillis,
    pub(in crate::service) platform: Platform,
    pub(in crate::service) state: State,
}

impl Session {
    pub(in crate::service) const fn device(&self) -> Device {
        Device { platform: self.platform, instance: InstanceId(self.instance) }
    }

    /// When its state changes if nothing is heard from it.
    pub(in crate::service) fn due_at(&self, settings: &AppSettings) -> UnixMillis {
        let is_silent_at = self.since.saturating_add(silence_allowed(self.platform, settings));
        match (self.state, settings.expiry_notice) {
            (State::Away | State::KickedAway | State::KickedTold, _) => self.since.saturating_add(AWAY_KEPT),
            (State::Online, ExpiryNotice::AtTheSecond) => is_silent_at.min(self.is_expired_at()),
            (State::Online, ExpiryNotice::AtTheNextRequest) | (State::Expired, _) => is_silent_at,
        }
    }

    /// The moment it is silent for too long, if it is connected, and what ends it then.
    pub(in crate::service) fn end_by_silence(&self, settings: &AppSettings) -> (UnixMillis, Change) {
        let span = silence_allowed(self.platform, settings);
        let change = if span == SILENCE_ALLOWED { Change::TimedOut } else { Change::LinkClosed };
        (self.since.saturating_add(span), change)
    }

    /// The first moment after the last second of its ticket.
    fn is_expired_at(&self) -> UnixMillis {
        UnixMillis::from(self.expires_at).saturating_add(Duration::from_secs(1))
    }

    pub(in crate::service) const fn is_connected(&self) -> bool {
        matches!(self.state, State::Expired | State::Online)
    }

    /// Whether it holds a place in the login policy, which a later login can take.
    pub(in crate::service) const fn has_a_place(&self) -> bool {
        !matches!(self.state, State::KickedAway | State::KickedTold)
    }
}

fn silence_allowed(platform: Platform, settings: &AppSettings) -> Duration {
    match (platform, settings.web_link_loss) {
        (Platform::Web, WebLinkLoss::Edition2025) => SILENCE_ALLOWED_ON_WEB,
        _ => SILENCE_ALLOWED,
    }
}
