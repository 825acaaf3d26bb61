//! Words about texts that are not tickets.

use usersig::{ErrorCode, Language};

use crate::fault::{Foreign, ForeignValue};
use crate::wording::shown::{counted, message, quoted};
use crate::wording::words::{Words, either, words};

pub(super) fn words(foreign: &Foreign, language: Language) -> Words {
    match foreign {
        Foreign::BareMac { bytes, is_hex } => {
            let form = if *is_hex { either(language, "hexadecimal digits", "十六进制") } else { "base64" };
            words!(language;
                "This is only a MAC or a hash, not a ticket" | "这只是 MAC 或哈希值，不是票据";
                "It is {bytes} bytes in {form}; HMAC-SHA256 has 32" | "是 {bytes} 字节的{form}；HMAC-SHA256 为 32 字节";
                "Write the MAC into the JSON document as TLS.sig, beside the values that it signs; then compress the document with zlib and encode it in base64. Better, use the official signer"
                    | "把 MAC 作为 TLS.sig 与所签的各个值一起写进 JSON 文档，再用 zlib 压缩并做 base64；最好直接用官方签名库")
        }
        Foreign::ErrorMessage { code } => error_message(*code, language),
        Foreign::ForeignDocument { is_encoded, member } => {
            let form = if *is_encoded {
                either(language, "Decoded, it is JSON", "解码后是 JSON")
            } else {
                either(language, "It is JSON", "是 JSON")
            };
            let member = member.as_deref().map(quoted).unwrap_or_default();
            let first = match (member.is_empty(), language) {
                (true, _) => String::new(),
                (false, Language::Chinese) => format!("，第一个成员是 {member}"),
                (false, Language::English) => format!(" whose first member is {member}"),
            };
            words!(language;
                "This is JSON of another system, not a UserSig" | "这是其他系统的 JSON，不是 UserSig";
                "{form}{first}; no member of a ticket is in it" | "{form}{first}，没有票据的成员";
                "Ask the signing service for a UserSig; tokens of other vendors and sessions do not log in here" | "向签名服务获取 UserSig；其他厂商或会话的令牌不能用来登录")
        }
        Foreign::HtmlPage { title } => {
            let title = title.as_deref().map(message).unwrap_or_default();
            let shown = match (title.is_empty(), language) {
                (true, _) => String::new(),
                (false, Language::Chinese) => format!("，标题是 {title}"),
                (false, Language::English) => format!(", its title is {title}"),
            };
            words!(language;
                "This is an HTML page, not a ticket" | "这是网页，不是票据";
                "It has HTML tags{shown}" | "含有 HTML 标签{shown}";
                "The signing service or a proxy answered with a page, often of an error or a login. Check the address and the status of the answer before you use it"
                    | "签名服务或代理返回的是网页，多半是报错页或登录页。先检查请求地址和响应状态，再使用内容")
        }
        Foreign::JsonAnswer { code, message: text, empty_member } => {
            answer(code.as_deref(), text.as_deref(), empty_member.as_ref(), language)
        }
        Foreign::Pem { is_private: true } => words!(language;
            "This is a private key in PEM, not a ticket" | "这是 PEM 格式的私钥，不是票据";
            "It has a line with BEGIN PRIVATE KEY" | "有 BEGIN PRIVATE KEY 一行";
            "Sign tickets on the server with the app's SDKSecretKey and pass the ticket. If the private key has left the server, replace it in the console"
                | "在服务端用应用的 SDKSecretKey 签出票据，再传票据；若私钥已流出服务端，请到控制台更换"),
        Foreign::Pem { is_private: false } => words!(language;
            "This is PEM, not a ticket" | "这是 PEM 文本，不是票据";
            "It has a line with BEGIN" | "有 BEGIN 一行";
            "Pass the ticket that the signer returns; tickets are signed with the SDKSecretKey, not with a key pair" | "请传签名函数返回的文本；票据用 SDKSecretKey 签名，不用公私钥"),
        Foreign::PrintedObject { what, is_pending } => {
            let remedy = if *is_pending {
                either(
                    language,
                    "Wait for the answer before you use it (await, .then, .get), and pass the text in it",
                    "先等结果返回（await、.then、.get），再传其中的文本",
                )
            } else {
                either(
                    language,
                    "Pass the text of the ticket: take the right member of the object, and decode bytes to text",
                    "传票据文本：从对象里取出对应的成员，bytes 先解码成文本",
                )
            };
            words!(language;
                "This is a printed object ({what}), not a ticket" | "这是打印出来的对象（{what}），不是票据";
                "The text begins as {what} is printed" | "文本的写法是打印 {what} 的结果";
                "{remedy}" | "{remedy}")
        }
        Foreign::SignedTextOnly { is_encoded } => {
            let form = if *is_encoded {
                either(language, "Decoded, it has", "解码后有")
            } else {
                either(language, "It has", "有")
            };
            words!(language;
                "These are only the lines that are signed, not a ticket" | "这只是待签名的各行文本，不是票据";
                "{form} lines such as TLS.identifier: and no JSON document" | "{form} TLS.identifier: 这样的行，没有 JSON 文档";
                "Write the same values and the MAC into a JSON document, compress it with zlib and encode it in base64. Better, use the official signer"
                    | "把这些值和 MAC 写成 JSON 文档，用 zlib 压缩后做 base64；最好直接用官方签名库")
        }
        Foreign::Value(value) => self::value(*value, language),
        Foreign::Unknown { characters, may_be_a_part: true } => {
            let counted = counted(*characters, "character");
            words!(language;
                "This is not a UserSig, or its beginning is missing" | "这不是 UserSig，或者缺少开头部分";
                "It has {counted} of base64 and does not begin with eJ. Nothing of a ticket can be read" | "共 {characters} 个 base64 字符，但不以 eJ 开头，读不出票据的任何内容";
                "Compare it with the text that the signer returned. The tickets of the official signers begin with eJ and have 150 to 300 characters" | "与签名函数返回的文本比对：官方签名库签出的票据都以 eJ 开头，长 150 到 300 个字符")
        }
        Foreign::Unknown { characters, may_be_a_part: false } => {
            let counted = counted(*characters, "character");
            words!(language;
                "This is not a UserSig" | "这不是 UserSig";
                "It has {counted}, and nothing of a ticket can be read" | "共 {characters} 个字符，读不出票据的任何内容";
                "Pass the text that the signer returns, unchanged. It nearly always begins with eJ and has 150 to 300 characters" | "请原样传入签名函数返回的文本，它几乎都以 eJ 开头，长 150 到 300 个字符")
        }
    }
}

