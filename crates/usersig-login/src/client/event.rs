//! The inputs of a client.

use std::fmt;

use usersig::{ErrorCode, UserId};

use crate::service::SessionId;

/// A call of the app, by a number the app chooses. Its answer has the same number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(pub u64);

/// A request to the service. The service's answer has the same number. A client uses each number once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attempt(pub u64);

/// The text of a ticket, as the app gave it. Its `Debug` output is its length.
#[derive(Clone, PartialEq, Eq)]
pub struct TicketText(String);

impl TicketText {
    /// Takes any text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TicketText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TicketText({} bytes)", self.0.len())
    }
}

/// The rest of the SDK, as far as the login cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Api {
    /// Getting conversations. This is the only call that does not wait for the login, because conversations are stored
    /// on the device (login guide).
    Conversations,
    /// Everything else.
    Other,
}

/// A `login`. It takes any text, because the SDK itself refuses invalid ids and tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginCall {
    /// The call. It is answered once.
    pub call: CallId,
    /// The user.
    pub user_id: String,
    /// The ticket.
    pub user_sig: TicketText,
}

/// A call of the app, a message of the service, or something the link or the time brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// `initSDK`. It takes any number, because the SDK itself refuses numbers below 1.
    Init {
        /// The app.
        sdk_app_id: i64,
    },
    /// `unInitSDK`.
    UnInit,
    /// `login`.
    Login(LoginCall),
    /// `logout`.
    Logout {
        /// The call. It is answered once.
        call: CallId,
    },
    /// Any other call.
    Call {
        /// The call. It is answered once.
        call: CallId,
        /// Which one.
        api: Api,
    },
    /// The link is down, and the driver is opening a new one.
    Connecting,
    /// The link is up.
    Connected,
    /// The link could not be opened. The driver tries again.
    ConnectFailed {
        /// The reason.
        code: ErrorCode,
    },
    /// The service has answered a request, or the driver knows that it could not be sent.
    Answered {
        /// The request.
        attempt: Attempt,
        /// 0, or the reason of the refusal.
        code: ErrorCode,
        /// The session the service has on this link since the request, if it was a login, a reconnect or a renewal.
        session: Option<SessionId>,
    },
    /// A push: the service has kicked this session of this user.
    Kicked {
        /// The user.
        user_id: UserId,
        /// The session.
        session: SessionId,
    },
    /// A push: the ticket of this session of this user has expired.
    TicketExpired {
        /// The user.
        user_id: UserId,
        /// The session.
        session: SessionId,
    },
    /// The time of [`Client::poll_timeout`](crate::client::Client::poll_timeout) has come.
    Timeout,
}
