//! The events a driver passes on.

use usersig::{UnixTime, UserId};

use crate::platform::Platform;
use crate::service::device::{Device, SessionId};
use crate::unix_millis::UnixMillis;

/// A session, its user and its device: the address of a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Connection {
    /// The session.
    pub session: SessionId,
    /// Its user.
    pub user_id: UserId,
    /// Its device.
    pub device: Device,
}

/// Every call of a [`Registry`](crate::service::Registry) returns its consequences as a list of these, in order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum ServiceEvent {
    /// An account's valid-after time was taken back, so that older tickets are valid again. Write it to the audit log.
    KickUndone {
        /// The account.
        user_id: UserId,
        /// The valid-after time that was taken back.
        undone: UnixTime,
        /// The valid-after time from an earlier kick, which applies again.
        valid_after: Option<UnixTime>,
    },
    /// Push `onKickedOffline` to the device. Its session has ended (login guide).
    KickedOffline(Connection),
    /// Send State.StateChange to the app's server (webhook document).
    StateChanged(StateChange),
    /// Push `onUserSigExpired` to the device. Its link stays open for a new ticket (login guide).
    UserSigExpired(Connection),
}

/// The content of State.StateChange.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StateChange {
    /// The user whose state changed.
    pub user_id: UserId,
    /// The platform of the device.
    pub platform: Platform,
    /// The change.
    pub change: Change,
    /// The platforms this login kicked while they were connected. Their sessions have no event of their own, so that
    /// each `Login` has exactly one end.
    pub kicked: Vec<Platform>,
    /// The moment of the change. A time-out is dated at the moment it was due.
    pub at: UnixMillis,
}

/// The pairs of `Action` and `Reason` (webhook document).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// `Disconnect`, `LinkClose`: the link was closed or the process killed.
    LinkClosed,
    /// `Login`, `Register`: a login, or a reconnected link.
    LoggedIn,
    /// `Logout`, `Unregister`: the user logged out.
    LoggedOut,
    /// `Disconnect`, `TimeOut`: no heartbeat for 400 s.
    TimedOut,
}

/// The change that reports a forced logout: `kick`, a kicked session, `account_delete`, a block.
///
/// The documents say that `kick` triggers State.StateChange and do not say with which pair. The login has ended and the
/// link has not, which fits this pair.
pub const FORCED_LOGOUT: Change = Change::LoggedOut;

impl Change {
    /// `Info.Action`.
    #[must_use]
    pub const fn action(self) -> &'static str {
        match self {
            Self::LinkClosed | Self::TimedOut => "Disconnect",
            Self::LoggedIn => "Login",
            Self::LoggedOut => "Logout",
        }
    }

    /// `Info.Reason`.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::LinkClosed => "LinkClose",
            Self::LoggedIn => "Register",
            Self::LoggedOut => "Unregister",
            Self::TimedOut => "TimeOut",
        }
    }
}