fn error_message(code: Option<i64>, language: Language) -> Words {
    let number = code.and_then(|code| i32::try_from(code).ok());
    let known = number.and_then(|number| ErrorCode::new(number).meaning(language));
    let evidence = match (code, known) {
        (Some(code), Some(meaning)) => format!("{code}: {}", meaning.trim_end_matches(['.', '。'])),
        (Some(code), None) => code.to_string(),
        (None, _) => either(language, "no code in it", "其中没有错误码").to_owned(),
    };
    words!(language;
        "This is an error message or a line of a log, not a ticket" | "这是报错信息或日志，不是票据";
        "Code: {evidence}" | "错误码：{evidence}";
        "Read the message: the ticket was not made, or this is the answer to a login. `usersig codes` explains codes" | "先看这条信息：可能票据没有签出来，也可能这是登录接口的返回。错误码可用 usersig codes 查询")
}

fn answer(
    code: Option<&str>,
    text: Option<&str>,
    empty_member: Option<&(String, String)>,
    language: Language,
) -> Words {
    let mut facts: Vec<String> = Vec::new();
    let (code_word, message_word, member_word) = match language {
        Language::Chinese => ("错误码", "信息", "成员"),
        Language::English => ("code", "message", "member"),
    };
    facts.extend(code.map(|code| format!("{code_word} {}", message(code))));
    facts.extend(text.map(|text| format!("{message_word} {}", message(text))));
    facts.extend(empty_member.map(|(name, value)| format!("{member_word} {} = {}", quoted(name), quoted(value))));
    if facts.is_empty() {
        facts.push(either(language, "none of its strings is a ticket", "其中没有任何字符串是票据").to_owned());
    }
    let facts = facts.join(either(language, ", ", "，"));
    words!(language;
        "This is the answer of a server, and no ticket is in it" | "这是服务端的返回，里面没有票据";
        "It is JSON: {facts}" | "是 JSON：{facts}";
        "Check the answer before you read the ticket from it: the status, the code, and the name of the member" | "取票据之前先检查返回：状态、错误码，以及成员的名称")
}

fn value(value: ForeignValue, language: Language) -> Words {
    let (english, chinese) = match value {
        ForeignValue::Address => ("an address without a ticket in it", "网址，里面没有票据"),
        ForeignValue::FileName => ("the name of a file; pass the text in the file", "文件名；应传文件里的内容"),
        ForeignValue::Number => ("a number, such as an SDKAppID", "数字，例如 SDKAppID"),
        ForeignValue::Prose => ("words of a language", "一段文字"),
        ForeignValue::Uuid => ("a UUID", "UUID"),
        ForeignValue::Word => ("a short word, such as a UserID", "一个短词，例如 UserID"),
    };
    words!(language;
        "This is not a UserSig" | "这不是 UserSig";
        "It is {english}" | "它是{chinese}";
        "Check the order of the arguments and the name of the value: the ticket is the long text that the signing service returns" | "检查参数的顺序和取值的名称：票据是签名服务返回的那段长文本")
}
