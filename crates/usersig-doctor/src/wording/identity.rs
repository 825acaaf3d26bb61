//! Words about whose ticket it is.

use usersig::{InvalidUserId, Language, SdkAppId};

use crate::fault::{Difference, IdentityFault, Whose};
use crate::wording::shown::{character, quoted, quoted_name};
use crate::wording::words::{Words, either, words};

impl IdentityFault {
    pub(crate) fn words(&self, language: Language) -> Words {
        match self {
            Self::WrongSdkAppId { asked, named, signed_by } => {
                wrong_app(*asked, *named, signed_by.as_deref(), language)
            }
            Self::WrongUserId { asked, named, difference } => wrong_user(asked, named, *difference, language),
            Self::InvalidUserId { whose, user_id, reason } => invalid_user(*whose, user_id, *reason, language),
            Self::LongIdentifier { characters } => words!(language;
                "The id is longer than IM and TRTC accept" | "UserID 超过 IM 和 TRTC 的长度上限";
                "It has {characters} characters, and a UserID has at most 32" | "共 {characters} 个字符，UserID 最多 32 个";
                "Use a shorter id to log in to IM or TRTC, which answer 7003. Other services such as speech recognition accept up to 128 characters"
                    | "登录 IM 或 TRTC 请用更短的 UserID（否则返回 7003）；语音识别等其他服务最多接受 128 个字符"),
            Self::NotAUserSig => words!(language;
                "This is a PrivateMapKey, and a UserSig is needed" | "这是 PrivateMapKey，而这里需要 UserSig";
                "The document has TLS.userbuf" | "文档里有 TLS.userbuf";
                "Pass it as privateMapKey when you enter a room. To log in, sign a ticket without userbuf (genUserSig)"
                    | "它应在进房时作为 privateMapKey 传入；登录请用不带 userbuf 的签名（genUserSig）"),
            Self::NotAPrivateMapKey => words!(language;
                "This is a UserSig, and a PrivateMapKey is needed" | "这是 UserSig，而这里需要 PrivateMapKey";
                "The document has no TLS.userbuf" | "文档里没有 TLS.userbuf";
                "Sign a PrivateMapKey for the room (genPrivateMapKey) and pass that as privateMapKey"
                    | "为该房间签一张 PrivateMapKey（genPrivateMapKey），作为 privateMapKey 传入"),
            Self::UnadvisedUserId { user_id, character: c } => {
                let (id, c) = (quoted(user_id), character(*c));
                words!(language;
                    "The UserID has a character the documents advise against" | "UserID 含有官方文档不建议使用的字符";
                    "{id} has {c}" | "{id} 含有 {c}";
                    "Use only letters, digits, _ and - for new accounts" | "新账号只用字母、数字、_ 和 -")
            }
        }
    }
}

fn wrong_app(asked: SdkAppId, named: u64, signed_by: Option<&str>, language: Language) -> Words {
    match signed_by.map(quoted_name) {
        Some(key) => words!(language;
            "The ticket names another app, though the right key signed it" | "票据写的是另一个应用，但签名用的密钥是对的";
            "It says {named}, and the login is for {asked}. Key {key} of {asked} signed it" | "票据写的是 {named}，登录的是 {asked}；由 {asked} 的密钥 {key} 签名";
            "Set the signer's SDKAppID to {asked}" | "把签名端的 SDKAppID 改为 {asked}"),
        None => words!(language;
            "The ticket is for another app" | "票据属于另一个应用";
            "It says {named}, and the login is for {asked}" | "票据写的是 {named}，登录的是 {asked}";
            "Sign with the SDKAppID and the key of {asked}, or initialise the SDK with {named}" | "用 {asked} 的 SDKAppID 和密钥签名，或用 {named} 初始化 SDK"),
    }
}

fn wrong_user(asked: &str, named: &str, difference: Difference, language: Language) -> Words {
    let (asked, named) = (quoted(asked), quoted(named));
    let how = match (difference, language) {
        (Difference::Entire, _) => String::new(),
        (Difference::Case, Language::Chinese) => "；仅大小写不同".to_owned(),
        (Difference::Case, Language::English) => "; they differ only in upper and lower case".to_owned(),
        (Difference::LookAlike { character: c }, Language::Chinese) => format!("；看起来相同，但含有 {}", character(c)),
        (Difference::LookAlike { character: c }, Language::English) => {
            format!("; they look alike, and one has {}", character(c))
        }
        (Difference::WhiteSpace, Language::Chinese) => "；仅空白字符不同".to_owned(),
        (Difference::WhiteSpace, Language::English) => "; they differ only in white space".to_owned(),
    };
    words!(language;
        "The ticket is for another user" | "票据属于另一个用户";
        "It says {named}, and the login is for {asked}{how}" | "票据写的是 {named}，登录的是 {asked}{how}";
        "Sign for exactly the UserID that logs in: ids are compared byte by byte" | "签名和登录要用完全相同的 UserID（逐字节比较）")
}

fn invalid_user(whose: Whose, user_id: &str, reason: InvalidUserId, language: Language) -> Words {
    let id = quoted(user_id);
    let place = match whose {
        Whose::Asked => either(language, "to log in with", "登录用的"),
        Whose::Ticket => either(language, "in the ticket", "票据里的"),
    };
    let (english, chinese) = match reason {
        InvalidUserId::Empty => ("it is empty".to_owned(), "为空".to_owned()),
        InvalidUserId::NotPrintableAscii { at, character: c } => (
            format!("{} at byte {at} is not printable ASCII", character(c)),
            format!("第 {at} 字节处的 {} 不是可打印的 ASCII", character(c)),
        ),
        InvalidUserId::TooLong { len } => (format!("{len} bytes"), format!("共 {len} 字节")),
        _ => (reason.to_string(), "不合规则".to_owned()),
    };
    words!(language;
        "The UserID {place} is not a valid one" | "{place} UserID 不合法";
        "{id}: {english}" | "{id}：{chinese}";
        "Use 1 to 32 bytes of printable ASCII, preferably letters, digits, _ and -" | "使用 1 到 32 字节的可打印 ASCII，最好只用字母、数字、_ 和 -")
}
