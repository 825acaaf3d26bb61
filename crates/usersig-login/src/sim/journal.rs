//! Everything that happened in a simulation.

use std::fmt;
use std::time::Duration;

use usersig::{ErrorCode, Lifetime, UnixTime, UserId};

use crate::client::{Answer, Api, CallId, Callback, Request};
use crate::service::StateChange;
use crate::sim::device_id::DeviceId;
use crate::sim::scripted::{RequestKind, Script, TicketServer};
use crate::unix_millis::UnixMillis;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The time since the simulation began.
    pub at: Duration,
    /// The device it happened to, or `None` for the service.
    pub device: Option<DeviceId>,
    /// What happened.
    pub what: Note,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The operator called the service.
    Operated(&'static str, UserId),
    /// A call was answered.
    Answered(CallId, Answer),
    /// A program asked for a ticket.
    AskedForTicket(UserId),
    /// The app made a call.
    Called(CallId, Api),
    /// A listener was called.
    CalledBack(Callback),
    /// The service's clock was set.
    ClockSet(UnixMillis),
    /// The device was cut off.
    CutOff,
    /// The device's clock was set.
    DeviceClockSet(Duration),
    /// A kick was taken back. The earlier valid-after time applies again.
    KickUndone(UserId, Option<UnixTime>),
    /// The device reaches the network again.
    LetBack,
    /// The link died.
    LinkDied,
    /// The link is up.
    LinkUp,
    /// A keeper's user is logged in, or continues with a new ticket.
    LoggedIn(UserId),
    /// `login` was called with this UserID.
    Login(CallId, String),
    /// `logout` was called.
    Logout(CallId),
    /// A keeper paused: its owner may log in again at this moment of the device's clock.
    Paused(ErrorCode, Duration),
    /// A call may be made, on the data of this user.
    Performed(CallId, UserId),
    /// `unInitSDK` and `initSDK` were called.
    Restarted,
    /// The next request of this kind was scripted.
    Scripted(RequestKind, Script),
    /// The service answered this request with this code.
    Served(Request, ErrorCode),
    /// The service was restarted.
    ServiceRestarted(Restored),
    /// The service's settings changed.
    SettingsChanged,
    /// The app's server received State.StateChange.
    StateChanged(StateChange),
    /// The device's tickets live this long from now on.
    TicketLifetimeSet(Lifetime),
    /// The app's server answers or fails from now on.
    TicketServerSet(TicketServer),
    /// The owner of a keeper wants this user logged in.
    WantsLogin(UserId),
}

/// The state from which a restarted service starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restored {
    /// From nothing.
    Empty,
    /// From its last saved state.
    FromSnapshot,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>9}.{:03} s  ", self.at.as_secs(), self.at.subsec_millis())?;
        match self.device {
            Some(DeviceId(number)) => write!(f, "device {number}: ")?,
            None => write!(f, "service: ")?,
        }
        write!(f, "{:?}", self.what)
    }
}
