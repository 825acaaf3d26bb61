//! The closed list of reasons for which tickets are refused. One row of [`causes`] defines all of a cause.

use std::fmt;

use crate::codes::error_code::{ErrorCode, Language};

/// Defines [`Cause`]. A row has the variant, the word, the service's code, whether a document states this code, and the
/// meaning and the advice in English and Chinese.
macro_rules! causes {
    (@is_documented documented) => { true };
    (@is_documented our_choice) => { false };
    ($($cause:ident $word:literal $code:ident $source:ident
        [$meaning:literal $meaning_zh:literal] [$advice:literal $advice_zh:literal];)+) => {
        /// The kind of a refusal. Each has one word and one code, in this library and in every tool built on it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Cause {
            $(#[doc = concat!("`", $word, "`: ", $meaning, ".")] $cause,)+
        }

        impl Cause {
            /// Every cause, in alphabetical order of the words.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$cause),+];

            /// The word for scripts and logs. It does not change from one release to the next.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$cause => $word,)+ }
            }

            /// The service's number. See [`has_documented_code`](Self::has_documented_code).
            #[must_use]
            pub const fn code(self) -> ErrorCode {
                match self { $(Self::$cause => ErrorCode::$code,)+ }
            }

            /// Whether a document of the service states the code for this cause. Otherwise the code is our choice.
            #[must_use]
            pub const fn has_documented_code(self) -> bool {
                match self { $(Self::$cause => causes!(@is_documented $source),)+ }
            }

            /// A sentence without a full stop that says what happened.
            #[must_use]
            pub const fn meaning(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$cause, Language::Chinese) => $meaning_zh, (Self::$cause, Language::English) => $meaning,)+
                }
            }

            /// A sentence without a full stop that says how the person who made or carried the ticket can help.
            /// [`ErrorCode::reaction`] says how a client may react without a person.
            #[must_use]
            pub const fn advice(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$cause, Language::Chinese) => $advice_zh, (Self::$cause, Language::English) => $advice,)+
                }
            }
        }
    };
}

