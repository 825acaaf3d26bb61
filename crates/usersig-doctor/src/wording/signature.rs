//! Words about the signature.

use usersig::{InvalidSecretKey, Language};

use crate::fault::{KeyGarble, Recipe, SignatureEncoding, SignatureFault};
use crate::wording::shown::{quoted, quoted_name};
use crate::wording::{Words, either, words};

impl SignatureFault {
    pub(crate) fn words(&self, language: Language) -> Words {
        match self {
            Self::Encoding(encoding) => {
                let how = encoding_shown(*encoding, language);
                words!(language;
                    "TLS.sig is not written as standard base64 of the MAC" | "TLS.sig 不是 MAC 的标准 base64";
                    "It is {how}" | "它是{how}";
                    "Take the 32 raw bytes of the MAC and encode them once, in the standard alphabet with padding"
                        | "取 MAC 的 32 个原始字节，用带填充的标准字母表编码一次")
            }
            Self::Length { bytes, cut_from } => length(*bytes, cut_from.as_deref(), language),
            Self::OtherAppsKey { key, key_of, named } => {
                let key = quoted_name(key);
                words!(language;
                    "The ticket is signed with the key of another app" | "票据用了另一个应用的密钥签名";
                    "It says app {named}; key {key} of app {key_of} signed it" | "票据写的是应用 {named}；签名的是应用 {key_of} 的密钥 {key}";
                    "Sign with the key of app {named}" | "用应用 {named} 的密钥签名")
            }
            Self::GarbledKey { key, garble } => {
                let (key, how) = (quoted_name(key), garble_shown(*garble, language));
                words!(language;
                    "The key that signed and the key given differ in form alone" | "签名用的密钥与给出的密钥只是写法不同";
                    "The signature fits key {key} {how}" | "签名与密钥 {key} {how}后相符";
                    "Use the text of the key as the console shows it, here and where it signs: trim it, decode nothing, keep its case"
                        | "签名和检查都用控制台显示的密钥文本：去掉首尾空白，不解码，不改大小写")
            }
            Self::KeyNotLoaded { word } => {
                let word = quoted(word);
                words!(language;
                    "The ticket was signed without a key" | "签名时没有密钥";
                    "The signature fits the key {word}" | "签名与密钥 {word} 相符";
                    "Check that the signer finds its key: the name of the variable, the file, the deployment" | "检查签名服务能否读到密钥：变量名、文件、部署配置")
            }
            Self::SampleKey => words!(language;
                "The ticket is signed with the key of the official samples" | "票据用了官方示例里的密钥签名";
                "The signature fits the key printed in the official samples, which everybody knows" | "签名与官方示例中公开的密钥相符";
                "Put the app's own SDKSecretKey into the sample" | "把示例中的密钥换成自己应用的 SDKSecretKey"),
            Self::OtherSignedText { key, recipe } => {
                let (key, how) = (quoted_name(key), recipe_shown(recipe, language));
                words!(language;
                    "The key is right, but another text was signed" | "密钥正确，但签名的文本不对";
                    "The signature of key {key} covers {how}" | "密钥 {key} 的签名覆盖的是{how}";
                    "Sign TLS.identifier:, TLS.sdkappid:, TLS.time:, TLS.expire: and, if there is one, TLS.userbuf: in this order, each with its value as in the document and one line feed (0x0A)"
                        | "依次签 TLS.identifier:、TLS.sdkappid:、TLS.time:、TLS.expire:，有 userbuf 时再加 TLS.userbuf:，每行接文档中的值和一个换行符（0x0A）")
            }
            Self::WrongKey { tried } => words!(language;
                "No known key of the app has signed the ticket" | "已知的应用密钥都没有签过这张票据";
                "Keys tried: {tried}, also garbled in the usual ways and over the usual wrong texts" | "试了 {tried} 个密钥，包括常见的错误形式和错误文本";
                "Copy the key of this app from the console anew; if it was replaced there, replace it in the signer; nothing may change the ticket's values after signing"
                    | "从控制台重新复制该应用的密钥；若密钥已更换，签名端也要更换；签名后不得再改票据的值"),
            Self::UnusableKey { key, reason } => unusable(key, *reason, language),
        }
    }
}

fn length(bytes: usize, cut_from: Option<&str>, language: Language) -> Words {
    let algorithm = match bytes {
        16 => either(language, "; MD5 has as many", "；与 MD5 相同"),
        20 => either(language, "; SHA-1 has as many", "；与 SHA-1 相同"),
        28 => either(language, "; SHA-224 has as many", "；与 SHA-224 相同"),
        48 => either(language, "; SHA-384 has as many", "；与 SHA-384 相同"),
        64 => either(language, "; SHA-512 has as many", "；与 SHA-512 相同"),
        _ => "",
    };
    match cut_from.map(quoted_name) {
        Some(key) => words!(language;
            "The MAC in TLS.sig is cut off" | "TLS.sig 中的 MAC 被截断了";
            "{bytes} bytes, with which the MAC of key {key} begins; it has 32" | "只有 {bytes} 字节，是密钥 {key} 的 MAC 的开头；完整的有 32 字节";
            "Write all 32 bytes" | "写入全部 32 字节"),
        None => words!(language;
            "The MAC in TLS.sig has the wrong length" | "TLS.sig 中的 MAC 长度不对";
            "{bytes} bytes, HMAC-SHA256 has 32{algorithm}" | "共 {bytes} 字节，HMAC-SHA256 为 32 字节{algorithm}";
            "Sign with HMAC-SHA256" | "用 HMAC-SHA256 签名"),
    }
}

