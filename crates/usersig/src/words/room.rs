//! The TRTC room of a PrivateMapKey.

use std::error::Error;
use std::fmt;
use std::num::NonZeroU32;

use crate::bytes::short_text::ShortText;

/// A TRTC room, which has a number or a name. Number 123 and name "123" are different rooms.
///
/// ```
/// # use usersig::Room;
/// let by_number = Room::number(123)?;
/// let by_name = Room::name("123")?;
/// assert_ne!(by_number, by_name);
/// # Ok::<(), usersig::InvalidRoom>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Room {
    /// `strRoomId`.
    Name(RoomName),
    /// `roomId`, 1 to 4,294,967,295.
    Number(NonZeroU32),
}

impl Room {
    /// A room with a number (`roomId`).
    ///
    /// # Errors
    /// When the number is 0. The documents number rooms from 1.
    pub fn number(number: u32) -> Result<Self, InvalidRoom> {
        NonZeroU32::new(number).map(Self::Number).ok_or(InvalidRoom::NumberZero)
    }

    /// A room with a name (`strRoomId`).
    ///
    /// # Errors
    /// When the name is empty, has more than [`RoomName::MAX_LEN`] bytes, or has a character that is not documented.
    pub fn name(name: &str) -> Result<Self, InvalidRoom> {
        RoomName::new(name).map(Self::Name)
    }
}

impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "room \"{name}\""),
            Self::Number(number) => write!(f, "room {number}"),
        }
    }
}

/// The name of a room: 1 to 64 ASCII letters, digits, spaces and ``!#$%&()+-:;<=.>?@[]^_{}|~,``.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RoomName(ShortText<{ RoomName::MAX_LEN }>);

impl RoomName {
    /// The maximum length in bytes.
    pub const MAX_LEN: usize = 64;

    pub(super) fn new(text: &str) -> Result<Self, InvalidRoom> {
        if text.is_empty() {
            return Err(InvalidRoom::NameEmpty);
        }
        if let Some((at, character)) = text.char_indices().find(|&(_, c)| !Self::allows(c)) {
            return Err(InvalidRoom::NameCharacter { at, character });
        }
        ShortText::new(text).map(Self).ok_or(InvalidRoom::NameTooLong { len: text.len() })
    }

    fn allows(character: char) -> bool {
        character.is_ascii_alphanumeric() || " !#$%&()+-:;<=.>?@[]^_{}|~,".contains(character)
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for RoomName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RoomName").field(&self.as_str()).finish()
    }
}

impl fmt::Display for RoomName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Why a number or a text is not a [`Room`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidRoom {
    /// The name has a character that is not documented.
    NameCharacter {
        /// The byte at which the character starts.
        at: usize,
        /// The character.
        character: char,
    },
    /// The name has no characters.
    NameEmpty,
    /// The name has more than [`RoomName::MAX_LEN`] bytes.
    NameTooLong {
        /// The number of bytes.
        len: usize,
    },
    /// The number is 0.
    NumberZero,
}

impl fmt::Display for InvalidRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameCharacter { at, character } => {
                write!(f, "room name has {character:?} at byte {at}, which is not allowed in a room name")
            }
            Self::NameEmpty => write!(f, "room name is empty"),
            Self::NameTooLong { len } => {
                write!(f, "room name has {len} bytes, at most {} are allowed", RoomName::MAX_LEN)
            }
            Self::NumberZero => write!(f, "room number is 0, rooms are numbered from 1"),
        }
    }
}

impl Error for InvalidRoom {}
