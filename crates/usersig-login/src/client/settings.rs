//! Options of a client.

use std::time::Duration;

use usersig::ErrorCode;

use crate::platform::Platform;
use crate::service::{HEARTBEAT, heartbeat};

/// Where documents of the SDK disagree or leave a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientSettings {
    /// How often a client that is online sends a heartbeat.
    pub heartbeat: Duration,
    /// The code of getting conversations if no user is logged in.
    pub conversations_of_nobody: ConversationsOfNobody,
    /// Whether a refused renewal ends the login.
    pub refused_renewal: RefusedRenewal,
}

impl Default for ClientSettings {
    /// A native client.
    fn default() -> Self {
        Self {
            heartbeat: HEARTBEAT,
            conversations_of_nobody: ConversationsOfNobody::default(),
            refused_renewal: RefusedRenewal::default(),
        }
    }
}

impl ClientSettings {
    /// The heartbeat of a platform, and the defaults.
    #[must_use]
    pub fn of(platform: Platform) -> Self {
        Self { heartbeat: heartbeat(platform), ..Self::default() }
    }
}

/// The code of getting conversations if no user is logged in. The documents disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConversationsOfNobody {
    /// 6004, the code for conversations in `TIMErrorCode.h`.
    Header,
    /// 6014, the code of every other call (error code page).
    #[default]
    ErrorCodePage,
}

impl ConversationsOfNobody {
    pub(super) const fn code(self) -> ErrorCode {
        match self {
            Self::Header => ErrorCode::new(6004),
            Self::ErrorCodePage => ErrorCode::NOT_LOGGED_IN,
        }
    }
}

/// Whether the login ends if the service refuses the new ticket of a user who is online.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RefusedRenewal {
    /// The user is logged out. By its letter the login guide says so: `getLoginUser` is empty after a failed login.
    EndsTheLogin,
    /// The user stays online with the old ticket.
    #[default]
    KeepsTheLogin,
}
