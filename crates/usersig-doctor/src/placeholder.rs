//! Words that stand for a value which is not there.

/// Whether a text is a word for nothing, a name of the value that belongs there, or filling.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let bare = text.trim();
    if bare.is_empty() || bare.chars().count() > MAX_LEN {
        return false;
    }
    is_filling(bare) || is_chinese_phrase(bare) || is_phrase(bare)
}

/// Longer texts are not placeholders.
const MAX_LEN: usize = 64;

/// One character again and again, or nothing but punctuation.
fn is_filling(text: &str) -> bool {
    let first = text.chars().next();
    let is_one_character = text.chars().all(|character| Some(character) == first);
    let is_punctuation = text.chars().all(|character| character.is_ascii_punctuation() || "•…＊".contains(character));
    is_punctuation || is_one_character && (text.chars().count() >= 3 && !text.starts_with(|c: char| c.is_ascii_digit()))
}

/// No ticket and no key has a Chinese character. Such characters may stand around the beginning of a ticket.
fn is_chinese_phrase(text: &str) -> bool {
    !text.contains("eJ") && text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
}

/// Words of which at least one names a value, or one word for nothing.
fn is_phrase(text: &str) -> bool {
    // JSON and code have names of values as well.
    if ["\":", "\",", "=>", "://"].iter().any(|sign| text.contains(sign)) {
        return false;
    }
    let words = words(text);
    let is_known =
        |word: &String| NOTHING.contains(&word.as_str()) || is_name(word) || FILLERS.contains(&word.as_str());
    let counts = |word: &String| NOTHING.contains(&word.as_str()) || is_name(word);
    !words.is_empty() && words.iter().all(is_known) && words.iter().any(counts)
}

/// The parts of a name in any style, in small letters.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_small = false;
    let mut is_new = true;
    for character in text.chars() {
        if !character.is_alphanumeric() {
            is_new = true;
            was_small = false;
            continue;
        }
        if is_new || was_small && character.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(character.to_lowercase());
        }
        is_new = false;
        was_small = character.is_lowercase();
    }
    words
}

/// A word that names a value, alone or as several words in one.
fn is_name(word: &str) -> bool {
    let mut rest = word;
    while !rest.is_empty() {
        let Some(name) = NAMES.into_iter().find(|name| rest.starts_with(name)) else { return false };
        rest = &rest[name.len()..];
    }
    true
}

/// The words that languages print for a value that is not there or is not a text.
const NOTHING: [&str; 22] = [
    "null",
    "undefined",
    "none",
    "nil",
    "nan",
    "true",
    "false",
    "nullptr",
    "void",
    "array",
    "object",
    "string",
    "promise",
    "pending",
    "empty",
    "xxx",
    "xxxx",
    "xxxxx",
    "todo",
    "tbd",
    "changeme",
    "placeholder",
];

/// Longer names before their beginnings.
const NAMES: [&str; 26] = [
    "usersig",
    "privatemapkey",
    "userbuf",
    "userid",
    "secretkey",
    "secret",
    "signature",
    "sdkappid",
    "sdk",
    "sig",
    "ticket",
    "token",
    "password",
    "key",
    "user",
    "appid",
    "app",
    "trtc",
    "tencent",
    "tim",
    "im",
    "private",
    "map",
    "id",
    "xxx",
    "sign",
];

/// Words around the name.
const FILLERS: [&str; 48] = [
    "your", "my", "the", "a", "an", "this", "insert", "enter", "paste", "put", "replace", "with", "me", "here",
    "value", "example", "sample", "test", "demo", "dummy", "fake", "some", "is", "goes", "please", "fill", "in",
    "process", "env", "os", "environ", "getenv", "get", "system", "config", "data", "res", "result", "response",
    "import", "meta", "vite", "gen", "generate", "new", "of", "from", "await",
];
