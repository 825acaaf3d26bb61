//! Words about the signature.

use usersig::Language;

use crate::fault::{KeyShape, SignatureEncoding, SignatureFault};
use crate::wording::deviation;
use crate::wording::key;
use crate::wording::shown::{quoted, quoted_name};
use crate::wording::words::{Words, either, words};

impl SignatureFault {
    pub(crate) fn words(&self, language: Language) -> Words {
        match self {
            Self::Encoding(encoding) => {
                let how = encoding_shown(*encoding, language);
                words!(language;
                    "TLS.sig is not written as standard base64 of the MAC" | "TLS.sig 不是 MAC 的标准 base64";
                    "It is {how}" | "实际写法：{how}";
                    "Take the 32 raw bytes of the MAC and encode them once, in the standard alphabet with padding"
                        | "取 MAC 的 32 个原始字节，只做一次标准 base64 编码，保留填充")
            }
            Self::Length { bytes, cut_from } => length(*bytes, cut_from.as_deref(), language),
            Self::OtherAppsKey { key, key_of, named } => {
                let key = quoted_name(key);
                words!(language;
                    "The ticket is signed with the key of another app" | "票据是用另一个应用的密钥签的";
                    "It says app {named}; key {key} of app {key_of} signed it" | "票据写的应用是 {named}，签名用的却是应用 {key_of} 的密钥 {key}";
                    "Sign with the key of app {named}" | "改用应用 {named} 的密钥签名")
            }
            Self::GarbledKey { key, garble } => key::garbled(key, garble, language),
            Self::KeyNotLoaded { word } => {
                let word = quoted(word);
                words!(language;
                    "The ticket was signed without a key" | "签名时没有读到密钥";
                    "The signature fits if the key is the text {word}" | "把文本 {word} 当作密钥，签名正好相符";
                    "Check that the signer finds its key: the name of the variable, the file, the deployment"
                        | "检查签名服务能否读到密钥：变量名、文件路径、部署配置")
            }
            Self::SampleKey { given } => sample_key(*given, language),
            Self::OtherSignedText { key, deviations } => deviation::words(key, deviations, language),
            Self::WrongKey { shapes } => wrong_key(shapes, language),
            Self::WrongKeyOrText { shapes } => wrong_key_or_text(shapes, language),
            Self::UnusableKey { key, reason, shape } => key::unusable(key, *reason, *shape, language),
        }
    }
}

fn sample_key(given: bool, language: Language) -> Words {
    if given {
        return words!(language;
            "The key that was given is the public key of the official samples" | "给出的密钥是官方示例里公开的密钥";
            "The signature fits this key, and the service does not know it as a key of this app" | "签名与该密钥相符，但服务端并不认它是本应用的密钥";
            "Use the app's own SDKSecretKey from the console, both for signing and here" | "签名和检查都改用控制台里本应用自己的 SDKSecretKey");
    }
    words!(language;
        "The ticket is signed with the key of the official samples" | "票据用了官方示例里的密钥签名";
        "The signature fits the key that is printed in the official samples" | "签名与官方示例中公开的密钥相符";
        "Put the app's own SDKSecretKey into the sample" | "把示例中的密钥换成自己应用的 SDKSecretKey")
}

/// The keys that were tried, and what they look like.
fn shapes_shown(shapes: &[(String, KeyShape)], language: Language) -> String {
    let (before, behind) = (either(language, " (", "（"), either(language, ")", "）"));
    let shown = |(name, shape): &(String, KeyShape)| {
        format!("{}{before}{}{behind}", quoted_name(name), key::shape(*shape, language))
    };
    let list: Vec<String> = shapes.iter().take(MAX_SHOWN).map(shown).collect();
    let rest = if shapes.len() > MAX_SHOWN { ", .." } else { "" };
    list.join(either(language, ", ", "、")) + rest
}

/// More keys would hide the sentence behind them.
const MAX_SHOWN: usize = 4;

