//! Words about keys. No character of a key is among them.

use usersig::{InvalidSecretKey, Language};

use crate::fault::{KeyGarble, KeyShape};
use crate::wording::shown::{character, counted, piece, quoted_name};
use crate::wording::words::{Words, either, words};

pub(super) fn garbled(key: &str, garble: &KeyGarble, language: Language) -> Words {
    let (key, how) = (quoted_name(key), garble_shown(garble, language));
    if *garble == KeyGarble::Pem {
        return words!(language;
            "The ticket is signed with the text of an old key pair" | "签名用的是旧密钥对的 PEM 文本";
            "The signature fits {key}, {how}" | "签名与 {key} 相符：{how}";
            "Take the app's SDKSecretKey from the console, 64 hexadecimal digits. The key pair belongs to the old ECDSA tickets; upgrade the app's algorithm in the console if need be"
                | "改用控制台里本应用的 SDKSecretKey（64 个十六进制字符）。公私钥属于旧的 ECDSA 票据；必要时先在控制台升级签名算法");
    }
    words!(language;
        "The key that signed is not quite the key that was given" | "签名用的密钥与给出的密钥写法不同";
        "The signature fits key {key} {how}" | "密钥 {key}{how}，签名就对上了";
        "Use the text of the key as the console shows it, 64 hexadecimal digits, both here and in the signer: no blanks, quotes or line ends around it, nothing decoded or encoded, the case kept"
            | "签名端和这里都用控制台显示的原文（64 个十六进制字符）：前后没有空白、引号、换行，不解码也不编码，不改大小写")
}

pub(super) fn unusable(key: &str, reason: InvalidSecretKey, shape: KeyShape, language: Language) -> Words {
    let key = quoted_name(key);
    let shape = match reason {
        // An empty text has no shape.
        InvalidSecretKey::Empty => String::new(),
        _ => either(language, " (", "（").to_owned() + &self::shape(shape, language) + either(language, ")", "）"),
    };
    let chinese = match reason {
        InvalidSecretKey::ByteOrderMark => "首尾有 BOM",
        InvalidSecretKey::Empty => "为空",
        InvalidSecretKey::NotText => "不是 UTF-8 文本",
        InvalidSecretKey::OuterWhiteSpace => "首尾有空白",
        InvalidSecretKey::Pem => "是 PEM，属于旧的 ECDSA 票据",
        _ => "不能用作密钥",
    };
    words!(language;
        "A key that was given cannot be used" | "给出的一个密钥不能用";
        "{key}: {reason}{shape}" | "{key}：{chinese}{shape}";
        "Give the SDKSecretKey of the app as the console shows it, with nothing around it" | "请给出控制台显示的 SDKSecretKey，前后不带其他内容")
}

pub(super) fn shape(shape: KeyShape, language: Language) -> String {
    let (english, chinese) = match shape {
        KeyShape::Base64OfKey => ("base64 of 64 hexadecimal digits", "64 个十六进制字符的 base64"),
        KeyShape::CloudSecretId => {
            ("a SecretId of the cloud API, not a key of an app", "云 API 的 SecretId，不是应用密钥")
        }
        KeyShape::CloudSecretKey => {
            ("32 letters and digits, as a SecretKey of the cloud API has", "32 个字母数字，像云 API 的 SecretKey")
        }
        KeyShape::Expected => ("64 hexadecimal digits", "64 个十六进制字符"),
        KeyShape::HexOfLength { digits } => {
            return match language {
                Language::Chinese => format!("{digits} 个十六进制字符，应为 64 个"),
                Language::English => format!("{}, not 64", counted(digits, "hexadecimal digit")),
            };
        }
        KeyShape::Lines { lines } => {
            return match language {
                Language::Chinese => format!("共 {lines} 行文本"),
                Language::English => format!("{lines} lines of text"),
            };
        }
        KeyShape::Number => ("a number, such as an SDKAppID", "数字，像 SDKAppID"),
        KeyShape::Other { characters } => {
            return match language {
                Language::Chinese => format!("{characters} 个字符的文本，不是 64 个十六进制字符"),
                Language::English => format!("{}, not 64 hexadecimal digits", counted(characters, "character")),
            };
        }
        KeyShape::Pem => ("PEM", "PEM 文本"),
        KeyShape::Placeholder => ("a placeholder, not a key", "占位文字，不是密钥"),
        KeyShape::Ticket => ("a ticket, not a key", "票据，不是密钥"),
        KeyShape::WithSurroundings => {
            ("64 hexadecimal digits with other characters around them", "64 个十六进制字符，但前后带有其他字符")
        }
    };
    either(language, english, chinese).to_owned()
}

