//! Why tickets are refused: a closed list of words.

use std::fmt;

use crate::codes::error_code::{ErrorCode, Language};

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

    /// What whoever made or carried the ticket can do about it, as a sentence without a full stop. What a client may do
    /// by itself is another matter: [`ErrorCode::reaction`].
    #[must_use]
    pub const fn advice(self, language: Language) -> &'static str {
        let (english, chinese) = match self {
            Self::BadBase64 => {
                ("Find out where the text was cut off, escaped or changed on its way", "查它在哪一步被截断、转义或改动")
            }
            Self::BadField => (
                "Write each member under its name: plain whole numbers as numbers, the rest as strings",
                "成员名称要对：数值写成普通整数，其余写成字符串",
            ),
            Self::BadJson => (
                "Write one JSON object with a JSON library, with nothing before or behind it",
                "用 JSON 库写出一个对象，前后不带其他内容",
            ),
            Self::BadPrivateMap => (
                "Sign a new PrivateMapKey, what is in this one cannot be",
                "重新签一张 PrivateMapKey，这张的内容不成立",
            ),
            Self::BadSignature => ("Sign with the key of this app, copied whole", "用本应用的密钥签，复制时别缺字"),
            Self::BadZlib => (
                "Find out where it was cut off, or compress the document alone as one zlib stream",
                "查它在哪一步被截断，或只把文档本身压成一个 zlib 流",
            ),
            Self::Empty => ("Find out why no ticket arrived", "查票据为什么没传过来"),
            Self::Expired | Self::Revoked => ("Get a fresh ticket and log in with it", "换一张新票据再登录"),
            Self::LegacyVersion => (
                "Sign with the HMAC key of the console, this ticket is signed with ECDSA, as before 2019",
                "用控制台的 HMAC 密钥签，这是 2019 年以前的 ECDSA 票据",
            ),
            Self::MissingPrivilege => {
                ("Sign a PrivateMapKey with the privileges that are needed", "签一张权限足够的 PrivateMapKey")
            }
            Self::NoKey => ("Give the key ring a key that signs for this app", "在密钥环里给本应用放一把签名用的密钥"),
            Self::NotAPrivateMapKey => {
                ("Hand over the PrivateMapKey, this is the UserSig", "这里要传 PrivateMapKey，传来的是 UserSig")
            }
            Self::NotAUserSig => {
                ("Hand over the UserSig, this is a PrivateMapKey", "这里要传 UserSig，传来的是 PrivateMapKey")
            }
            Self::NotYetValid => ("Set the clocks right, or tolerate more", "校准时钟，或放宽容忍度"),
            Self::TooBig => {
                ("Put nothing into the document but the members of a ticket", "文档里只放票据的成员，不要放别的")
            }
            Self::TooLong => ("Pass the ticket alone, with nothing around it", "只传票据本身，前后不带其他内容"),
            Self::UnknownSdkAppId => {
                ("Give the key ring this app, or correct the number", "在密钥环里加上这个应用，或改正 SDKAppID")
            }
            Self::WrongRoom => ("Sign a PrivateMapKey for this room", "给这个房间签一张 PrivateMapKey"),
            Self::WrongSdkAppId => ("Sign for the app that is logged in to", "给要登录的应用签"),
            Self::WrongUserId => {
                ("Sign for the id that logs in, letter for letter", "给要登录的 UserID 签，一个字符都不能差")
            }
        };
        match language {
            Language::Chinese => chinese,
            Language::English => english,
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
