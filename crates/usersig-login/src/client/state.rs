//! Where a client stands.

use usersig::UserId;

use crate::client::event::{Attempt, CallId, TicketText};

/// A client is in exactly one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// Before `initSDK` and after `unInitSDK`.
    #[default]
    Uninitialized,
    /// Nobody is logged in.
    LoggedOut {
        /// Whose conversations may be read: of the last login, when it has failed.
        last: Option<UserId>,
    },
    /// The service was asked to let a user in.
    LoggingIn(Login),
    /// A user is logged in, whether the link is up or not.
    LoggedIn(Session),
    /// The service was asked to let a user out.
    LoggingOut {
        /// Which call is to be answered.
        call: CallId,
        /// Which request that waits for.
        attempt: Attempt,
    },
}

/// A login, or a fresh ticket for one, under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Login {
    pub(super) call: CallId,
    pub(super) attempt: Attempt,
    pub(super) user_id: UserId,
    pub(super) user_sig: TicketText,
}

/// A user who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Session {
    pub(super) user_id: UserId,
    pub(super) user_sig: TicketText,
    pub(super) reconnect: Option<Attempt>,
    pub(super) renewal: Option<Login>,
}

/// `getLoginStatus` (V2TIMManager.h).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LoginStatus {
    /// `V2TIM_STATUS_LOGINED`.
    LoggedIn = 1,
    /// `V2TIM_STATUS_LOGINING`.
    LoggingIn = 2,
    /// `V2TIM_STATUS_LOGOUT`, and before `initSDK`.
    LoggedOut = 3,
}

impl LoginStatus {
    /// The SDK's number.
    #[must_use]
    pub const fn number(self) -> i32 {
        self as i32
    }
}

impl State {
    /// A logout under way is no status of its own in the SDK; its user is logged in no more.
    pub(super) const fn status(&self) -> LoginStatus {
        match self {
            Self::LoggedIn(_) => LoginStatus::LoggedIn,
            Self::LoggingIn(_) => LoginStatus::LoggingIn,
            Self::Uninitialized | Self::LoggedOut { .. } | Self::LoggingOut { .. } => LoginStatus::LoggedOut,
        }
    }

    pub(super) const fn login_user(&self) -> Option<&UserId> {
        match self {
            Self::LoggedIn(session) => Some(&session.user_id),
            Self::Uninitialized | Self::LoggedOut { .. } | Self::LoggingIn(_) | Self::LoggingOut { .. } => None,
        }
    }
}
