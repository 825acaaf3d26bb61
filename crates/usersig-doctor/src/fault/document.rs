//! The faults of the members of a document.

use usersig::{BadField, Field};

use crate::finding_id::FindingId;

/// Why a document says nothing a verifier takes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocumentFault {
    /// It is a ticket of version 1.
    LegacyVersion,
    /// A member stands twice.
    DuplicateMember {
        /// The member.
        field: Field,
    },
    /// A member has another name.
    MisspeltMember {
        /// The member.
        field: Field,
        /// The name it has.
        found: String,
    },
    /// A member is not there.
    MissingMember {
        /// The member.
        field: Field,
    },
    /// A number stands in quotes.
    NumberAsText {
        /// The member.
        field: Field,
    },
    /// A text stands without quotes.
    TextAsNumber {
        /// The member.
        field: Field,
    },
    /// A number has a fraction or an exponent.
    NotWholeNumber {
        /// The member.
        field: Field,
        /// The number.
        number: String,
    },
    /// A member says something else that it must not say.
    BadMember {
        /// The member and its problem.
        bad: BadField,
        /// Its value; nothing for a signature or a userbuf.
        value: Option<String>,
    },
    /// The base64 of a member cannot be decoded as it is.
    BadBase64 {
        /// The member.
        field: Field,
        /// The fault of its text.
        flaw: Base64Flaw,
        /// How many characters its text has.
        characters: usize,
    },
    /// It is not JSON, and can be read all the same.
    BadJson(JsonFlaw),
    /// Its members stand inside another member.
    NestedMembers {
        /// The name of the other member.
        inside: String,
    },
}

/// The fault of a text that should be base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base64Flaw {
    /// It has a character that base64 does not have.
    Character {
        /// The first one.
        character: char,
        /// Its place, counted from 1.
        place: usize,
    },
    /// It is empty.
    Empty,
    /// It is in hexadecimal digits.
    Hex,
    /// Its last bits are not 0.
    LastBits,
    /// It has line ends.
    LineEnds {
        /// The place of the first one, counted from 1.
        place: usize,
    },
    /// Its padding is missing or too much.
    Padding,
    /// It stands in quotes, such as the `b'..'` of Python.
    Quoted,
}

/// The fault of a document that should be JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonFlaw {
    /// A byte order mark stands before it.
    ByteOrderMark,
    /// It has a comment.
    Comment,
    /// A string has a control character, such as a line end.
    ControlCharacter {
        /// The character.
        character: char,
    },
    /// It is a JSON string that holds the document.
    InAString,
    /// It is in a list.
    InAList,
    /// A brace is missing.
    MissingBrace,
    /// It has single quotes, as Python prints a dict.
    SingleQuotes,
    /// Another character stands between name and value.
    Separator {
        /// The character.
        character: char,
    },
    /// More text follows it.
    TextAfter,
    /// A comma stands behind the last member.
    TrailingComma,
    /// A name or a value has no quotes.
    Unquoted {
        /// The name or the value.
        word: String,
    },
    /// It has a word that JSON does not have, such as `NaN`.
    Word {
        /// The word.
        word: String,
    },
    /// It is not UTF-8.
    NotUtf8,
    /// Its values nest too deep.
    TooDeep,
    /// Something else does not fit.
    Other {
        /// The byte that does not fit.
        at: usize,
    },
}

impl DocumentFault {
    pub(crate) const fn id(&self) -> FindingId {
        match self {
            Self::LegacyVersion => FindingId::LegacyVersion,
            Self::DuplicateMember { .. } => FindingId::DuplicateMember,
            Self::MisspeltMember { .. } => FindingId::MisspeltMember,
            Self::MissingMember { .. } => FindingId::MissingMember,
            Self::NumberAsText { .. } => FindingId::NumberAsText,
            Self::TextAsNumber { .. } => FindingId::TextAsNumber,
            Self::NotWholeNumber { .. } => FindingId::NotWholeNumber,
            Self::BadMember { .. } | Self::BadBase64 { .. } => FindingId::BadMember,
            Self::BadJson(_) => FindingId::BadJson,
            Self::NestedMembers { .. } => FindingId::NestedMembers,
        }
    }
}
