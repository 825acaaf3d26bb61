//! Texts that are not tickets.

use crate::finding_id::FindingId;

/// A text that is not a ticket, and not a changed ticket either.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Foreign {
    /// A MAC without the document that it signs.
    BareMac {
        /// How many bytes it has.
        bytes: usize,
        /// Whether it is written in hexadecimal digits.
        is_hex: bool,
    },
    /// An error message or a line of a log.
    ErrorMessage {
        /// A code in it that the service or an SDK gives.
        code: Option<i64>,
    },
    /// JSON that is not the document of a ticket.
    ForeignDocument {
        /// Whether it was encoded in base64.
        is_encoded: bool,
        /// The name of its first member.
        member: Option<String>,
    },
    /// A page for a browser.
    HtmlPage {
        /// The title of the page.
        title: Option<String>,
    },
    /// An answer of a server that has no ticket in it.
    JsonAnswer {
        /// The code in it.
        code: Option<String>,
        /// The message in it.
        message: Option<String>,
        /// The member that should hold the ticket, and what it holds.
        empty_member: Option<(String, String)>,
    },
    /// PEM.
    Pem {
        /// Whether it is a private key.
        is_private: bool,
    },
    /// The way in which a language prints an object.
    PrintedObject {
        /// The language or the library, and the kind of object.
        what: &'static str,
        /// Whether the object is an answer that is still to come.
        is_pending: bool,
    },
    /// The text that is signed, without a document around it.
    SignedTextOnly {
        /// Whether it was encoded in base64.
        is_encoded: bool,
    },
    /// Another value, such as a number.
    Value(ForeignValue),
    /// A text of which nothing more can be said.
    Unknown {
        /// How many characters it has.
        characters: usize,
        /// Whether it may be a part of a ticket without the beginning.
        may_be_a_part: bool,
    },
}

/// A value that is not a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ForeignValue {
    /// An address without a ticket in it.
    Address,
    /// The name of a file.
    FileName,
    /// A number, such as an SDKAppID.
    Number,
    /// Words of a language.
    Prose,
    /// A UUID.
    Uuid,
    /// A single short word, such as a UserID.
    Word,
}

impl Foreign {
    pub(crate) const fn id(&self) -> FindingId {
        match self {
            Self::BareMac { .. } => FindingId::BareMac,
            Self::ErrorMessage { .. } => FindingId::ErrorMessage,
            Self::ForeignDocument { .. } => FindingId::ForeignDocument,
            Self::HtmlPage { .. } => FindingId::HtmlPage,
            Self::JsonAnswer { .. } => FindingId::JsonAnswer,
            Self::Pem { .. } => FindingId::Pem,
            Self::PrintedObject { .. } => FindingId::PrintedObject,
            Self::SignedTextOnly { .. } => FindingId::SignedTextOnly,
            Self::Value(_) | Self::Unknown { .. } => FindingId::NotATicket,
        }
    }
}
