//! Why a verifier refused a ticket.

use std::error::Error;
use std::fmt;

use crate::claims::userbuf::BadPrivateMap;
use crate::codes::cause::Cause;
use crate::codes::error_code::ErrorCode;
use crate::wire::ticket::MalformedTicket;
use crate::words::privileges::Privileges;
use crate::words::room::Room;
use crate::words::sdk_app_id::SdkAppId;
use crate::words::time::UnixTime;
use crate::words::user_id::UserId;

/// A refusal. Nothing but [`Malformed`](Self::Malformed) and [`WrongSdkAppId`](Self::WrongSdkAppId) is ever said of a
/// ticket whose signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// The rights in it are not well-formed, or contradict the ticket.
    BadPrivateMap(BadPrivateMap),
    /// No key of the app has signed it.
    BadSignature,
    /// It was good and is not any more.
    Expired {
        /// The last second it was good.
        expires_at: UnixTime,
        /// The second it was judged at.
        now: UnixTime,
    },
    /// It is no ticket.
    Malformed(MalformedTicket),
    /// It is genuine and does not give all that is needed.
    MissingPrivilege {
        /// What it lacks.
        missing: Privileges,
    },
    /// It is a UserSig, and a PrivateMapKey was asked for.
    NotAPrivateMapKey,
    /// It is a PrivateMapKey, and a UserSig was asked for.
    NotAUserSig,
    /// It was issued further in the future than is tolerated.
    NotYetValid {
        /// When it was issued.
        issued_at: UnixTime,
        /// The second it was judged at.
        now: UnixTime,
    },
    /// It was issued before all tickets of the account were called in.
    Revoked {
        /// When it was issued.
        issued_at: UnixTime,
        /// Only tickets issued after this are good.
        valid_after: UnixTime,
    },
    /// It is genuine and opens another room.
    WrongRoom {
        /// The room that was asked for.
        asked: Room,
    },
    /// It says it is a ticket of another app.
    WrongSdkAppId {
        /// The app that was asked for.
        asked: SdkAppId,
        /// The app it names.
        named: SdkAppId,
    },
    /// It is genuine and belongs to another user.
    WrongUserId {
        /// The user that was asked for; `None` if it is an identifier that is too long for a UserID.
        asked: Option<UserId>,
        /// The user the ticket names; `None` if the identifier in it is not a UserID.
        named: Option<UserId>,
    },
}

impl VerifyError {
    /// The number the service would give.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.cause().code()
    }

    /// The kind of refusal, for scripts, logs and counters.
    #[must_use]
    pub const fn cause(&self) -> Cause {
        match self {
            Self::BadPrivateMap(_) => Cause::BadPrivateMap,
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
            Self::BadPrivateMap(_) => f.write_str("the rights in the ticket are bad"),
            Self::BadSignature => f.write_str("ticket is not signed with a key of this app"),
            Self::Expired { expires_at, now } => {
                write!(f, "ticket expired at {expires_at}, {} s ago", now.since(*expires_at).as_secs())
            }
            Self::Malformed(malformed) => malformed.fmt(f),
            Self::MissingPrivilege { missing } => write!(f, "map key lacks {missing}"),
            Self::NotAPrivateMapKey => f.write_str("ticket is a UserSig, a PrivateMapKey is needed"),
            Self::NotAUserSig => f.write_str("ticket is a PrivateMapKey, a UserSig is needed"),
            Self::NotYetValid { issued_at, now } => {
                write!(f, "ticket was issued at {issued_at}, {} s in the future", issued_at.since(*now).as_secs())
            }
            Self::Revoked { issued_at, valid_after } => {
                write!(f, "ticket was issued at {issued_at}, only those issued after {valid_after} are good")
            }
            Self::WrongRoom { asked } => write!(f, "map key is not for {asked}"),
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
            Self::BadPrivateMap(bad) => Some(bad),
            Self::Malformed(malformed) => malformed.source(),
            _ => None,
        }
    }
}

impl From<BadPrivateMap> for VerifyError {
    fn from(bad: BadPrivateMap) -> Self {
        Self::BadPrivateMap(bad)
    }
}

impl From<MalformedTicket> for VerifyError {
    fn from(malformed: MalformedTicket) -> Self {
        Self::Malformed(malformed)
    }
}
