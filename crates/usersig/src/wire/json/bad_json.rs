//! Why a text is not one JSON object as a ticket has it.

use std::error::Error;
use std::fmt;

/// How deep a value may nest. A value that nests deeper is refused before it costs stack.
pub(super) const MAX_DEPTH: usize = 16;

/// Why a text is not one JSON object as a ticket has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BadJson {
    /// A member a ticket is made of stands twice, so two readers could read two tickets.
    DuplicateMember,
    /// Its bytes are not UTF-8.
    NotUtf8,
    /// It is not JSON, or not an object, or something follows the object.
    Syntax {
        /// The byte that does not fit.
        at: usize,
    },
    /// Its values nest deeper than 16.
    TooDeep,
}

impl fmt::Display for BadJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateMember => f.write_str("a member stands twice"),
            Self::NotUtf8 => f.write_str("it is not UTF-8"),
            Self::Syntax { at } => write!(f, "it is no JSON object at byte {at}"),
            Self::TooDeep => write!(f, "it nests deeper than {MAX_DEPTH}"),
        }
    }
}

impl Error for BadJson {}
