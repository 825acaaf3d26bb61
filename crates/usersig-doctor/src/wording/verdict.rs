//! Words of the library's own verdict.

use std::error::Error;

use usersig::{BadZlib, Cause, Language, MalformedTicket, UnixTime, VerifyError};

use crate::good::Good;
use crate::hints::TicketKind;
use crate::wording::shown::{moment_in, quoted_name, span};
use crate::wording::words::{Moment, Words, words};

impl Good {
    pub(crate) fn words(&self, language: Language, moment: Moment<'_>) -> Words {
        let end = moment_in(self.expires_at, language, moment);
        let left = self.now.map(|now| left(self.expires_at, now, language)).unwrap_or_default();
        let kind = match self.kind {
            TicketKind::PrivateMapKey => "PrivateMapKey",
            TicketKind::UserSig => "UserSig",
        };
        match self.signed_by.as_deref().map(quoted_name) {
            Some(key) if self.in_doubt => words!(language;
                "A verifier accepts the {kind} all the same" | "{kind} 仍能通过验证";
                "It is signed with key {key} and valid through {end}{left}" | "由密钥 {key} 签名，有效期到 {end}{left}";
                "Correct the findings above, unless they are intended" | "上面的问题若非有意，请先改正"),
            Some(key) => words!(language;
                "The {kind} is good" | "{kind} 没有问题";
                "It is signed with key {key} and valid through {end}{left}" | "由密钥 {key} 签名，有效期到 {end}{left}";
                "If the service refuses it all the same, its code tells why: 70001 if the account was kicked after the ticket was issued, 70009 if the console has another key now"
                    | "若服务仍然拒绝：70001 表示签发后账号被踢过，70009 表示控制台的密钥已不同"),
            None => words!(language;
                "The {kind} is readable, and its signature was not checked" | "{kind} 可以读取，但没有验证签名";
                "It is valid through {end}{left}" | "有效期到 {end}{left}";
                "Ask again with a usable key of the app" | "请提供能用的应用密钥再查一次"),
        }
    }
}

/// How long that is from now. A ticket that is over is accepted only because of the leeway.
fn left(expires_at: UnixTime, now: UnixTime, language: Language) -> String {
    let (left, over) =
        (span(expires_at.since(now).as_secs(), language), span(now.since(expires_at).as_secs(), language));
    match (now > expires_at, language) {
        (false, Language::Chinese) => format!("，还剩 {left}"),
        (false, Language::English) => format!(", {left} left"),
        (true, Language::Chinese) => format!("，已过 {over}，只因有宽限才算有效"),
        (true, Language::English) => format!(", {over} ago, and accepted only because of the leeway"),
    }
}

/// A reason of the strict reader or the verifier that no other finding tells.
pub(crate) fn refused(error: &VerifyError, language: Language) -> Words {
    let detail = error.source().map(|source| format!(": {source}")).unwrap_or_default();
    let advice = error.cause().advice(language);
    let (what, reason) = match error {
        VerifyError::Malformed(MalformedTicket::BadZlib(bad)) => ("票据的 zlib 数据不规范", zlib_in_chinese(*bad)),
        error => ("票据不能通过校验", reason_in_chinese(error.cause())),
    };
    let english = capital(&error.to_string());
    words!(language;
        "{english}{detail}" | "{what}：{reason}";
        "No other check tells more: the verifier gives this reason" | "其他检查没有更多线索，这是校验程序给出的原因";
        "{advice}" | "{advice}")
}

/// The sentence with a capital letter.
fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

const fn zlib_in_chinese(bad: BadZlib) -> &'static str {
    match bad {
        BadZlib::BlockType => "有不存在的块类型",
        BadZlib::BytesAfterTheEnd => "末尾有多余字节",
        BadZlib::Checksum => "校验和不符",
        BadZlib::Code => "哈夫曼编码表不合规",
        BadZlib::CutOff => "数据被截断",
        BadZlib::Dictionary => "要求预置字典",
        BadZlib::Distance => "引用了不存在的内容",
        BadZlib::Header => "开头不是 zlib",
        BadZlib::Padding => "填充位不为零",
        BadZlib::StoredLength => "存储块的长度自相矛盾",
        BadZlib::Symbol => "含有无意义的编码",
        BadZlib::TooBig => "解压后超过 4,096 字节",
        BadZlib::TooManyBlocks => "块数超过 16",
        _ => "不合规范",
    }
}

const fn reason_in_chinese(cause: Cause) -> &'static str {
    match cause {
        Cause::BadBase64 => "不是票据字母表的 base64，或长度、填充、末位不合规范",
        Cause::BadJson => "解压后的内容不是一个规范的 JSON 对象",
        Cause::TooBig => "解压后超过 4,096 字节",
        Cause::TooLong => "超过 4,096 个字符",
        Cause::BadSignature => "签名不是本应用的密钥签的",
        Cause::Expired => "已过期",
        Cause::Revoked => "签发于账号被踢之前",
        Cause::NotYetValid => "签发时间在未来，超出容忍度",
        Cause::WrongUserId => "属于另一个用户",
        Cause::WrongSdkAppId => "属于另一个应用",
        Cause::WrongRoom => "对应另一个房间",
        _ => "与所给的参数不符",
    }
}
