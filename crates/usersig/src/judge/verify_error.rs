//! Why a verifier refused a ticket.

use std::error::Error;
use std::fmt;

use crate::claims::userbuf::BadUserBuf;
use crate::codes::cause::Cause;
use crate::codes::error_code::ErrorCode;
use crate::wire::ticket::MalformedTicket;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::{UnixTime, readable};
use crate::words::user_id::UserId;

/// The reason for which a [`Verifier`](crate::Verifier) refuses a ticket.
///
/// Before the signature is verified, only [`Malformed`](Self::Malformed) and [`WrongSdkAppId`](Self::WrongSdkAppId) are
/// returned. A forged ticket is therefore never reported as expired. [`Refusal`](crate::Refusal) is the same as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The userbuf is not well-formed, or contradicts the ticket around it.
    BadUserBuf(BadUserBuf),
    /// The ticket is not signed with a key of the app.
    BadSignature,
    /// The ticket was valid and has expired.
    Expired {
        /// The last second at which the ticket was valid.
        expires_at: UnixTime,
        /// The second at which the ticket was verified.
        now: UnixTime,
    },
    /// The text is not a ticket.
    Malformed(MalformedTicket),
    /// The ticket does not give all the privileges that are needed.
    MissingPrivilege {
        /// The privileges that the ticket lacks.
        missing: Privileges,
    },
    /// The ticket is a UserSig, and a PrivateMapKey was asked for.
    NotAPrivateMapKey,
    /// The ticket is a PrivateMapKey, and a UserSig was asked for.
    NotAUserSig,
    /// The ticket was issued further in the future than is tolerated.
    NotYetValid {
        /// When the ticket was issued.
        issued_at: UnixTime,
        /// The second at which the ticket was verified.
        now: UnixTime,
    },
    /// The ticket was issued before all tickets of the account were revoked.
    Revoked {
        /// When the ticket was issued.
        issued_at: UnixTime,
        /// Only tickets issued after this time are valid.
        valid_after: UnixTime,
    },
    /// The ticket is for another room.
    WrongRoom {
        /// The room that was asked for.
        asked: Room,
    },
    /// The ticket is for another app.
    WrongSdkAppId {
        /// The app that was asked for.
        asked: SdkAppId,
        /// The app the ticket names.
        named: SdkAppId,
    },
    /// The ticket is for another user.
    WrongUserId {
        /// The user that was asked for; `None` if it is an identifier that is too long for a UserID.
        asked: Option<UserId>,
        /// The user the ticket names; `None` if the identifier in it is not a UserID.
        named: Option<UserId>,
    },
}

impl VerifyError {
    /// The number that the service gives.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.cause().code()
    }

    /// The kind of refusal, for scripts, logs and counters.
    #[must_use]
    pub const fn cause(&self) -> Cause {
        match self {
            Self::BadUserBuf(_) => Cause::BadUserBuf,
            Self::BadSignature => Cause::BadSignature,
            Self::Expired { .. } => Cause::Expired,
            Self::Malformed(malformed) => malformed.cause(),
            Self::MissingPrivilege { .. } => Cause::MissingPrivilege,
            Self::NotAPrivateMapKey => Cause::NotAPrivateMapKey,
            Self::NotAUserSig => Cause::NotAUserSig,
            Self::NotYetValid { .. } => Cause::NotYetValid,
            Self::Revoked { .. } => Cause::Revoked,
            Self::WrongRoom { .. } => Cause::WrongRoom,
            Self::WrongSdkAppId { .. } => Cause::WrongSdkAppId,
            Self::WrongUserId { .. } => Cause::WrongUserId,
        }
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadUserBuf(_) => f.write_str("ticket has a bad userbuf"),
            Self::BadSignature => f.write_str("ticket is not signed with a key of this app"),
            Self::Expired { expires_at, now } => {
                write!(f, "ticket expired at {expires_at}, {} ago", readable(now.since(*expires_at)))
            }
            Self::Malformed(malformed) => malformed.fmt(f),
            Self::MissingPrivilege { missing } => write!(f, "PrivateMapKey lacks the privileges {missing}"),
            Self::NotAPrivateMapKey => f.write_str("ticket is a UserSig, a PrivateMapKey is needed"),
            Self::NotAUserSig => f.write_str("ticket is a PrivateMapKey, a UserSig is needed"),
            Self::NotYetValid { issued_at, now } => {
                write!(f, "ticket was issued at {issued_at}, {} in the future", readable(issued_at.since(*now)))
            }
            Self::Revoked { issued_at, valid_after } => {
                write!(f, "ticket was issued at {issued_at}, only tickets issued after {valid_after} are valid")
            }
            Self::WrongRoom { asked } => write!(f, "PrivateMapKey is not for {asked}"),
            Self::WrongSdkAppId { asked, named } => write!(f, "ticket is for app {named}, not {asked}"),
            Self::WrongUserId { asked: Some(asked), named: Some(named) } => {
                write!(f, "ticket is for user {named}, not {asked}")
            }
            Self::WrongUserId { asked: Some(asked), named: None } => {
                write!(f, "ticket is not for user {asked}: the identifier in it is not a UserID")
            }
            Self::WrongUserId { asked: None, named: Some(named) } => {
                write!(f, "ticket is for user {named}, not for the identifier that was asked for")
            }
            Self::WrongUserId { asked: None, named: None } => {
                f.write_str("ticket is for another identifier than the one that was asked for")
            }
        }
    }
}

impl Error for VerifyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::BadUserBuf(bad) => Some(bad),
            Self::Malformed(malformed) => malformed.source(),
            Self::BadSignature
            | Self::Expired { .. }
            | Self::MissingPrivilege { .. }
            | Self::NotAPrivateMapKey
            | Self::NotAUserSig
            | Self::NotYetValid { .. }
            | Self::Revoked { .. }
            | Self::WrongRoom { .. }
            | Self::WrongSdkAppId { .. }
            | Self::WrongUserId { .. } => None,
        }
    }
}

impl From<BadUserBuf> for VerifyError {
    fn from(bad: BadUserBuf) -> Self {
        Self::BadUserBuf(bad)
    }
}

impl From<MalformedTicket> for VerifyError {
    fn from(malformed: MalformedTicket) -> Self {
        Self::Malformed(malformed)
    }
}
