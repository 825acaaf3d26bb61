//! The outputs of a client.

use usersig::{ErrorCode, UserId};

use crate::client::answer::Answer;
use crate::client::event::{Api, Attempt, CallId, TicketText};
use crate::service::SessionId;

/// The driver performs these in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Answer a call of the app.
    Answer(CallId, Answer),
    /// Close the link and do not open another one.
    CloseLink,
    /// Return this from `initSDK`.
    Initialized(bool),
    /// Call a listener of the app.
    Notify(Callback),
    /// Open a link, and a new one whenever it is lost.
    OpenLink,
    /// Let a call through. It uses the data of this user.
    Perform(CallId, Api, UserId),
    /// Send a request over the link, and bring its answer as [`Event::Answered`](crate::client::Event::Answered). If the
    /// request or its answer is lost, do nothing: the client notices the silence.
    Send(Attempt, Request),
}

/// A request to the service. [`Registry::serve`](crate::service::Registry::serve) answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// The session of this link is alive.
    Heartbeat,
    /// Log a user in.
    Login {
        /// The user.
        user_id: UserId,
        /// The ticket.
        user_sig: TicketText,
    },
    /// Log a user out, on this link or, if the link has no session of the user, on this device.
    Logout {
        /// The user.
        user_id: UserId,
        /// The ticket, which may have expired. It proves that the user asks for it.
        user_sig: TicketText,
        /// The session that is meant, if the client knows it. A later login of the device is not affected.
        session: Option<SessionId>,
    },
    /// Put a user online again on a new link.
    Reconnect {
        /// The user.
        user_id: UserId,
        /// The ticket.
        user_sig: TicketText,
        /// The last session the client knows of.
        session: Option<SessionId>,
    },
    /// Continue with a new ticket. If the link has no session, put the user online again with it.
    Renew {
        /// The user.
        user_id: UserId,
        /// The ticket.
        user_sig: TicketText,
        /// The last session the client knows of.
        session: Option<SessionId>,
    },
}

/// The listeners of `V2TIMSDKListener` that concern the login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Callback {
    /// `onConnectFailed`.
    ConnectFailed(ErrorCode),
    /// `onConnectSuccess`.
    ConnectSuccess,
    /// `onConnecting`.
    Connecting,
    /// `onKickedOffline`.
    KickedOffline,
    /// `onUserSigExpired`.
    UserSigExpired,
}
