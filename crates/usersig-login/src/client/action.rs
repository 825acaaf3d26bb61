//! What a client wants done.

use usersig::{ErrorCode, UserId};

use crate::client::answer::Answer;
use crate::client::event::{Api, Attempt, CallId, TicketText};

/// To be done by the driver, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Answer a call of the app.
    Answer(CallId, Answer),
    /// Close the link and open none.
    CloseLink,
    /// `initSDK` returns this.
    Initialized(bool),
    /// Call a listener of the app.
    Notify(Callback),
    /// Open the link, and again whenever it is lost.
    OpenLink,
    /// Let the call through: it may be made now.
    Perform(CallId, Api),
    /// Ask the service, and bring its answer, or that there was none, as [`Event::Answered`].
    ///
    /// [`Event::Answered`]: crate::Event::Answered
    Send(Attempt, Request),
}

/// What the service is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// To let a user in.
    Login(UserId, TicketText),
    /// To let a user out.
    Logout(UserId),
    /// To put a user online again on the new link.
    Reconnect(UserId, TicketText),
    /// To go on with a fresh ticket; on a link that has no login yet, to put the user online again with it.
    Renew(UserId, TicketText),
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
