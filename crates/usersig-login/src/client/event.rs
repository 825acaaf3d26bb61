//! What happens to a client.

use std::fmt;

use usersig::ErrorCode;

/// A call of the app, by a number the app chooses; its answer has the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(pub u64);

/// A request to the service; what the service answers has the same. No client uses a number twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attempt(pub u64);

/// The text of a ticket, as the app gave it. Its `Debug` tells the length.
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

/// What the rest of the SDK can be asked for, as far as the login cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Api {
    /// Getting conversations: the only thing that need not wait for the login, because they are on the device (login
    /// guide).
    Conversations,
    /// Everything else.
    Other,
}

/// A `login`. Any text is taken, because the SDK refuses ids and tickets itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginCall {
    /// To be answered once.
    pub call: CallId,
    /// Who.
    pub user_id: String,
    /// With what.
    pub user_sig: TicketText,
}

/// A call of the app, or something the network brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// `initSDK`. Any number is taken, because the SDK refuses those below 1 itself.
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
        /// To be answered once.
        call: CallId,
    },
    /// Any other call.
    Call {
        /// To be answered once.
        call: CallId,
        /// Which.
        api: Api,
    },
    /// The link is being made.
    Connecting,
    /// The link is there.
    Connected,
    /// The link could not be made.
    ConnectFailed {
        /// Why.
        code: ErrorCode,
    },
    /// The service has answered, or the time for it is over: 0 is yes, a time-out is the code of a time-out. The
    /// driver sees to it that every request is answered.
    Answered {
        /// What it was asked.
        attempt: Attempt,
        /// What it says.
        code: ErrorCode,
    },
    /// The service says that another device has taken the place of this one.
    Kicked,
    /// The service says that the ticket has run out.
    TicketExpired,
}
