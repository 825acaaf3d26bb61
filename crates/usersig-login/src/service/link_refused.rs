//! Why a connection is refused something, and with which code.

use std::error::Error;
use std::fmt;

use usersig::{ErrorCode, UserId};

use crate::service::login_refused::LoginRefused;

/// Why a device whose link is back does not go on where it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReconnectRefused {
    /// The account was blocked.
    Blocked,
    /// Its place is gone: another device took it, or it was away for longer than places are kept.
    Kicked,
    /// The account was deleted.
    NoAccount,
    /// Its ticket has run out, or was issued before the account was kicked.
    TicketOver,
    /// The ticket is for another app.
    WrongSdkAppId,
}

impl ReconnectRefused {
    /// The number its SDK finds. A ticket that is over is 6206 here and 70001 at a login, as in the log of SDK 4.6
    /// (domain facts 1.1).
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Blocked => ErrorCode::BLACKLIST,
            Self::Kicked => ErrorCode::LOGIN_KICKED_OFF_BY_OTHER,
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
            Self::Kicked => "another device has taken the place of this one",
            Self::NoAccount => "account is not there any more",
            Self::TicketOver => "ticket is not good any more",
            Self::WrongSdkAppId => "ticket is for another app",
        })
    }
}

impl Error for ReconnectRefused {}

/// Why a connection can do nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestRefused {
    /// It is over: nobody is logged in on it.
    NotLoggedIn,
    /// Its ticket has run out; a fresh one renews it.
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
            Self::NotLoggedIn => "nobody is logged in on this connection",
            Self::UserSigExpired => "ticket of this connection has run out",
        })
    }
}

impl Error for RequestRefused {}

/// Why a fresh ticket does not renew a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RenewalRefused {
    /// The connection is over.
    NotLoggedIn,
    /// It would not be good for a login either.
    Ticket(LoginRefused),
    /// It belongs to another user.
    WrongUserId {
        /// Who is logged in.
        asked: UserId,
        /// Whom it names.
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
