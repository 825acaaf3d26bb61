//! Why a request of a client is refused, and with which code.

use std::error::Error;
use std::fmt;

use usersig::{ErrorCode, UserId};

use crate::service::login_refused::LoginRefused;

/// Why a device whose link is back is not online again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReconnectRefused {
    /// The account is blocked.
    Blocked,
    /// The device, or every device of the account, was kicked.
    Kicked,
    /// There is no such account. A login registers it.
    NoAccount,
    /// Other devices hold every place the login policy allows, and they logged in later.
    PlaceTaken,
    /// The ticket has expired, or was issued before the account was kicked.
    TicketOver,
    /// The ticket is for another app.
    WrongSdkAppId,
}

impl ReconnectRefused {
    /// The number its SDK finds. An expired ticket is 6206 here and 70001 at a login, as in a log of SDK 4.6.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Blocked => ErrorCode::BLACKLIST,
            Self::Kicked | Self::PlaceTaken => ErrorCode::LOGIN_KICKED_OFF_BY_OTHER,
            Self::NoAccount => ErrorCode::SVR_ACCOUNT_NOT_FOUND,
            Self::TicketOver => ErrorCode::USER_SIG_EXPIRED,
            Self::WrongSdkAppId => ErrorCode::USERSIG_MISMATCH_SDKAPPID,
        }
    }
}

impl fmt::Display for ReconnectRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blocked => "account is blocked",
            Self::Kicked => "device was kicked",
            Self::NoAccount => "account does not exist",
            Self::PlaceTaken => "devices that logged in later hold the places of the login policy",
            Self::TicketOver => "ticket is no longer valid",
            Self::WrongSdkAppId => "ticket is for another app",
        })
    }
}

impl Error for ReconnectRefused {}

/// Why a session cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestRefused {
    /// It has ended, or its device is away.
    NotLoggedIn,
    /// Its ticket has expired. A new one renews it.
    UserSigExpired,
}

impl RequestRefused {
    /// The number (`TIMErrorCode.h`).
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::NotLoggedIn => ErrorCode::NOT_LOGGED_IN,
            Self::UserSigExpired => ErrorCode::USER_SIG_EXPIRED,
        }
    }
}

impl fmt::Display for RequestRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotLoggedIn => "nobody is logged in on this link",
            Self::UserSigExpired => "ticket of this session has expired",
        })
    }
}

impl Error for RequestRefused {}

/// Why a new ticket does not renew a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RenewalRefused {
    /// The session has ended.
    NotLoggedIn,
    /// The ticket would not be valid for a login either.
    Ticket(LoginRefused),
    /// The ticket belongs to another user.
    WrongUserId {
        /// The user who is logged in.
        asked: UserId,
        /// The user the ticket names.
        named: UserId,
    },
}

impl RenewalRefused {
    /// The number (`TIMErrorCode.h`, error code page).
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::NotLoggedIn => ErrorCode::NOT_LOGGED_IN,
            Self::Ticket(refused) => refused.code(),
            Self::WrongUserId { .. } => ErrorCode::USERSIG_MISMATCH_ID,
        }
    }
}

impl fmt::Display for RenewalRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoggedIn => RequestRefused::NotLoggedIn.fmt(f),
            Self::Ticket(refused) => refused.fmt(f),
            Self::WrongUserId { asked, named } => write!(f, "ticket is for user {named}, not {asked}"),
        }
    }
}

impl Error for RenewalRefused {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Ticket(refused) => refused.source(),
            Self::NotLoggedIn | Self::WrongUserId { .. } => None,
        }
    }
}
