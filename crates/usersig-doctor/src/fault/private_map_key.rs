//! The faults of the privileges in a room.

use usersig::{BadUserBuf, Cause, ErrorCode, InvalidRoom, Privileges, Room, UnixTime, UnverifiedRoom};

use crate::finding_id::FindingId;

/// Why a PrivateMapKey does not give the privileges that are needed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PrivateMapKeyFault {
    /// Its numbers are little-endian.
    ByteOrder,
    /// Its bytes are not laid out as they must be.
    Layout {
        /// The reason of the strict reader.
        bad: BadUserBuf,
        /// The form of its bytes, if that can be told.
        content: Option<NotAUserBuf>,
    },
    /// It names another account than the ticket around it.
    Account {
        /// The account.
        account: String,
        /// The user of the ticket.
        user_id: String,
    },
    /// It names another app than the ticket around it.
    SdkAppId {
        /// The app in it.
        inner: u32,
        /// The app of the ticket.
        outer: u32,
    },
    /// It ends more than a second earlier or later than the ticket around it.
    Expiry {
        /// The last second of the privileges.
        inner: UnixTime,
        /// The last second of the ticket.
        outer: UnixTime,
        /// Whether the privileges are over and the ticket is not.
        expired: bool,
    },
    /// It is for a room that cannot exist.
    ImpossibleRoom {
        /// The room.
        room: UnverifiedRoom,
        /// Why such a room cannot exist.
        reason: InvalidRoom,
    },
    /// It is for another room.
    WrongRoom {
        /// The room that was asked for.
        asked: Room,
        /// The room it opens.
        named: UnverifiedRoom,
        /// Whether its name is the beginning of the UserID: signers once wrote the account in the place of the room.
        is_account: bool,
    },
    /// It lacks privileges that are needed.
    MissingPrivilege {
        /// The privileges that it lacks.
        missing: Privileges,
        /// The privileges that it gives.
        given: Privileges,
    },
}

/// The form of bytes that are not a userbuf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAUserBuf {
    /// Base64 once more.
    Base64,
    /// Nothing.
    Empty,
    /// Hexadecimal digits.
    Hex,
    /// JSON.
    Json,
    /// A userbuf with bytes behind it.
    LeftOver {
        /// How many bytes.
        count: usize,
        /// Whether all of them are 0.
        are_zeros: bool,
    },
    /// Privileges above 255.
    Privileges {
        /// The number.
        number: u32,
    },
    /// Another text.
    Text,
    /// A userbuf whose end is missing.
    TooShort {
        /// How many bytes there are.
        bytes: usize,
        /// How many there should be at least.
        needed: usize,
    },
}

impl PrivateMapKeyFault {
    pub(crate) const fn id(&self) -> FindingId {
        match self {
            Self::ByteOrder => FindingId::MapByteOrder,
            Self::Layout { .. } => FindingId::MapLayout,
            Self::Account { .. } => FindingId::MapAccount,
            Self::SdkAppId { .. } => FindingId::MapSdkAppId,
            Self::Expiry { .. } => FindingId::MapExpiry,
            Self::ImpossibleRoom { .. } => FindingId::ImpossibleRoom,
            Self::WrongRoom { .. } => FindingId::WrongRoom,
            Self::MissingPrivilege { .. } => FindingId::MissingPrivilege,
        }
    }

    pub(crate) const fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::ByteOrder | Self::Layout { .. } | Self::Account { .. } | Self::SdkAppId { .. } => {
                Some(Cause::BadUserBuf.code())
            }
            Self::Expiry { expired: true, .. } => Some(Cause::Expired.code()),
            Self::Expiry { expired: false, .. } => None,
            Self::ImpossibleRoom { .. } | Self::WrongRoom { .. } => Some(Cause::WrongRoom.code()),
            Self::MissingPrivilege { .. } => Some(Cause::MissingPrivilege.code()),
        }
    }
}
