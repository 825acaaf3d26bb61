//! The answer to a login that succeeds.

use usersig::UserId;

use crate::service::device::SessionId;
use crate::service::service_event::ServiceEvent;

/// A device is online.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LoggedIn {
    /// The new session.
    pub session: SessionId,
    /// Its user.
    pub user_id: UserId,
    /// Whether the login created the account.
    pub registration: Registration,
    /// The earlier session of the same device, which this one replaces.
    pub replaced: Option<SessionId>,
    /// The devices this login kicked, then State.StateChange.
    ///
    /// Kicked devices have no State.StateChange of their own, as with native SDKs since 5.6.1200 and Web since 2.14.0.
    pub events: Vec<ServiceEvent>,
}

/// Whether a login created the account (login guide: the first login of a user registers it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Registration {
    /// The account existed.
    Known,
    /// The login created it.
    New,
}