causes! {
    BadBase64 "bad_base64" USERSIG_CHECK_FAILED documented
        ["The text is not base64 in the ticket alphabet, for example because it is cut off or has blanks around it"
            "文本不是票据字母表的 base64，例如被截断，或前后带了空白"]
        ["Find the step that cut, escaped or changed the ticket" "查清票据在哪一步被截断、转义或改动"];
    BadField "bad_field" USERSIG_CHECK_FAILED documented
        ["A member of the ticket's document is missing or has an impossible value" "票据的文档缺少成员，或成员的值不合法"]
        ["Write each member under its name: whole numbers as numbers, everything else as strings"
            "成员名要写对：数值写成整数，其余写成字符串"];
    BadJson "bad_json" USERSIG_CHECK_FAILED documented
        ["The ticket's document is not valid JSON, or has a member twice" "票据的文档不是合法的 JSON，或有重复的成员"]
        ["Write one JSON object with a JSON library, and nothing before or after it" "用 JSON 库写出一个对象，前后不带其他内容"];
    // The word is older than the name. Scripts compare it, so it stays.
    BadUserBuf "bad_private_map" SERVER_INFO_PRIVILEGE_FLAG_ERROR our_choice
        ["The userbuf is not well-formed, or contradicts the ticket around it" "userbuf 格式不对，或与所在的票据矛盾"]
        ["Sign a new PrivateMapKey; the userbuf in this one cannot be used" "重新签一张 PrivateMapKey，这张里的 userbuf 不能用"];
    BadSignature "bad_signature" USERSIG_MISMATCH_PUBLICKEY documented
        ["The ticket is not signed with a key of the app" "票据不是用该应用的密钥签的"]
        ["Sign with the key of this app, and copy the key completely" "用本应用的密钥签，密钥要复制完整"];
    BadZlib "bad_zlib" USERSIG_CHECK_FAILED documented
        ["The ticket is not a zlib stream, or it is cut off" "票据不是 zlib 流，或被截断"]
        ["Find the step that cut the ticket, or compress only the document, as one zlib stream"
            "查清票据在哪一步被截断，或只把文档压缩成一个 zlib 流"];
    Empty "empty" USERSIG_EMPTY documented
        ["There is no ticket" "没有票据"]
        ["Find out why no ticket arrived" "查清票据为什么没有传过来"];
    Expired "expired" USERSIG_EXPIRED documented
        ["The ticket has expired" "票据已过期"]
        ["Get a fresh ticket and log in with it" "换一张新票据再登录"];
    LegacyVersion "legacy_version" USERSIG_CHECK_FAILED our_choice
        ["The ticket is of version 1, which is signed with ECDSA" "票据是用 ECDSA 签的 v1 版"]
        ["Sign a ticket of version 2 with the secret key of the console" "用控制台的密钥签一张 v2 票据"];
    MissingPrivilege "missing_privilege" SERVER_INFO_PRIVILEGE_FLAG_ERROR documented
        ["The PrivateMapKey lacks a privilege that is needed" "PrivateMapKey 缺少所需的权限"]
        ["Sign a PrivateMapKey with the privileges that are needed" "签一张权限足够的 PrivateMapKey"];
    NoKey "no_key" USERSIG_PUBLICKEY_NOT_FOUND documented
        ["The app is known, but there is no key for it" "有这个应用，但没有它的密钥"]
        ["Add a key for this app to the key ring" "在密钥环里给该应用加一把密钥"];
    NotAPrivateMapKey "not_a_private_map_key" USERSIG_CHECK_FAILED our_choice
        ["The ticket is a UserSig, and a PrivateMapKey is needed" "这里要 PrivateMapKey，传来的是 UserSig"]
        ["Pass the PrivateMapKey instead of the UserSig" "不要传 UserSig，改传 PrivateMapKey"];
    NotAUserSig "not_a_user_sig" USERSIG_CHECK_FAILED our_choice
        ["The ticket is a PrivateMapKey, and a UserSig is needed" "这里要 UserSig，传来的是 PrivateMapKey"]
        ["Pass the UserSig instead of the PrivateMapKey" "不要传 PrivateMapKey，改传 UserSig"];
    NotYetValid "not_yet_valid" USERSIG_CHECK_FAILED our_choice
        ["The ticket was issued further in the future than is tolerated" "票据的签发时间在未来，超出了容忍范围"]
        ["Set the clocks right, or raise the future tolerance" "校准时钟，或放宽对未来时间的容忍"];
    Revoked "revoked" USERSIG_EXPIRED documented
        ["The ticket was issued at or before the time at which the account was kicked" "票据签发后账号被踢过，票据已被吊销"]
        ["Get a fresh ticket and log in with it" "换一张新票据再登录"];
    TooBig "too_big" USERSIG_CHECK_FAILED documented
        ["The ticket's document is larger than the document of any ticket" "票据的文档比任何票据的都大"]
        ["Put only the members of a ticket into the document" "文档里只放票据的成员，不要放别的"];
    TooLong "too_long" USERSIG_CHECK_FAILED documented
        ["The text is longer than any ticket" "文本比任何票据都长"]
        ["Pass only the ticket, with nothing around it" "只传票据本身，前后不带其他内容"];
    UnknownSdkAppId "unknown_sdk_app_id" SDKAPPID_NOT_FOUND documented
        ["The app is not known" "没有这个应用"]
        ["Add this app to the key ring, or correct the SDKAppID" "在密钥环里加上这个应用，或改正 SDKAppID"];
    WrongRoom "wrong_room" SERVER_INFO_PRIVILEGE_FLAG_ERROR documented
        ["The PrivateMapKey is for another room" "PrivateMapKey 是给另一个房间签的"]
        ["Sign a PrivateMapKey for this room" "给这个房间签一张 PrivateMapKey"];
    WrongSdkAppId "wrong_sdk_app_id" USERSIG_MISMATCH_SDKAPPID documented
        ["The ticket is for another app" "票据是给另一个应用签的"]
        ["Sign for the app that the user logs in to" "给用户要登录的应用签"];
    WrongUserId "wrong_user_id" USERSIG_MISMATCH_ID documented
        ["The ticket is for another user" "票据是给另一个用户签的"]
        ["Sign for exactly the UserID that logs in" "给要登录的 UserID 签，一个字符都不能差"];
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Cause {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Cause, Language};

    #[test]
    fn the_words_differ_and_are_in_alphabetical_order() {
        assert!(Cause::ALL.map(Cause::as_str).is_sorted_by(|word, next| word < next));
    }

    #[test]
    fn a_cause_has_a_meaning_and_advice_in_both_languages_without_a_full_stop() {
        for cause in Cause::ALL {
            for english in [cause.meaning(Language::English), cause.advice(Language::English)] {
                assert!(english.is_ascii() && english.ends_with(|end| end != '.'), "{english}");
            }
            for chinese in [cause.meaning(Language::Chinese), cause.advice(Language::Chinese)] {
                assert!(!chinese.is_ascii() && chinese.ends_with(|end| end != '。'), "{chinese}");
            }
        }
    }
}
