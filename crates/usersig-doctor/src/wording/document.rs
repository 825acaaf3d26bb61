//! Words about the members of the document.

use usersig::{Field, FieldProblem, Language};

use crate::fault::{Base64Flaw, DocumentFault};
use crate::wording::json_flaw;
use crate::wording::shown::{character, counted, escaped, quoted};
use crate::wording::words::{Words, either, words};

impl DocumentFault {
    pub(crate) fn words(&self, language: Language) -> Words {
        match self {
            Self::LegacyVersion => words!(language;
                "This is a ticket of version 1, signed with ECDSA" | "这是用 ECDSA 签名的第一版票据";
                "It has TLS.expire_after and no TLS.ver" | "有 TLS.expire_after，没有 TLS.ver";
                "Sign with TLSSigAPIv2 and the SDKSecretKey, not with a key pair. Upgrade the app's algorithm in the console if need be"
                    | "改用 TLSSigAPIv2 和 SDKSecretKey 签名，不再用公私钥；必要时先在控制台升级应用的签名算法"),
            Self::DuplicateMember { field } => {
                let name = field.name();
                words!(language;
                    "{name} stands twice in the document" | "文档里 {name} 出现了两次";
                    "Which of the two counts depends on the reader" | "以哪一个为准，各程序不同";
                    "Write each member once" | "每个字段只写一次")
            }
            Self::MisspeltMember { field, found } => {
                let (name, found) = (field.name(), quoted(found));
                words!(language;
                    "{name} is misspelt" | "{name} 的字段名写错了";
                    "The document has {found} instead" | "文档里写的是 {found}";
                    "The name of the member must be exactly {name}" | "字段名必须写成 {name}，一字不差")
            }
            Self::MissingMember { field } => {
                let name = field.name();
                words!(language;
                    "{name} is missing" | "缺少 {name}";
                    "The document has no member of this name, nor of a similar one" | "文档里没有这个字段，也没有相近的";
                    "Write {name} into the document" | "在文档中写入 {name}")
            }
            Self::NumberAsText { field } => {
                let name = field.name();
                words!(language;
                    "{name} is a number in quotes" | "{name} 的数字被写成了字符串";
                    "It is a JSON string of digits" | "值是由数字组成的 JSON 字符串";
                    "Write {name} as a JSON number: convert it to an integer before signing" | "把 {name} 写成 JSON 数字；签名前先转成整数")
            }
            Self::TextAsNumber { field } => {
                let name = field.name();
                words!(language;
                    "{name} is a number where a string must be" | "{name} 写成了数字，应为字符串";
                    "It has no quotes" | "值没有引号";
                    "Convert {name} to a string before signing" | "签名前把 {name} 转成字符串")
            }
            Self::NotWholeNumber { field, number } => {
                let name = field.name();
                words!(language;
                    "{name} is not a whole number" | "{name} 不是整数";
                    "It is {number}" | "值为 {number}";
                    "Round it down to a whole number before signing, as int(time.time()) does" | "签名前取整，例如 int(time.time())")
            }
            Self::BadBase64 { field, flaw, characters } => bad_base64(*field, *flaw, *characters, language),
            Self::BadJson(flaw) => json_flaw::words(flaw, language),
            Self::NestedMembers { inside } => {
                let inside = quoted(inside);
                words!(language;
                    "The members stand inside another member" | "各成员嵌套在另一个成员里";
                    "They are inside {inside}, an object of its own" | "它们在对象 {inside} 里面";
                    "Write a flat document: TLS.ver, TLS.identifier and the others are the full names of its members" | "文档应是平的：TLS.ver、TLS.identifier 等就是成员的完整名称")
            }
            Self::BadMember { bad, value } => bad_member(bad.field, bad.problem, value.as_deref(), language),
        }
    }
}

fn bad_base64(field: Field, flaw: Base64Flaw, characters: usize, language: Language) -> Words {
    let name = field.name();
    if flaw == Base64Flaw::Empty {
        return words!(language;
            "{name} is empty" | "{name} 是空的";
            "Its value is an empty string" | "值为空字符串";
            "Write the base64 of the raw bytes: check that the result of the signing function is used" | "写入原始字节的 base64；检查签名函数的结果有没有用上");
    }
    let (english, chinese) = match flaw {
        Base64Flaw::Character { character: c, place } => {
            let c = character(c);
            (
                format!("character {place} of it is {c}, which standard base64 does not have"),
                format!("其中第 {place} 个字符 {c} 不属于标准 base64"),
            )
        }
        Base64Flaw::Empty | Base64Flaw::Hex => ("it is in hexadecimal digits".to_owned(), "是十六进制文本".to_owned()),
        Base64Flaw::LastBits => {
            ("its last character is not the encoder's".to_owned(), "最后一个字符不是编码器写出的".to_owned())
        }
        Base64Flaw::LineEnds { place } => (
            format!("it has line ends, the first at its character {place}"),
            format!("含有换行，第一个在第 {place} 个字符处"),
        ),
        Base64Flaw::Padding => (
            "its padding (=) is missing, too much, or not at the end".to_owned(),
            "填充（=）缺失、过多或不在末尾".to_owned(),
        ),
        Base64Flaw::Quoted => (
            "it stands in quotes, as Python prints bytes: b'..'".to_owned(),
            "带着引号，例如 Python 打印 bytes 得到的 b'..'".to_owned(),
        ),
    };
    let counted = counted(characters, "character");
    words!(language;
        "{name} is not standard base64" | "{name} 不是标准 base64";
        "It has {counted}, and {english}" | "共 {characters} 个字符，{chinese}";
        "Encode the raw bytes once, in the standard alphabet with padding and without line ends. Use the text of the result, not its printed form" | "原始字节只做一次标准 base64，保留填充、不要换行；用结果的文本，不要用打印形式")
}

fn bad_member(field: Field, problem: FieldProblem, value: Option<&str>, language: Language) -> Words {
    let name = field.name();
    let (english, chinese) = match problem {
        FieldProblem::Missing => ("is missing", "缺失"),
        FieldProblem::NotBase64 => ("is not base64 of the right bytes", "解码后不是应有的内容"),
        FieldProblem::NotText => ("is not a string", "不是字符串"),
        FieldProblem::NotWholeNumber => ("is not a plain whole number", "不是普通的整数"),
        FieldProblem::OutOfRange => ("is out of range", "超出范围"),
        FieldProblem::TooLong => ("is too long", "过长"),
        FieldProblem::UnknownVersion => ("is not \"2.0\"", "不是 \"2.0\""),
        _ => ("is bad", "有误"),
    };
    let value = value.map_or(either(language, "not shown", "不显示").to_owned(), escaped);
    let (should, should_in_chinese) = match field {
        Field::Expire | Field::Time => ("a count of seconds", "秒数"),
        Field::Identifier => ("the UserID as a string", "字符串形式的 UserID"),
        Field::SdkAppId => ("the app's number, 1 to 4294967295", "应用编号，1 到 4294967295"),
        Field::Sig => ("standard base64 of the 32 bytes of HMAC-SHA256", "HMAC-SHA256 的 32 字节的标准 base64"),
        Field::UserBuf => ("standard base64 of the userbuf, or no such member", "userbuf 的标准 base64，或不写该字段"),
        Field::Ver => ("\"2.0\"", "\"2.0\""),
        _ => ("its right value", "正确的值"),
    };
    words!(language;
        "{name} {english}" | "{name} {chinese}";
        "Its value: {value}" | "当前值：{value}";
        "{name} must be {should}" | "{name} 应写成：{should_in_chinese}")
}
