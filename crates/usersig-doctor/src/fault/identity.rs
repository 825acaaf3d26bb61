//! The faults of the user, the app and the kind of a ticket.

use usersig::{Cause, ErrorCode, InvalidUserId, SdkAppId};

use crate::finding_id::FindingId;

/// Why a ticket is not the one that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdentityFault {
    /// It is a ticket of another app.
    WrongSdkAppId {
        /// The app that was asked for.
        asked: SdkAppId,
        /// The app it names.
        named: u64,
        /// The key that signed it, by name, if that is one of the app that was asked for.
        signed_by: Option<String>,
    },
    /// It is a ticket of another user.
    WrongUserId {
        /// The user that was asked for.
        asked: String,
        /// The user it names.
        named: String,
        /// In what the two differ.
        difference: Difference,
    },
    /// An id is none.
    InvalidUserId {
        /// Where it stands.
        whose: Whose,
        /// The id.
        user_id: String,
        /// Why it is none.
        reason: InvalidUserId,
    },
    /// An id is longer than IM and TRTC accept. Other services accept it, such as speech recognition.
    LongIdentifier {
        /// How many characters it has.
        characters: usize,
    },
    /// It is a PrivateMapKey, and a UserSig is needed.
    NotAUserSig,
    /// It is a UserSig, and a PrivateMapKey is needed.
    NotAPrivateMapKey,
    /// An id is allowed, and not advised.
    UnadvisedUserId {
        /// The id.
        user_id: String,
        /// The first character that is not advised.
        character: char,
    },
}

/// In what two ids differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// In capital and small letters.
    Case,
    /// They have nothing to do with each other.
    Entire,
    /// In characters that look alike.
    LookAlike {
        /// The first one that is not ASCII.
        character: char,
    },
    /// In white space or invisible characters.
    WhiteSpace,
}

/// Where an id stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// It is the one to log in with.
    Asked,
    /// It is the ticket's.
    Ticket,
}

impl IdentityFault {
    pub(crate) const fn id(&self) -> FindingId {
        match self {
            Self::WrongSdkAppId { .. } => FindingId::WrongSdkAppId,
            Self::WrongUserId { .. } => FindingId::WrongUserId,
            Self::InvalidUserId { .. } => FindingId::InvalidUserId,
            Self::LongIdentifier { .. } => FindingId::LongIdentifier,
            Self::NotAUserSig => FindingId::NotAUserSig,
            Self::NotAPrivateMapKey => FindingId::NotAPrivateMapKey,
            Self::UnadvisedUserId { .. } => FindingId::UnadvisedUserId,
        }
    }

    pub(crate) const fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::WrongSdkAppId { .. } => Some(Cause::WrongSdkAppId.code()),
            Self::WrongUserId { .. } => Some(Cause::WrongUserId.code()),
            Self::InvalidUserId { reason, .. } => Some(reason.code()),
            Self::NotAUserSig => Some(Cause::NotAUserSig.code()),
            Self::NotAPrivateMapKey => Some(Cause::NotAPrivateMapKey.code()),
            Self::LongIdentifier { .. } | Self::UnadvisedUserId { .. } => None,
        }
    }
}
