//! Texts that stand in the place of a key which was never loaded.

use crate::signature::keys::assignments::NAMES;

/// Every such text. There are about two thousand.
pub(crate) fn all() -> impl Iterator<Item = String> {
    let words = WORDS.into_iter().map(str::to_owned);
    let repeated = FILLERS.into_iter().flat_map(|filler| LENGTHS.into_iter().map(move |len| filler.repeat(len)));
    words.chain(repeated).chain(expressions()).chain(phrases())
}

/// The words that are tried together with deviations of the signed text.
pub(crate) fn usual() -> impl Iterator<Item = &'static str> {
    WORDS.into_iter().take(6)
}

/// A variable's name, and the ways to write that its value belongs here.
fn expressions() -> impl Iterator<Item = String> {
    NAMES
        .into_iter()
        .flat_map(|name| EXPRESSIONS.into_iter().map(move |(before, behind)| [before, name, behind].concat()))
}

/// `your_secret_key`, `YOUR-SDK-SECRET-KEY`, `<yourKeyHere>` and their like.
fn phrases() -> impl Iterator<Item = String> {
    let words = PREFIXES.into_iter().flat_map(|prefix| {
        STEMS.into_iter().flat_map(move |stem| SUFFIXES.into_iter().map(move |suffix| [prefix, stem, suffix].concat()))
    });
    words.flat_map(|words| {
        let words: Vec<&str> = words.split_whitespace().collect();
        styles(&words).into_iter().flat_map(|text| [format!("<{text}>"), text]).collect::<Vec<_>>()
    })
}

fn styles(words: &[&str]) -> Vec<String> {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    let pascal: String = words.iter().map(|word| capital(word)).collect();
    let camel = pascal[..1].to_lowercase() + &pascal[1..];
    let mut texts: Vec<String> = ["_", "-", " "].map(|between| words.join(between)).into();
    texts.push(words.join("_").to_uppercase());
    if words.len() > 1 {
        texts.extend([words.concat(), words.concat().to_uppercase(), pascal, camel]);
    } else {
        texts.truncate(1);
        texts.extend([words.concat().to_uppercase(), pascal]);
    }
    texts
}

/// The empty text first: it is what most languages read from a variable that is not set.
const WORDS: [&str; 47] = [
    "",
    "undefined",
    "null",
    "None",
    "nil",
    "false",
    "true",
    "NULL",
    "<nil>",
    "(null)",
    "<null>",
    "<no value>",
    "NaN",
    "0",
    "1",
    "[object Object]",
    "[object Promise]",
    "Array",
    "Object",
    "Optional.empty",
    "{}",
    "[]",
    "\"\"",
    "''",
    " ",
    "\n",
    "-",
    "...",
    "***",
    "changeme",
    "change_me",
    "CHANGEME",
    "CHANGE_ME",
    "TODO",
    "todo",
    "test",
    "placeholder",
    "PLACEHOLDER",
    "REPLACE_ME",
    "replace_me",
    "123456",
    "密钥",
    "您的密钥",
    "你的密钥",
    "请填写密钥",
    "请输入密钥",
    "填写您的密钥",
];

/// Characters that fill the place of a key.
const FILLERS: [&str; 6] = ["x", "X", "*", "0", "•", "."];

const LENGTHS: [usize; 10] = [2, 3, 4, 5, 6, 8, 10, 16, 32, 64];

const EXPRESSIONS: [(&str, &str); 26] = [
    ("", ""),
    ("$", ""),
    ("${", "}"),
    ("%", "%"),
    ("{{", "}}"),
    ("{{ ", " }}"),
    ("#{", "}"),
    ("@", "@"),
    ("<", ">"),
    ("process.env.", ""),
    ("import.meta.env.", ""),
    ("import.meta.env.VITE_", ""),
    ("os.environ['", "']"),
    ("os.environ[\"", "\"]"),
    ("os.environ.get('", "')"),
    ("os.environ.get(\"", "\")"),
    ("os.getenv('", "')"),
    ("os.getenv(\"", "\")"),
    ("os.Getenv(\"", "\")"),
    ("System.getenv(\"", "\")"),
    ("getenv('", "')"),
    ("env('", "')"),
    ("ENV['", "']"),
    ("$_ENV['", "']"),
    ("${env.", "}"),
    ("config.", ""),
];

const PREFIXES: [&str; 5] = ["", "your ", "my ", "your app ", "insert your "];

const STEMS: [&str; 7] = ["secret key", "sdk secret key", "key", "secret", "app secret", "app key", "private key"];

const SUFFIXES: [&str; 2] = ["", " here"];
