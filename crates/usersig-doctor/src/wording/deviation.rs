//! Words about the text that was signed.

use usersig::Language;

use crate::fault::{Deviation, HashedText, LabelStyle, SignedDocument, TextEncoding, ValueReason};
use crate::wording::shown::{piece, quoted_name};
use crate::wording::words::{Words, either, words};

pub(super) fn words(key: &str, deviations: &[Deviation], language: Language) -> Words {
    let key = quoted_name(key);
    let how: Vec<String> = deviations.iter().map(|deviation| shown(deviation, language)).collect();
    let how = how.join(either(language, "; and ", "；并且"));
    let is_not_hmac = deviations.iter().any(|d| matches!(d, Deviation::PlainHash(_) | Deviation::KeyAndTextSwapped));
    if is_not_hmac {
        return words!(language;
            "The key is right, but the MAC is not HMAC-SHA256 of the text under the key" | "密钥正确，但算法不是以密钥对文本做 HMAC-SHA256";
            "With key {key} the signature fits this: {how}" | "用密钥 {key}，下面的算法与签名相符：{how}";
            "Compute HMAC-SHA256 with the key as key and the text as message, with the HMAC function of a library"
                | "用现成库的 HMAC 函数计算 HMAC-SHA256：密钥作 key，文本作 message");
    }
    words!(language;
        "The key is right, but another text was signed" | "密钥正确，但签名的文本不对";
        "With key {key} the signature fits this text: {how}" | "用密钥 {key}，与签名相符的文本是：{how}";
        "Sign TLS.identifier:, TLS.sdkappid:, TLS.time:, TLS.expire: and, if there is one, TLS.userbuf: in this order, each with its value exactly as in the document and one line feed (0x0A)"
            | "依次签 TLS.identifier:、TLS.sdkappid:、TLS.time:、TLS.expire:，有 userbuf 时再加 TLS.userbuf:，每行接文档中的值（一字不差）和一个换行符（0x0A）")
}

fn shown(deviation: &Deviation, language: Language) -> String {
    let zh = language == Language::Chinese;
    match deviation {
        Deviation::Around { before, behind } => {
            let (before, behind) = (piece(before, language), piece(behind, language));
            if zh {
                format!("前面多了 {before}，后面多了 {behind}")
            } else {
                format!("{before} stands before the lines and {behind} behind them")
            }
        }
        Deviation::ExtraLine { line } => {
            let line = quoted_name(line);
            if zh { format!("多了一行 {line}") } else { format!("it has a further line {line}") }
        }
        Deviation::Indented { by } => {
            let count = by.chars().count();
            if zh {
                format!("各行带有缩进（{count} 个空白）")
            } else {
                format!("the lines are indented (blanks: {count})")
            }
        }
        Deviation::Label { member, written } => {
            if zh {
                format!("标签写成 {written}，应为 {member}")
            } else {
                format!("it has the label {written} in the place of {member}")
            }
        }
        Deviation::LineEnd { end } => line_end(end, language),
        Deviation::Order(order) => {
            let order = order.join(", ");
            if zh {
                format!("各行顺序不对：{order}")
            } else {
                format!("the lines stand in another order: {order}")
            }
        }
        Deviation::Separator { separator } => {
            let separator = piece(separator, language);
            if zh {
                format!("标签与值之间是 {separator}，应为冒号")
            } else {
                format!("{separator} stands between label and value where a colon must be")
            }
        }
        Deviation::Value { member, document, signed, reason } => value(member, document, signed, *reason, language),
        fixed => fixed_shown(fixed, language).to_owned(),
    }
}

fn line_end(end: &str, language: Language) -> String {
    let zh = language == Language::Chinese;
    match end {
        "" if zh => "没有换行符".to_owned(),
        "" => "it has no line ends".to_owned(),
        "\\n" if zh => r"换行写成了 \ 和 n 两个字符（单引号里的 '\n'）".to_owned(),
        "\\n" => r"the two characters \ and n stand where line ends should be, as '\n' in single quotes".to_owned(),
        end => {
            let end = piece(end, language);
            if zh { format!("各行以 {end} 结尾") } else { format!("the lines end in {end}") }
        }
    }
}

fn value(member: &str, document: &str, signed: &str, reason: ValueReason, language: Language) -> String {
    let (document, signed) = (quoted_name(document), quoted_name(signed));
    let (english, chinese) = match reason {
        ValueReason::Asked => ("the login has this value, the document another one", "这是登录用的值，文档里是另一个"),
        ValueReason::ClockReadTwice => (
            "the clock was read twice, so read it once and use the number in both places",
            "读了两次时钟；应只读一次，两处用同一个数",
        ),
        ValueReason::Encoded => ("it is the same value in another encoding", "是同一个值的另一种编码"),
        ValueReason::EndAndLifetime => {
            ("one place has the end of the ticket, the other its lifetime", "一处写的是到期时刻，另一处是有效时长")
        }
        ValueReason::Nothing => ("it is a word for a value that is not there", "这是“没有值”的文字形式"),
        ValueReason::Other => ("it is another value", "是另一个值"),
        ValueReason::Printed => {
            ("a language printed the same value in another form", "是同一个值，只是语言打印的格式不同")
        }
        ValueReason::Unit => ("it is in another unit", "单位不同"),
    };
    match language {
        Language::Chinese => format!("{member} 签的是 {signed}，文档里是 {document}（{chinese}）"),
        Language::English => {
            format!("{member} has {signed} where the document has {document} ({english})")
        }
    }
}