fn garble_shown(garble: &KeyGarble, language: Language) -> String {
    let (english, chinese) = match garble {
        KeyGarble::Around { before, behind } => return around(before, behind, language),
        KeyGarble::Assignment => ("as a whole line of a configuration, NAME=value", "连同变量名一起（NAME=值）"),
        KeyGarble::Base64Decoded => ("decoded from base64", "按 base64 解码后"),
        KeyGarble::Base64Encoded => (
            "encoded as base64, as a Kubernetes Secret stores it",
            "做过 base64 编码（例如 Kubernetes Secret 的 data）",
        ),
        KeyGarble::Doubled => ("repeated, or as one copy of a repeated text", "重复了几遍（或只取其中一遍）"),
        KeyGarble::Given { character: c } => {
            let c = character(*c);
            return match language {
                Language::Chinese => format!("去掉多余的字符（第一个是 {c}）"),
                Language::English => {
                    format!("without the characters that do not belong to it, of which the first is {c}")
                }
            };
        }
        KeyGarble::Hashed => ("hashed with SHA-256 first", "先做一次 SHA-256"),
        KeyGarble::HexDecoded => ("decoded from hexadecimal digits", "按十六进制解码后"),
        KeyGarble::HexEncoded => ("encoded as hexadecimal digits", "再转一次十六进制"),
        KeyGarble::LowerCase => ("in lower case", "全部转成小写"),
        KeyGarble::Pem => ("with the PEM text as it stands", "把 PEM 文本原样当作密钥"),
        KeyGarble::UpperCase => ("in upper case", "全部转成大写"),
        KeyGarble::Utf16 => ("in UTF-16", "按 UTF-16 编码"),
        KeyGarble::CutBehind { .. }
        | KeyGarble::CutInFront { .. }
        | KeyGarble::OneMissing { .. }
        | KeyGarble::OneTooMany { .. }
        | KeyGarble::OneWrong { .. }
        | KeyGarble::Swapped { .. } => return damage(garble, language),
    };
    either(language, english, chinese).to_owned()
}

fn damage(garble: &KeyGarble, language: Language) -> String {
    match (garble, language) {
        (KeyGarble::CutBehind { left }, Language::Chinese) => format!("只取前 {left} 个字符"),
        (KeyGarble::CutBehind { left }, Language::English) => {
            format!("cut to its first {}", counted(*left, "character"))
        }
        (KeyGarble::CutInFront { missing }, Language::Chinese) => format!("丢掉开头 {missing} 个字符"),
        (KeyGarble::CutInFront { missing }, Language::English) => {
            format!("without its first {}", counted(*missing, "character"))
        }
        (KeyGarble::OneMissing { place }, Language::Chinese) => format!("少了第 {place} 个字符"),
        (KeyGarble::OneMissing { place }, Language::English) => format!("without its character {place}"),
        (KeyGarble::OneTooMany { place }, Language::Chinese) => format!("在第 {place} 个字符处多一个字符"),
        (KeyGarble::OneTooMany { place }, Language::English) => format!("with an additional character {place}"),
        (KeyGarble::Swapped { place }, Language::Chinese) => format!("第 {place} 个字符与下一个对调"),
        (KeyGarble::Swapped { place }, Language::English) => {
            format!("with its characters {place} and {} in each other's place", place + 1)
        }
        (KeyGarble::OneWrong { place }, Language::Chinese) => format!("第 {place} 个字符不同"),
        (KeyGarble::OneWrong { place }, Language::English) => format!("with another character at place {place}"),
        (_, Language::Chinese) => "有改动".to_owned(),
        (_, Language::English) => "with a change".to_owned(),
    }
}

fn around(before: &str, behind: &str, language: Language) -> String {
    let (first, last) = (piece(before, language), piece(behind, language));
    match (before.is_empty(), behind.is_empty(), language) {
        (true, true, Language::Chinese) => "连同末尾的换行".to_owned(),
        (true, true, Language::English) => "with its line end".to_owned(),
        (true, false, Language::Chinese) => format!("末尾带上 {last}"),
        (true, false, Language::English) => format!("with {last} behind it"),
        (false, true, Language::Chinese) => format!("开头带上 {first}"),
        (false, true, Language::English) => format!("with {first} before it"),
        (false, false, Language::Chinese) => format!("前面带上 {first}，后面带上 {last}"),
        (false, false, Language::English) => format!("with {first} before it and {last} behind it"),
    }
}
