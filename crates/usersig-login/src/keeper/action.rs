//! What a keeper wants done.

use usersig::{ErrorCode, UnixTime, UserId};

use crate::client::Action;

/// To be done by its owner, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeeperAction {
    /// Get a ticket for this user, and bring it with [`ticket`](crate::SessionKeeper::ticket) or say
    /// [`no_ticket`](crate::SessionKeeper::no_ticket). It is not asked for again before.
    AskForTicket(UserId),
    /// What its client wants.
    Client(Action),
    /// The user is logged in, or goes on with a fresh ticket.
    LoggedIn(UserId),
    /// The user is logged out, and stays so until the owner calls [`log_in`](crate::SessionKeeper::log_in) at or after this
    /// moment.
    Paused {
        /// Why.
        code: ErrorCode,
        /// When the owner may try again.
        until: UnixTime,
    },
}