fn unusable(key: &str, reason: InvalidSecretKey, language: Language) -> Words {
    let key = quoted_name(key);
    let chinese = match reason {
        InvalidSecretKey::Empty => "为空",
        InvalidSecretKey::Pem => "是 PEM，属于旧的 ECDSA 票据",
        _ => "不能用作密钥",
    };
    words!(language;
        "A key that was given cannot be one" | "给出的一个密钥不能用";
        "{key}: {reason}" | "{key}：{chinese}";
        "Give the SDKSecretKey the console shows" | "请给出控制台显示的 SDKSecretKey")
}

fn encoding_shown(encoding: SignatureEncoding, language: Language) -> &'static str {
    let (english, chinese) = match encoding {
        SignatureEncoding::Base64OfHex => ("base64 of its hex digits", "其十六进制文本的 base64"),
        SignatureEncoding::Base64Twice => ("base64 of its base64", "两次 base64"),
        SignatureEncoding::Hex => ("its hex digits", "十六进制文本"),
        SignatureEncoding::TicketAlphabet => ("in the ticket's alphabet (* - _)", "票据字母表（* - _）的 base64"),
        SignatureEncoding::Padding => ("base64 whose padding is missing or too much", "填充缺失或过多的 base64"),
        SignatureEncoding::UrlSafe => ("in the URL-safe alphabet", "URL 安全字母表的 base64"),
        SignatureEncoding::WhiteSpace => ("base64 with white space", "夹有空白的 base64"),
    };
    either(language, english, chinese)
}

fn garble_shown(garble: KeyGarble, language: Language) -> &'static str {
    let (english, chinese) = match garble {
        KeyGarble::Base64Decoded => ("decoded as base64", "按 base64 解码"),
        KeyGarble::ByteOrderMark => ("with a byte order mark before it", "前面加上 BOM"),
        KeyGarble::CarriageReturn => ("with a carriage return behind it", "末尾加上回车符"),
        KeyGarble::Cut => ("without its first or last character", "去掉首字符或末字符"),
        KeyGarble::HexDecoded => ("decoded as hexadecimal", "按十六进制解码"),
        KeyGarble::LineEnd => ("with a line feed behind it", "末尾加上换行符"),
        KeyGarble::LowerCase => ("in lower case", "全部转成小写"),
        KeyGarble::Pem => ("taken as it stands, as PEM text", "把 PEM 文本原样当作密钥"),
        KeyGarble::Quoted => ("with quotes around it, or without those it was given in", "加上或去掉引号"),
        KeyGarble::Space => ("with white space at an end", "首尾加上空白"),
        KeyGarble::UpperCase => ("in upper case", "全部转成大写"),
    };
    either(language, english, chinese)
}

fn recipe_shown(recipe: &Recipe, language: Language) -> String {
    let (english, chinese) = match recipe {
        Recipe::BackslashN => (
            r"the two characters \ and n where line ends should be ('\n' in single quotes)",
            r"把换行写成 \ 和 n 两个字符的文本（单引号里的 '\n'）",
        ),
        Recipe::CarriageReturns => ("lines that end in CR LF", "以 CR LF 换行的文本"),
        Recipe::Document => ("the JSON document", "JSON 文档"),
        Recipe::DocumentedFormula => (
            "the bare values and their base64, as the formula of the TRTC pages shows",
            "各个值及其 base64 直接相连（TRTC 文档中的示意公式）",
        ),
        Recipe::KeyAndTextSwapped => (
            "the key, with the text as key: the arguments of HMAC are swapped",
            "密钥本身，文本反被当作密钥：HMAC 的参数颠倒了",
        ),
        Recipe::Milliseconds => ("times in milliseconds", "毫秒形式的时间"),
        Recipe::NoLastLineEnd => ("the text without the line end behind its last line", "缺少末行换行符的文本"),
        Recipe::NoLineEnds => ("the text without line ends", "没有换行符的文本"),
        Recipe::NoUserbufLine => ("the text without the line of TLS.userbuf", "缺少 TLS.userbuf 一行的文本"),
        Recipe::OtherOrder(order) => {
            let order = order.join(", ");
            return match language {
                Language::Chinese => format!("顺序不对的各行：{order}"),
                Language::English => format!("the lines in another order: {order}"),
            };
        }
        Recipe::RawUserbuf => ("the bytes of the userbuf, not their base64", "userbuf 的原始字节，而不是其 base64"),
        Recipe::Seconds => ("seconds, and the document has milliseconds", "秒，而文档里是毫秒"),
        Recipe::VersionLine => ("a line for TLS.ver too", "多了 TLS.ver 一行的文本"),
    };
    either(language, english, chinese).to_owned()
}
