//! What a call brings about, for the driver to pass on.

use usersig::{UnixTime, UserId};

use crate::platform::Platform;
use crate::service::device::{Device, SessionId};

/// A connection somebody has to be told something on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Connection {
    /// Which one.
    pub session: SessionId,
    /// Whose it is.
    pub user_id: UserId,
    /// On what.
    pub device: Device,
}

/// What a driver passes on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Happening {
    /// The device is to hear `onKickedOffline`; the service has forgotten its connection (login guide).
    KickedOffline(Connection),
    /// The app's server is to receive State.StateChange (webhook document).
    StateChanged(StateChange),
    /// The device is to hear `onUserSigExpired`. Its connection stays, for a fresh ticket (login guide).
    UserSigExpired(Connection),
}

/// What State.StateChange says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StateChange {
    /// Whose state it is.
    pub user_id: UserId,
    /// Of which platform.
    pub platform: Platform,
    /// What happened to it.
    pub change: Change,
    /// Which platforms were kicked by it, while they were connected: only a login has any. Nothing else is reported of
    /// them, also where the ticket had run out, so that every `Login` has its end.
    pub kicked: Vec<Platform>,
    /// When.
    pub at: UnixTime,
}

/// The pairs of `Action` and `Reason` (webhook document).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// `Disconnect`, `LinkClose`: the link was closed or the process killed.
    LinkClosed,
    /// `Login`, `Register`: a login, or a link that is back.
    LoggedIn,
    /// `Logout`, `Unregister`: the user logged out.
    LoggedOut,
    /// `Disconnect`, `TimeOut`: no heartbeat for 400 s.
    TimedOut,
}

/// As what State.StateChange reports a device the REST calls `kick` or `account_delete` or a block have put out: the
/// documents say that `kick` sends it and not how. Its login has ended, its link has not.
pub const PUT_OUT: Change = Change::LoggedOut;

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
