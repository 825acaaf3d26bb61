//! The answer to a login that succeeds.

use usersig::UserId;

use crate::service::device::SessionId;
use crate::service::happening::{Connection, StateChange};

/// A device is online, and whom that cost the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedIn {
    /// The new connection.
    pub session: SessionId,
    /// Whose it is.
    pub user_id: UserId,
    /// Whether the account was there.
    pub account: Registration,
    /// Exactly those who were kicked, in the order they go.
    pub kicked: Vec<Kicked>,
    /// What State.StateChange says of it.
    ///
    /// Kicked devices have no event of their own, as with native SDKs since 5.6.1200 and Web since 2.14.0.
    pub state_change: StateChange,
}

/// Whether a login made the account (login guide: the first login of a user registers it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registration {
    /// It was there.
    Known,
    /// It is there now.
    New,
}

/// Somebody whose place a newcomer has taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kicked {
    /// The connection; it is over already.
    pub connection: Connection,
    /// When the device hears of it.
    pub hears: Hears,
}

/// When a device hears that it was kicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hears {
    /// It knows already that it is not logged in: its ticket had run out.
    Nothing,
    /// Now: it is connected, send `onKickedOffline`.
    Now,
    /// When it is back: its link is down.
    WhenItReturns,
}
