//! Why a login is refused, and with which code.

use std::error::Error;
use std::fmt;

use usersig::{ErrorCode, SdkAppId, UnixTime};

/// Why a ticket lets nobody in, although a verifier has found it genuine.
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
    /// The ticket has run out since it was verified.
    Expired {
        /// The last second it was good.
        expires_at: UnixTime,
        /// The second it was judged at.
        now: UnixTime,
    },
    /// Another device took the place while this one was away; the next login succeeds.
    KickedWhileAway,
    /// The ticket was issued before the account was kicked.
    Revoked {
        /// When it was issued.
        issued_at: UnixTime,
        /// Only tickets issued after this are good.
        valid_after: UnixTime,
    },
    /// Too many tickets of the account were refused to this source.
    TooManyRefusals {
        /// When one is judged again.
        until: UnixTime,
    },
    /// The ticket is for another app.
    WrongSdkAppId {
        /// The app that was asked for.
        asked: SdkAppId,
        /// The app it names.
        named: SdkAppId,
    },
}

impl LoginRefused {
    /// The number the service gives at a login (error code page; 6208 as `TIMErrorCode.h` has it).
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::AccountsExceeded { .. } => ErrorCode::SVR_ACCOUNT_COUNT_LIMIT,
            Self::Blocked => ErrorCode::BLACKLIST,
            Self::DailyUsersExceeded { .. } => ErrorCode::DAILY_ACTIVE_USERS_EXCEEDED,
            Self::Expired { .. } | Self::Revoked { .. } => ErrorCode::USERSIG_EXPIRED,
            Self::KickedWhileAway => ErrorCode::LOGIN_KICKED_OFF_BY_OTHER,
            Self::TooManyRefusals { .. } => ErrorCode::FREQ_LIMIT,
            Self::WrongSdkAppId { .. } => ErrorCode::USERSIG_MISMATCH_SDKAPPID,
        }
    }
}

impl fmt::Display for LoginRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AccountsExceeded { allowed } => write!(f, "app has its {allowed} accounts already"),
            Self::Blocked => f.write_str("account is blocked"),
            Self::DailyUsersExceeded { allowed } => write!(f, "app has had its {allowed} users today"),
            Self::Expired { expires_at, now } => {
                write!(f, "ticket expired at {expires_at}, {} s ago", now.since(*expires_at).as_secs())
            }
            Self::KickedWhileAway => f.write_str("another device has taken the place of this one"),
            Self::Revoked { issued_at, valid_after } => {
                write!(f, "ticket was issued at {issued_at}, only those issued after {valid_after} are good")
            }
            Self::TooManyRefusals { until } => {
                write!(f, "too many tickets were refused, none is judged before {until}")
            }
            Self::WrongSdkAppId { asked, named } => write!(f, "ticket is for app {named}, not {asked}"),
        }
    }
}

impl Error for LoginRefused {}