fn fixed_shown(deviation: &Deviation, language: Language) -> &'static str {
    let (english, chinese) = match deviation {
        Deviation::Document(SignedDocument::EmptySig) => {
            ("the JSON document with an empty TLS.sig, not the lines", "TLS.sig 为空字符串的 JSON 文档，而不是各行文本")
        }
        Deviation::Document(SignedDocument::NullSig) => {
            ("the JSON document with TLS.sig null, not the lines", "TLS.sig 为 null 的 JSON 文档，而不是各行文本")
        }
        Deviation::Document(SignedDocument::WithoutSig) => {
            ("the JSON document without TLS.sig, not the lines", "不含 TLS.sig 的 JSON 文档，而不是各行文本")
        }
        Deviation::DocumentedFormula => (
            "the bare values and their base64, as the formula of the TRTC pages shows; that formula only illustrates",
            "各个值及其 base64 直接相连，即 TRTC 文档中的公式；那个公式只是示意",
        ),
        Deviation::Encoding(encoding) => encoding_shown(*encoding),
        Deviation::KeyAndTextSwapped => {
            ("the arguments of HMAC are swapped: the text is the key", "HMAC 的参数颠倒：文本被当作密钥")
        }
        Deviation::Labels(style) => match style {
            LabelStyle::Capitals => ("the labels are in capitals", "标签全是大写"),
            LabelStyle::Quoted => ("the labels stand in quotes", "标签带引号"),
            LabelStyle::SmallLetters => ("the labels are in small letters", "标签全是小写"),
            LabelStyle::Underscore => ("the labels have _ where a point must be", "标签里的点写成了下划线"),
            LabelStyle::WithoutPrefix => ("the labels have no TLS. before them", "标签缺少 TLS. 前缀"),
        },
        Deviation::NoLastLineEnd => ("it has no line end behind its last line", "末行缺少换行符"),
        Deviation::PlainHash(hash) => match hash {
            HashedText::KeyTextKey => {
                ("SHA-256 of key, text and key, without HMAC", "对“密钥+文本+密钥”做普通 SHA-256，没有用 HMAC")
            }
            HashedText::KeyThenText => {
                ("SHA-256 of the key and then the text, without HMAC", "对“密钥+文本”做普通 SHA-256，没有用 HMAC")
            }
            HashedText::Text => ("SHA-256 of the text only, without the key", "只对文本做 SHA-256，没有用密钥"),
            HashedText::TextThenKey => {
                ("SHA-256 of the text and then the key, without HMAC", "对“文本+密钥”做普通 SHA-256，没有用 HMAC")
            }
        },
        Deviation::UserbufMissing => ("it has no line for TLS.userbuf", "缺少 TLS.userbuf 一行"),
        Deviation::UserbufNotInDocument => (
            "it has a line for TLS.userbuf, and the document does not have this member: write the userbuf into the document too",
            "签了 TLS.userbuf 一行，文档里却没有这个成员：请把 userbuf 也写进文档",
        ),
        Deviation::UserbufRaw => {
            ("it has the bytes of the userbuf, not their base64", "userbuf 用的是原始字节，而不是其 base64")
        }
        Deviation::ValuesOnly => ("it has the values without their labels", "只有值，没有标签"),
        Deviation::Version1 => (
            "it is the text of version 1, with TLS.account_type and TLS.sdk_appid",
            "用的是第一版的文本（含 TLS.account_type 和 TLS.sdk_appid）",
        ),
        _ => ("it differs", "有差异"),
    };
    either(language, english, chinese)
}

const fn encoding_shown(encoding: TextEncoding) -> (&'static str, &'static str) {
    match encoding {
        TextEncoding::Base64 => ("it was encoded as base64 first", "先做了 base64"),
        TextEncoding::Hex => ("it was written in hexadecimal digits first", "先转成了十六进制"),
        TextEncoding::LowerCase => ("it is in lower case", "全部转成了小写"),
        TextEncoding::Sha256 | TextEncoding::Sha256Hex => ("it was hashed with SHA-256 first", "先做了一次 SHA-256"),
        TextEncoding::UpperCase => ("it is in upper case", "全部转成了大写"),
        TextEncoding::Url => ("it was URL-encoded first", "先做了 URL 编码"),
        TextEncoding::Utf16BigEndian => {
            ("its bytes are UTF-16, big-endian, not UTF-8", "编码是 UTF-16（大端），应为 UTF-8")
        }
        TextEncoding::Utf16LittleEndian => (
            "its bytes are UTF-16, as of Encoding.Unicode in C#, not UTF-8",
            "编码是 UTF-16（如 C# 的 Encoding.Unicode），应为 UTF-8",
        ),
        TextEncoding::Utf32BigEndian | TextEncoding::Utf32LittleEndian => {
            ("its bytes are UTF-32, not UTF-8", "编码是 UTF-32，应为 UTF-8")
        }
    }
}
