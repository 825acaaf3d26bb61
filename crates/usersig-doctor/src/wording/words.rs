//! Three sentences in one of two languages.

use usersig::{Language, UnixTime};

/// How a moment is written.
pub(crate) type Moment<'a> = &'a dyn Fn(UnixTime) -> String;

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
            usersig::Language::Chinese => $crate::wording::words::Words {
                what: format!($what_in_chinese),
                evidence: format!($evidence_in_chinese),
                remedy: format!($remedy_in_chinese),
            },
            usersig::Language::English => $crate::wording::words::Words {
                what: format!($what),
                evidence: format!($evidence),
                remedy: format!($remedy),
            },
        }
    };
}
pub(crate) use words;

/// One of two texts.
pub(super) fn either<'a>(language: Language, english: &'a str, chinese: &'a str) -> &'a str {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}
