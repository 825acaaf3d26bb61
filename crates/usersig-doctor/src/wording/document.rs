//! Words about the members of the document.

use usersig::{Field, FieldProblem, Language};

use crate::fault::DocumentFault;
use crate::wording::shown::{escaped, quoted};
use crate::wording::{Words, either, words};

impl DocumentFault {
    pub(crate) fn words(&self, language: Language) -> Words {
        match self {
            Self::LegacyVersion => words!(language;
                "This is a ticket of version 1, signed with ECDSA" | "这是用 ECDSA 签名的第一版票据";
                "It has TLS.expire_after and no TLS.ver" | "有 TLS.expire_after，没有 TLS.ver";
                "Sign with TLSSigAPIv2 and the SDKSecretKey, not with a key pair; upgrade the app's algorithm in the console if need be"
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
                    "Name the member {name}, exactly so" | "字段名必须写成 {name}，一字不差")
            }
            Self::MissingMember { field } => {
                let name = field.name();
                words!(language;
                    "{name} is missing" | "缺少 {name}";
                    "The document has no member of this name or like it" | "文档里没有这个字段，也没有相近的";
                    "Write {name} into the document" | "在文档中写入 {name}")
            }
            Self::NumberAsText { field } => {
                let name = field.name();
                words!(language;
                    "{name} is a number in quotes" | "{name} 的数字被写成了字符串";
                    "It is a JSON string of digits" | "值是由数字组成的 JSON 字符串";
                    "Write {name} as a JSON number; convert it to an integer before signing" | "把 {name} 写成 JSON 数字；签名前先转成整数")
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
            Self::BadMember { bad, value } => bad_member(bad.field, bad.problem, value.as_deref(), language),
        }
    }
}

fn bad_member(field: Field, problem: FieldProblem, value: Option<&str>, language: Language) -> Words {
    let name = field.name();
    let (english, chinese) = match problem {
        FieldProblem::Missing => ("is missing", "缺失"),
        FieldProblem::NotBase64 => ("is not base64 of what it must hold", "不是应有内容的 base64"),
        FieldProblem::NotText => ("is not a string", "不是字符串"),
        FieldProblem::NotWholeNumber => ("is not a plain whole number", "不是普通的整数"),
        FieldProblem::OutOfRange => ("is out of range", "超出范围"),
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