fn wrong_key(shapes: &[(String, KeyShape)], language: Language) -> Words {
    let shown = shapes_shown(shapes, language);
    words!(language;
        "Another key signed the ticket: the key that was given does not look like an SDKSecretKey" | "签名用的是另一个密钥：给出的密钥不像 SDKSecretKey";
        "Keys tried: {shown}" | "试过的密钥：{shown}";
        "Copy the SDKSecretKey of this app from the console: 64 hexadecimal digits" | "到控制台复制本应用的 SDKSecretKey：64 个十六进制字符")
}

fn wrong_key_or_text(shapes: &[(String, KeyShape)], language: Language) -> Words {
    let shown = shapes_shown(shapes, language);
    words!(language;
        "The signature does not fit: the signer used another key, or signed another text" | "签名对不上：签名端用的是另一个密钥，或者签的文本不对";
        "Keys tried: {shown}. They were also tried in the usual wrong forms and over the usual wrong texts"
            | "试过的密钥：{shown}；常见的密钥写法错误和文本错误也都试过";
        "Find out which one: check another ticket of the same signer, or sign the same values with `usersig mint`. If the other ticket is good, this signer builds the text wrongly or values changed after signing. If it is not good either, compare the signer's key with the console's, character by character: it may belong to another app, or have been replaced"
            | "先分清是哪一个：用同一把密钥检查同一签名端的另一张票据，或用 usersig mint 按相同的值重签。另一张没问题，说明文本拼错了，或签名之后改过值；另一张也对不上，就把签名端的密钥与控制台逐字比对：可能是别的应用的密钥，也可能密钥已更换")
}

fn length(bytes: usize, cut_from: Option<&str>, language: Language) -> Words {
    let algorithm = match bytes {
        16 => either(language, ", as many as MD5", "，与 MD5 相同"),
        20 => either(language, ", as many as SHA-1", "，与 SHA-1 相同"),
        28 => either(language, ", as many as SHA-224", "，与 SHA-224 相同"),
        48 => either(language, ", as many as SHA-384", "，与 SHA-384 相同"),
        64 => either(language, ", as many as SHA-512", "，与 SHA-512 相同"),
        _ => "",
    };
    match cut_from.map(quoted_name) {
        Some(key) => words!(language;
            "The MAC in TLS.sig is cut off" | "TLS.sig 中的 MAC 被截断了";
            "It has {bytes} of 32 bytes, and they are the beginning of the MAC of key {key}" | "只有 {bytes} 字节（应为 32），是密钥 {key} 的 MAC 的开头";
            "Write all 32 bytes" | "写入全部 32 字节"),
        None => words!(language;
            "The MAC in TLS.sig has the wrong length" | "TLS.sig 中的 MAC 长度不对";
            "It has {bytes} bytes{algorithm}; HMAC-SHA256 has 32" | "共 {bytes} 字节{algorithm}；HMAC-SHA256 应为 32 字节";
            "Sign with HMAC-SHA256" | "用 HMAC-SHA256 签名"),
    }
}

fn encoding_shown(encoding: SignatureEncoding, language: Language) -> &'static str {
    let (english, chinese) = match encoding {
        SignatureEncoding::Base64OfHex => ("base64 of its hexadecimal digits", "先转十六进制文本，再做 base64"),
        SignatureEncoding::Base64Twice => ("base64 of its base64", "做了两次 base64"),
        SignatureEncoding::Hex => ("its hexadecimal digits", "十六进制文本"),
        SignatureEncoding::TicketAlphabet => ("in the ticket's alphabet (* - _)", "用票据字母表（* - _）的 base64"),
        SignatureEncoding::Padding => ("base64 whose padding is missing or too much", "填充缺失或过多的 base64"),
        SignatureEncoding::Quoted => (
            "base64 in quotes, as Python prints bytes: b'..'. Decode the bytes to text",
            "带引号的 base64，例如 Python 打印 bytes 得到的 b'..'；应先 decode 成文本",
        ),
        SignatureEncoding::UrlSafe => ("in the URL-safe alphabet", "URL 安全字母表的 base64"),
        SignatureEncoding::WhiteSpace => ("base64 with line ends or other white space", "夹有换行或空白的 base64"),
    };
    either(language, english, chinese)
}
