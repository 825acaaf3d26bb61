//! Why a login is refused, and with which code.

use std::error::Error;
use std::fmt;

use usersig::{ErrorCode, VerifyError};

use crate::unix_millis::UnixMillis;

/// Why a registry refuses a login although a verifier accepted the ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoginRefused {
    /// The app has as many accounts as it may have, and this would be one more.
    AccountsExceeded {
        /// How many it may have.
        allowed: u32,
    },
    /// The account is blocked.
    Blocked,
    /// The app has had as many users today as it may have.
    DailyUsersExceeded {
        /// How many it may have.
        allowed: u32,
    },
    /// The device was kicked while it was away. The next login succeeds.
    KickedWhileAway,
    /// The ticket is for another app, was revoked by a kick, or is over for longer than any leeway.
    Ticket(VerifyError),
    /// Too many tickets of the account were refused to this source.
    TooManyRefusals {
        /// When one is judged again.
        until: UnixMillis,
    },
}

impl LoginRefused {
    /// The number the service gives at a login (error code page; 6208 from `TIMErrorCode.h`).
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::AccountsExceeded { .. } => ErrorCode::SVR_ACCOUNT_COUNT_LIMIT,
            Self::Blocked => ErrorCode::BLACKLIST,
            Self::DailyUsersExceeded { .. } => ErrorCode::DAILY_ACTIVE_USERS_EXCEEDED,
            Self::KickedWhileAway => ErrorCode::LOGIN_KICKED_OFF_BY_OTHER,
            Self::Ticket(refusal) => refusal.code(),
            Self::TooManyRefusals { .. } => ErrorCode::FREQ_LIMIT,
        }
    }
}

impl fmt::Display for LoginRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AccountsExceeded { allowed } => write!(f, "app already has its {allowed} accounts"),
            Self::Blocked => f.write_str("account is blocked"),
            Self::DailyUsersExceeded { allowed } => write!(f, "app has had its {allowed} users today"),
            Self::KickedWhileAway => f.write_str("device was kicked while it was away, log in again"),
            Self::Ticket(refusal) => refusal.fmt(f),
            Self::TooManyRefusals { until } => {
                write!(f, "too many tickets were refused, none is judged before {until} ms")
            }
        }
    }
}

impl Error for LoginRefused {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Ticket(refusal) => refusal.source(),
            Self::AccountsExceeded { .. }
            | Self::Blocked
            | Self::DailyUsersExceeded { .. }
            | Self::KickedWhileAway
            | Self::TooManyRefusals { .. } => None,
        }
    }
}
