//! The kinds of doubt, in one place because a batch counts them.

use std::fmt;

/// Something in a request that is valid, but probably a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Doubt {
    Administrator,
    BlankAtAnEnd,
    Comment,
    Header,
    LeadingZero,
    LongLifetime,
    Milliseconds,
    NoRoom,
    OddCharacter,
    Placeholder,
    SecretKey,
    SpreadsheetDate,
    SpreadsheetError,
    SpreadsheetNumber,
    TooLongForLogin,
}

impl fmt::Display for Doubt {
    /// Continues a sentence that names the value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Administrator => "is the administrator, whose UserSig opens the whole REST interface of the app",
            Self::BlankAtAnEnd => "has a blank at an end, which makes it another user",
            Self::Comment => "looks like a comment",
            Self::Header => "looks like the header of a column",
            Self::LeadingZero => "has a leading zero, which a number loses; a room name can have one",
            Self::LongLifetime => "is more than 10 years; a lifetime is in seconds",
            Self::Milliseconds => "looks like milliseconds; a lifetime is in seconds",
            Self::NoRoom => "has no room, so that a UserSig is signed and not a PrivateMapKey",
            Self::OddCharacter => "has characters outside A-Z a-z 0-9 _ -, which are the ones that the service advises",
            Self::Placeholder => "looks like a placeholder for a missing value",
            Self::SecretKey => "looks like a secret key, which everyone can read in the ticket",
            Self::SpreadsheetDate => "looks like a date that a spreadsheet made of an id",
            Self::SpreadsheetError => "looks like the error of a spreadsheet's formula",
            Self::TooLongForLogin => "is longer than 32 characters, so that IM and TRTC refuse it at login",
            Self::SpreadsheetNumber => "looks like a number that a spreadsheet rounded",
        })
    }
}
