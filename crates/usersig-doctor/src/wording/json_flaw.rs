//! Words about a document that is not JSON.

use usersig::Language;

use crate::fault::JsonFlaw;
use crate::wording::shown::{character, quoted};
use crate::wording::words::{Words, words};

pub(super) fn words(flaw: &JsonFlaw, language: Language) -> Words {
    let (english, chinese) = shown(flaw);
    words!(language;
        "The document is not plain JSON" | "文档不是规范的 JSON";
        "{english}" | "{chinese}";
        "Let a JSON library write the document (json.dumps, JSON.stringify, json_encode), as one object in UTF-8 with nothing before or behind it"
            | "用 JSON 库输出文档（json.dumps、JSON.stringify、json_encode）：一个 UTF-8 对象，前后不带其他内容")
}

fn shown(flaw: &JsonFlaw) -> (String, String) {
    let (english, chinese) = match flaw {
        JsonFlaw::ByteOrderMark => ("It begins with a byte order mark (BOM)", "以 BOM 开头"),
        JsonFlaw::Comment => ("It has a comment", "含有注释"),
        JsonFlaw::ControlCharacter { character: '\n' | '\r' } => (
            "A string has a raw line end in it, as base64 with line breaks",
            "字符串里有未转义的换行，多见于自动折行的 base64",
        ),
        JsonFlaw::ControlCharacter { character: c } => {
            let c = character(*c);
            return (format!("A string has a control character: {c}"), format!("字符串里有控制字符：{c}"));
        }
        JsonFlaw::InAList => ("The object is in a list", "对象放在了数组里"),
        JsonFlaw::InAString => (
            "It is a JSON string that holds the document: it was encoded as JSON twice",
            "它是装着文档的 JSON 字符串：做了两次 JSON 编码",
        ),
        JsonFlaw::MissingBrace => ("A brace is missing at one end", "首尾缺少花括号"),
        JsonFlaw::NotUtf8 => ("Its bytes are not UTF-8, perhaps GBK", "字节不是 UTF-8，可能是 GBK"),
        JsonFlaw::Separator { character: c } => {
            let c = character(*c);
            return (
                format!("{c} stands between name and value where a colon must be"),
                format!("名称与值之间是 {c}，应为冒号"),
            );
        }
        JsonFlaw::SingleQuotes => (
            "It has single or typographic quotes, as Python prints a dict: str(dict) and repr are not JSON",
            "用了单引号或弯引号，像 Python 打印的 dict：str(dict) 和 repr 不是 JSON",
        ),
        JsonFlaw::TextAfter => ("More text follows the object", "对象后面还有其他内容"),
        JsonFlaw::TooDeep => ("Its values nest too deep", "嵌套过深"),
        JsonFlaw::TrailingComma => ("A comma stands behind the last member", "最后一个成员后面多了逗号"),
        JsonFlaw::Unquoted { word } => {
            let word = quoted(word);
            return (format!("{word} stands without quotes"), format!("{word} 没有引号"));
        }
        JsonFlaw::Word { word } => {
            let word = quoted(word);
            return (format!("It has {word}, which JSON does not have"), format!("含有 JSON 没有的 {word}"));
        }
        JsonFlaw::Other { at } => {
            return (
                format!("It is not one JSON object: byte {at} does not fit"),
                format!("不是一个 JSON 对象：第 {at} 字节处不合语法"),
            );
        }
    };
    (english.to_owned(), chinese.to_owned())
}
