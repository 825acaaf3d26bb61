//! The states of a client.

use std::time::Duration;

use usersig::UserId;

use crate::client::event::{Attempt, CallId, TicketText};
use crate::service::SessionId;

/// A client is in exactly one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// Before `initSDK` and after `unInitSDK`.
    #[default]
    Uninitialized,
    /// No user is logged in.
    LoggedOut {
        /// The user of the last login, if it failed. The app may read this user's conversations.
        last: Option<UserId>,
    },
    /// The app has called `login`.
    LoggingIn(Login),
    /// A user is logged in, whether the link is up or not.
    LoggedIn(Session),
    /// The app has called `logout`, and the service has not answered yet.
    LoggingOut {
        /// The call to answer.
        call: CallId,
        /// The user who is logged out.
        user_id: UserId,
        /// When the call is answered without the service.
        deadline: Duration,
    },
}

/// A login, or a new ticket for one, that is not answered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Login {
    pub(super) call: CallId,
    pub(super) user_id: UserId,
    pub(super) user_sig: TicketText,
    /// The request, unless it waits for the link.
    pub(super) sent: Option<Attempt>,
    /// When the call is answered without the service.
    pub(super) deadline: Duration,
    /// The fate of an earlier request for this login.
    pub(super) earlier: Earlier,
    /// A push about a session this client has not heard of. It may overtake the answer that tells of it.
    pub(super) push: Option<Push>,
}

/// A user who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Session {
    pub(super) user_id: UserId,
    pub(super) user_sig: TicketText,
    /// The session, if the driver has told it.
    pub(super) id: Option<SessionId>,
    pub(super) online: Online,
    pub(super) renewal: Option<Login>,
    /// The service has said that the ticket has expired while a new one was on its way. The app hears of it if the new
    /// ticket fails.
    pub(super) is_expired: bool,
    /// A push about a session this client has not heard of. It may overtake the answer that tells of it.
    pub(super) push: Option<Push>,
}

/// Whether the service has the user online on this link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Online {
    /// The link is down.
    LinkDown,
    /// The service has the user online. The next heartbeat is due at `beat_at`.
    Now { beat_at: Duration, beat: Option<Attempt> },
    /// The service was asked.
    Reconnecting { attempt: Attempt, deadline: Duration, failures: u32, with: With },
    /// The service could not do it. It is asked again at `until`.
    Waiting { until: Duration, failures: u32 },
}

/// The fate of an earlier request for a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Earlier {
    /// Its link was lost before the answer. The service may have let the user in.
    Lost,
    /// There was none.
    None,
}

/// The request that puts a user online again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum With {
    /// A login, because the service has no such account.
    Login,
    /// A reconnect, as usual.
    Reconnect,
}

/// A push, to be applied when its session is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Push {
    pub(super) session: SessionId,
    pub(super) news: News,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    Kicked,
    TicketExpired,
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
    /// The SDK has no status for a running logout. Its user is no longer logged in.
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

    /// The next moment at which this state does something by itself.
    pub(super) fn poll_timeout(&self) -> Option<Duration> {
        match self {
            Self::Uninitialized | Self::LoggedOut { .. } => None,
            Self::LoggingIn(login) => Some(login.deadline),
            Self::LoggingOut { deadline, .. } => Some(*deadline),
            Self::LoggedIn(session) => {
                let renewal = session.renewal.as_ref().map(|renewal| renewal.deadline);
                session.online.due_at().into_iter().chain(renewal).min()
            }
        }
    }
}

impl Online {
    pub(super) const fn due_at(self) -> Option<Duration> {
        match self {
            Self::LinkDown => None,
            Self::Now { beat_at, .. } => Some(beat_at),
            Self::Reconnecting { deadline, .. } => Some(deadline),
            Self::Waiting { until, .. } => Some(until),
        }
    }

    /// Whether the service has the user online for certain.
    pub(super) const fn is_settled(self) -> bool {
        matches!(self, Self::Now { .. })
    }
}
