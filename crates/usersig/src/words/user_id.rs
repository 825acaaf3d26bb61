//! Who logs in.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::bytes::short_text::ShortText;
use crate::codes::error_code::ErrorCode;

/// An account of one app, as its business server names it: 1 to 32 printable ASCII characters.
///
/// This is the rule the SDKs enforce with code 7003 (`TIMErrorCode.h`). The documents advise letters, digits,
/// `_` and `-` only: see [`uses_advised_alphabet`](Self::uses_advised_alphabet). Ids are compared byte by byte.
///
/// ```
/// # use usersig::UserId;
/// let alice = UserId::new("alice")?;
/// assert_eq!(alice.as_str(), "alice");
/// # Ok::<(), usersig::InvalidUserId>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UserId(ShortText<{ UserId::MAX_LEN }>);

impl UserId {
    /// The most bytes an id can have.
    pub const MAX_LEN: usize = 32;

    /// Takes an id as it is: nothing is trimmed, folded or normalised.
    ///
    /// # Errors
    /// When the text is empty, longer than [`MAX_LEN`](Self::MAX_LEN) bytes, or has a character outside 0x20 to 0x7e.
    pub fn new(text: &str) -> Result<Self, InvalidUserId> {
        if text.is_empty() {
            return Err(InvalidUserId::Empty);
        }
        if let Some(short) = ShortText::new(text).filter(ShortText::is_printable_ascii) {
            return Ok(Self(short));
        }
        Err(match text.char_indices().find(|(_, character)| !matches!(character, ' '..='~')) {
            Some((at, character)) => InvalidUserId::NotPrintableAscii { at, character },
            None => InvalidUserId::TooLong { len: text.len() },
        })
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Whether the id keeps to letters, digits, `_` and `-`, as the login guides advise.
    #[must_use]
    pub fn uses_advised_alphabet(&self) -> bool {
        self.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    }
}

impl fmt::Debug for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UserId").field(&self.as_str()).finish()
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for UserId {
    type Err = InvalidUserId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl AsRef<str> for UserId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for UserId {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl Ord for UserId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for UserId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Why a text is no [`UserId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidUserId {
    /// It has no characters.
    Empty,
    /// It has a character outside 0x20 to 0x7e.
    NotPrintableAscii {
        /// The byte the character begins at.
        at: usize,
        /// The character.
        character: char,
    },
    /// It has more than [`UserId::MAX_LEN`] bytes.
    TooLong {
        /// How many bytes it has.
        len: usize,
    },
}

impl InvalidUserId {
    /// What an SDK answers to such an id: 7003.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Empty | Self::NotPrintableAscii { .. } | Self::TooLong { .. } => ErrorCode::COMM_INVALID_IDENTIFIER,
        }
    }
}

impl fmt::Display for InvalidUserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "user id is empty"),
            Self::NotPrintableAscii { at, character } => {
                write!(f, "user id has {character:?} at byte {at}, only printable ASCII is allowed")
            }
            Self::TooLong { len } => {
                write!(f, "user id has {len} bytes, at most {} are allowed", UserId::MAX_LEN)
            }
        }
    }
}

impl Error for InvalidUserId {}
