//! Everything that happened in a simulation.

use std::fmt;
use std::time::Duration;

use usersig::{ErrorCode, Lifetime, UnixTime, UserId};

use crate::client::{Answer, CallId, Callback, Request};
use crate::service::StateChange;
use crate::sim::device_id::DeviceId;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Since the simulation began.
    pub at: Duration,
    /// To whom; to the service, when to nobody.
    pub device: Option<DeviceId>,
    /// What.
    pub what: Note,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// An account was kicked by its app's server.
    AccountKicked(UserId),
    /// A call was answered.
    Answered(CallId, Answer),
    /// A listener was called.
    Called(Callback),
    /// The service's clock was set.
    ClockSet(UnixTime),
    /// The device was cut off.
    CutOff,
    /// The device was let back.
    LetBack,
    /// `login` was called, as this user.
    Login(CallId, UserId),
    /// The link died.
    LinkDied,
    /// The link is there.
    LinkUp,
    /// `logout` was called.
    Logout(CallId),
    /// The device's next login is to be answered with this code.
    NextLoginAnswers(ErrorCode),
    /// `unInitSDK` and `initSDK` were called.
    Restarted,
    /// The service answered this request with this code.
    Served(Request, ErrorCode),
    /// The app's server received State.StateChange.
    StateChanged(StateChange),
    /// The device's tickets are good for so long from now on.
    TicketLifetimeSet(Lifetime),
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
