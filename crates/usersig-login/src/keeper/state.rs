//! The states and inputs of a keeper.

use std::time::Duration;

use usersig::{ErrorCode, UserId};

use crate::client::TicketText;

/// A keeper is in exactly one of these. Moments are those of its stopwatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    /// No user is to be logged in.
    Idle,
    /// The owner is getting a ticket, for a login or a renewal.
    Asking { user_id: UserId },
    /// A ticket is with the client.
    LoggingIn {
        user_id: UserId,
        /// How long the ticket lives.
        lifetime: Duration,
        /// Another user is to be logged in afterwards.
        next: Option<UserId>,
        /// The old ticket has expired meanwhile.
        old_ticket: OldTicket,
    },
    /// The user is logged in. The next ticket is asked for at `ask_at`.
    Kept { user_id: UserId, ask_at: Duration },
    /// A ticket could not be had or has failed. The next one is asked for at `ask_at`.
    Waiting { user_id: UserId, ask_at: Duration },
    /// The user is logged out, and the owner may log in again at `until`.
    Paused { code: ErrorCode, until: Duration },
}

/// The state of the ticket before the one that is with the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OldTicket {
    /// The service has said that it has expired.
    Expired,
    /// There is none, or it is still good.
    NotExpired,
}

/// An input that a keeper reacts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// The client has answered the keeper's own login.
    Answered { code: ErrorCode, is_logged_in: bool },
    /// `onUserSigExpired`.
    Expired,
    /// `onKickedOffline`.
    Kicked,
    /// The owner wants this user logged in.
    LogIn(UserId),
    /// The owner or the app wants no user logged in.
    LogOut,
    /// The owner cannot get the ticket now.
    NoTicket(UserId),
    /// The owner brings a ticket.
    Ticket { user_id: UserId, user_sig: TicketText, lifetime: Duration },
    /// Time has passed.
    Timeout,
}

/// The effect that a step asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Ask(UserId),
    LogIn(UserId, TicketText),
    LoggedIn(UserId),
    Paused { code: ErrorCode, until: Duration },
}
