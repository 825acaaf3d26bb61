//! The options of test tickets, and the times at which they cannot be made.

use std::error::Error;
use std::fmt;

use crate::mint::signed::ExpiryAfter2106;
use crate::words::time::{Lifetime, UnixTime};
use crate::words::user_id::UserId;

/// The values that the test tickets of a user state.
#[derive(Clone, Copy, Debug)]
pub struct TestTicketOptions {
    /// The user to ask about.
    pub user_id: UserId,
    /// The lifetime of most tickets.
    pub lifetime: Lifetime,
    /// The lifetime of the ticket `expiring`.
    pub expiring_in: Lifetime,
    /// The second at which to ask.
    pub now: UnixTime,
}

/// Why test tickets cannot be made at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoTestTickets {
    /// No ticket can have expired before the third second of 1970.
    TooEarly,
    /// A PrivateMapKey would expire after 2106.
    TooLate(ExpiryAfter2106),
}

impl fmt::Display for NoTestTickets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooEarly => f.write_str("no ticket can have expired before the third second of 1970"),
            Self::TooLate(late) => late.fmt(f),
        }
    }
}

impl Error for NoTestTickets {}

impl From<ExpiryAfter2106> for NoTestTickets {
    fn from(late: ExpiryAfter2106) -> Self {
        Self::TooLate(late)
    }
}
