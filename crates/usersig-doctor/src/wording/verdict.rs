//! Words of the library's own verdict.

use std::error::Error;

use usersig::{Cause, Language, UnixTime, VerifyError};

use crate::good::Good;
use crate::hints::TicketKind;
use crate::wording::shown::{quoted_name, span};
use crate::wording::{Moment, Words, words};

impl Good {
    pub(crate) fn words(&self, language: Language, moment: Moment<'_>) -> Words {
        let end = moment(self.expires_at);
        let left = self.now.map(|now| left(self.expires_at, now, language)).unwrap_or_default();
        let kind = match self.kind {
            TicketKind::PrivateMapKey => "PrivateMapKey",
            TicketKind::UserSig => "UserSig",
        };
        match self.signed_by.as_deref().map(quoted_name) {
            Some(key) if self.in_doubt => words!(language;
                "Verifiers take the {kind} all the same" | "{kind} 仍能通过验证";
                "Signed with key {key}, good through {end}{left}" | "由密钥 {key} 签名，有效期到 {end}{left}";
                "Mend what stands above, unless it is meant" | "上面的问题若非有意，请先改正"),
            Some(key) => words!(language;
                "The {kind} is good" | "{kind} 没有问题";
                "Signed with key {key}, good through {end}{left}" | "由密钥 {key} 签名，有效期到 {end}{left}";
                "If the service refuses it all the same: 70001 means the account was kicked after this was issued, 70009 that the console has another key"
                    | "若服务仍然拒绝：70001 表示签发后账号被踢过，70009 表示控制台的密钥已不同"),
            None => words!(language;
                "The {kind} is readable, its signature was not checked" | "{kind} 可以读取，但没有验证签名";
                "Good through {end}{left}" | "有效期到 {end}{left}";
                "Ask again with the key of the app" | "请提供应用的密钥再查一次"),
        }
    }
}

/// How long that is from now; what is over is good by the leeway alone.
fn left(expires_at: UnixTime, now: UnixTime, language: Language) -> String {
    let (left, over) =
        (span(expires_at.since(now).as_secs(), language), span(now.since(expires_at).as_secs(), language));
    match (now > expires_at, language) {
        (false, Language::Chinese) => format!("，还剩 {left}"),
        (false, Language::English) => format!(", {left} left"),
        (true, Language::Chinese) => format!("，已过 {over}，只因有宽限才算有效"),
        (true, Language::English) => format!(", {over} ago, and taken by the leeway alone"),
    }
}

/// A reason of the strict reader or the verifier, in its own words.
pub(crate) fn refused(error: &VerifyError, language: Language) -> Words {
    let detail = error.source().map(|source| format!(": {source}")).unwrap_or_default();
    let advice = error.cause().advice(language);
    let meaning = reason_in_chinese(error.cause());
    words!(language;
        "The strict reader refuses the ticket" | "严格的读取程序拒绝了这张票据";
        "{error}{detail}" | "{meaning}";
        "{advice}" | "{advice}")
}

fn reason_in_chinese(cause: Cause) -> &'static str {
    match cause {
        Cause::BadBase64 => "不是票据字母表的 base64，或长度、填充、末位不合规范",
        Cause::BadJson => "解压后的内容不是一个规范的 JSON 对象",
        Cause::BadZlib => "不是规范的 zlib 数据，或其后还有多余字节",
        Cause::TooBig => "解压后超过 4,096 字节",
        Cause::TooLong => "超过 4,096 个字符",
        _ => "与所给的提示不符",
    }
}
