//! Other values, and words of a language.

use crate::fault::{Foreign, ForeignValue};

/// A value of a known form.
pub(super) fn of(text: &str) -> Option<Foreign> {
    let value = if is_number(text) {
        ForeignValue::Number
    } else if is_uuid(text) {
        ForeignValue::Uuid
    } else if text.contains("://") && !text.contains(char::is_whitespace) {
        ForeignValue::Address
    } else if is_file_name(text) {
        ForeignValue::FileName
    } else {
        return None;
    };
    Some(Foreign::Value(value))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_part = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    digits.len() <= MAX_NUMBER && digits.bytes().any(|byte| byte.is_ascii_digit()) && digits.bytes().all(is_part)
}

/// The digits of the largest 64-bit number.
const MAX_NUMBER: usize = 20;

fn is_uuid(text: &str) -> bool {
    let text = text.trim_matches(['{', '}']);
    let parts: Vec<&str> = text.split('-').collect();
    parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_file_name(text: &str) -> bool {
    let is_path = |c: char| c.is_alphanumeric() || "._-/\\:~ ".contains(c);
    let extension = text.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    text.len() <= MAX_PATH
        && text.chars().all(is_path)
        && extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// Longer texts are not paths that a person types.
const MAX_PATH: usize = 256;

const EXTENSIONS: [&str; 18] = [
    "txt", "sig", "json", "key", "pem", "env", "log", "csv", "ticket", "usersig", "js", "ts", "py", "java", "go",
    "php", "toml", "yaml",
];

/// A line of a log or the message of an error. A code in it is kept.
pub(super) fn error_message(text: &str) -> Option<Foreign> {
    let lower = text.to_lowercase();
    let is_message =
        text.contains(|c: char| c.is_whitespace() || c == ':') && SIGNS.iter().any(|sign| lower.contains(sign));
    is_message.then(|| Foreign::ErrorMessage { code: code(&lower) })
}

const SIGNS: [&str; 22] = [
    "error",
    "exception",
    "fail",
    "invalid",
    "denied",
    "forbidden",
    "unauthorized",
    "not found",
    "timeout",
    "timed out",
    "traceback",
    "refused",
    "expired",
    "warning",
    "panic",
    "cannot",
    "undefined is not",
    "errinfo",
    "错误",
    "失败",
    "异常",
    "bad gateway",
];

/// The number behind the word `code` or `error`, or else the first one that looks like a code.
fn code(lower: &str) -> Option<i64> {
    let mut after =
        ["code", "errno", "error", "err"].iter().filter_map(|word| lower.split_once(word)).map(|(_, rest)| rest);
    let number = |text: &str| -> Option<i64> {
        let start = text.find(|c: char| c.is_ascii_digit() || c == '-')?;
        let digits: String = text[start..]
            .chars()
            .enumerate()
            .take_while(|(at, c)| c.is_ascii_digit() || *at == 0)
            .map(|(_, c)| c)
            .collect();
        digits.parse().ok().filter(|code: &i64| (100..1_000_000).contains(&code.abs()))
    };
    after.find_map(|rest| number(rest.get(..MAX_BETWEEN).unwrap_or(rest)))
}

/// The code stands close to its word.
const MAX_BETWEEN: usize = 24;

/// A short word, or several words.
pub(super) fn words(text: &str) -> Option<Foreign> {
    let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || "_-@.'’,!?;:()".contains(c));
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_prose = words.len() > 2
        && words.iter().filter(|word| is_word(word) && word.len() <= MAX_WORD).count() * 10 >= words.len() * 8;
    if is_prose {
        return Some(Foreign::Value(ForeignValue::Prose));
    }
    let is_short = text.len() <= MAX_WORD && words.len() == 1 && is_word(text);
    is_short.then_some(Foreign::Value(ForeignValue::Word))
}

/// As long as a UserID.
const MAX_WORD: usize = 32;
