//! Why tickets are refused: a closed list of words.

use std::fmt;

use crate::error_code::ErrorCode;

/// The kind of a refusal, with one word and one code each, the same in this library and in every tool built on it.
///
/// Codes in *italics* are this project's choice: how the service numbers the case is not documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// `bad_base64`, 70003: not in the ticket alphabet, or cut off.
    BadBase64,
    /// `bad_field`, 70003: a member of the document is missing or says something impossible.
    BadField,
    /// `bad_json`, 70003: the document is not JSON, or has a member twice.
    BadJson,
    /// `bad_private_map`, *-100006*: the userbuf is not well-formed or contradicts its ticket.
    BadPrivateMap,
    /// `bad_signature`, 70009: no key of the app has signed it.
    BadSignature,
    /// `bad_zlib`, 70003: not a zlib stream, or cut off.
    BadZlib,
    /// `empty`, 70002: no text.
    Empty,
    /// `expired`, 70001: its time is over.
    Expired,
    /// `legacy_version`, *70003*: signed with ECDSA, as before 2019.
    LegacyVersion,
    /// `missing_privilege`, -100006: a map key without a right that is needed.
    MissingPrivilege,
    /// `no_key`, 70016: the app is known, a key for it is not.
    NoKey,
    /// `not_a_private_map_key`, *70003*: a UserSig where a PrivateMapKey is asked for.
    NotAPrivateMapKey,
    /// `not_a_user_sig`, *70003*: a PrivateMapKey where a UserSig is asked for.
    NotAUserSig,
    /// `not_yet_valid`, *70003*: issued further in the future than tolerated.
    NotYetValid,
    /// `revoked`, 70001: issued before the account was kicked.
    Revoked,
    /// `too_big`, 70003: the document is larger than any ticket's.
    TooBig,
    /// `too_long`, 70003: the text is longer than any ticket.
    TooLong,
    /// `unknown_sdk_app_id`, 70020: no such app.
    UnknownSdkAppId,
    /// `wrong_room`, -100006: a map key for another room.
    WrongRoom,
    /// `wrong_sdk_app_id`, 70014: a ticket of another app.
    WrongSdkAppId,
    /// `wrong_user_id`, 70013: a ticket of another user.
    WrongUserId,
}

impl Cause {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::BadBase64,
        Self::BadField,
        Self::BadJson,
        Self::BadPrivateMap,
        Self::BadSignature,
        Self::BadZlib,
        Self::Empty,
        Self::Expired,
        Self::LegacyVersion,
        Self::MissingPrivilege,
        Self::NoKey,
        Self::NotAPrivateMapKey,
        Self::NotAUserSig,
        Self::NotYetValid,
        Self::Revoked,
        Self::TooBig,
        Self::TooLong,
        Self::UnknownSdkAppId,
        Self::WrongRoom,
        Self::WrongSdkAppId,
        Self::WrongUserId,
    ];

    /// The word for scripts and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadBase64 => "bad_base64",
            Self::BadField => "bad_field",
            Self::BadJson => "bad_json",
            Self::BadPrivateMap => "bad_private_map",
            Self::BadSignature => "bad_signature",
            Self::BadZlib => "bad_zlib",
            Self::Empty => "empty",
            Self::Expired => "expired",
            Self::LegacyVersion => "legacy_version",
            Self::MissingPrivilege => "missing_privilege",
            Self::NoKey => "no_key",
            Self::NotAPrivateMapKey => "not_a_private_map_key",
            Self::NotAUserSig => "not_a_user_sig",
            Self::NotYetValid => "not_yet_valid",
            Self::Revoked => "revoked",
            Self::TooBig => "too_big",
            Self::TooLong => "too_long",
            Self::UnknownSdkAppId => "unknown_sdk_app_id",
            Self::WrongRoom => "wrong_room",
            Self::WrongSdkAppId => "wrong_sdk_app_id",
            Self::WrongUserId => "wrong_user_id",
        }
    }

    /// The service's number for it.
    #[must_use]
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::Empty => ErrorCode::USERSIG_EMPTY,
            Self::BadBase64
            | Self::BadField
            | Self::BadJson
            | Self::BadZlib
            | Self::LegacyVersion
            | Self::NotAPrivateMapKey
            | Self::NotAUserSig
            | Self::NotYetValid
            | Self::TooBig
            | Self::TooLong => ErrorCode::USERSIG_CHECK_FAILED,
            Self::WrongSdkAppId => ErrorCode::USERSIG_MISMATCH_SDKAPPID,
            Self::UnknownSdkAppId => ErrorCode::SDKAPPID_NOT_FOUND,
            Self::NoKey => ErrorCode::USERSIG_PUBLICKEY_NOT_FOUND,
            Self::BadSignature => ErrorCode::USERSIG_MISMATCH_PUBLICKEY,
            Self::WrongUserId => ErrorCode::USERSIG_MISMATCH_ID,
            Self::Expired | Self::Revoked => ErrorCode::USERSIG_EXPIRED,
            Self::BadPrivateMap | Self::MissingPrivilege | Self::WrongRoom => {
                ErrorCode::SERVER_INFO_PRIVILEGE_FLAG_ERROR
            }
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
