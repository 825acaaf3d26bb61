//! The events that can happen to a request instead of the usual.

use std::time::Duration;

use usersig::ErrorCode;

use crate::client::Request;

/// The kinds of requests, for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are those of `Request`")]
pub enum RequestKind {
    Heartbeat,
    Login,
    Logout,
    Reconnect,
    Renew,
}

impl RequestKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Heartbeat, Self::Login, Self::Logout, Self::Reconnect, Self::Renew];

    pub(super) const fn of(request: &Request) -> Self {
        match request {
            Request::Heartbeat => Self::Heartbeat,
            Request::Login { .. } => Self::Login,
            Request::Logout { .. } => Self::Logout,
            Request::Reconnect { .. } => Self::Reconnect,
            Request::Renew { .. } => Self::Renew,
        }
    }
}

/// The event that happens to a request instead of the usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// It is answered with this code and does not reach the service.
    Answer(ErrorCode),
    /// It reaches the service, and its answer is late by this much.
    DelayAnswer(Duration),
    /// It reaches the service, and its answer is lost. The link stays up.
    LoseAnswer,
    /// It is lost. The link stays up.
    LoseRequest,
}

/// Whether the app's server provides tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketServer {
    /// It answers without a ticket.
    Fails,
    /// It answers with a ticket that is signed by the service's clock.
    Works,
}
