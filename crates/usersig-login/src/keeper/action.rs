//! The outputs of a keeper.

use std::time::Duration;

use usersig::{ErrorCode, UserId};

use crate::client::Action;

/// The owner performs these in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeeperAction {
    /// Get a ticket for this user from your server. Bring it with [`ticket`](crate::keeper::SessionKeeper::ticket), or
    /// call [`no_ticket`](crate::keeper::SessionKeeper::no_ticket). The keeper does not ask again before that.
    AskForTicket(UserId),
    /// An action of its client.
    Client(Action),
    /// The user is logged in, or continues with a new ticket.
    LoggedIn(UserId),
    /// The user is logged out. The keeper does nothing until the owner calls
    /// [`log_in`](crate::keeper::SessionKeeper::log_in) at or after this moment.
    Paused {
        /// The reason.
        code: ErrorCode,
        /// When the owner may log in again, by the clock of the call that returned this.
        until: Duration,
    },
}
