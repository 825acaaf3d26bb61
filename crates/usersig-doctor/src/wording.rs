//! Findings in English and Chinese, the two side by side: what is wrong; the evidence; the remedy.

mod document;
mod envelope;
mod identity;
mod map_key;
mod shown;
mod signature;
mod times;
mod verdict;

pub(crate) use shown::moment;
pub(crate) use verdict::refused;

/// How a moment is written.
pub(crate) type Moment<'a> = &'a dyn Fn(usersig::UnixTime) -> String;

/// Three sentences without full stops.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) what: String,
    pub(crate) evidence: String,
    pub(crate) remedy: String,
}

/// The words of a language, of format strings that take their values from the scope.
macro_rules! words {
    ($language:expr;
        $what:literal | $what_in_chinese:literal;
        $evidence:literal | $evidence_in_chinese:literal;
        $remedy:literal | $remedy_in_chinese:literal $(;)?) => {
        match $language {
            usersig::Language::Chinese => $crate::wording::Words {
                what: format!($what_in_chinese),
                evidence: format!($evidence_in_chinese),
                remedy: format!($remedy_in_chinese),
            },
            usersig::Language::English => {
                $crate::wording::Words { what: format!($what), evidence: format!($evidence), remedy: format!($remedy) }
            }
        }
    };
}
use words;

/// One of two texts.
fn either<'a>(language: usersig::Language, english: &'a str, chinese: &'a str) -> &'a str {
    match language {
        usersig::Language::Chinese => chinese,
        usersig::Language::English => english,
    }
}
