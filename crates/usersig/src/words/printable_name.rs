//! The rules that UserIDs and identifiers share: printable ASCII, which differs only in its maximum length.

use crate::bytes::short_text::ShortText;

/// Why [`parse`] refuses a text.
pub(crate) enum BadName {
    Empty,
    NotPrintableAscii { at: usize, character: char },
    TooLong { len: usize },
}

/// Takes a name as it is: nothing is trimmed, folded or normalized.
pub(crate) fn parse<const MAX_LEN: usize>(text: &str) -> Result<ShortText<MAX_LEN>, BadName> {
    if text.is_empty() {
        return Err(BadName::Empty);
    }
    if let Some(short) = ShortText::new(text).filter(ShortText::is_printable_ascii) {
        return Ok(short);
    }
    Err(match text.char_indices().find(|(_, character)| !matches!(character, ' '..='~')) {
        Some((at, character)) => BadName::NotPrintableAscii { at, character },
        None => BadName::TooLong { len: text.len() },
    })
}

/// Defines a name, its error, and the traits a name has.
macro_rules! printable_name {
    (
        $(#[$doc:meta])* $name:ident, $max_len:literal, $noun:literal;
        $(#[$error_doc:meta])* $error:ident
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name(ShortText<{ $name::MAX_LEN }>);

        impl $name {
            /// The maximum length in bytes.
            pub const MAX_LEN: usize = $max_len;

            /// Takes the text as it is: nothing is trimmed, folded or normalized.
            ///
            /// # Errors
            /// When the text is empty, has more than [`MAX_LEN`](Self::MAX_LEN) bytes, or has a character outside 0x20
            /// to 0x7e.
            pub fn new(text: &str) -> Result<Self, $error> {
                printable_name::parse(text).map(Self).map_err(|bad| match bad {
                    BadName::Empty => $error::Empty,
                    BadName::NotPrintableAscii { at, character } => $error::NotPrintableAscii { at, character },
                    BadName::TooLong { len } => $error::TooLong { len },
                })
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            pub(crate) fn as_bytes(&self) -> &[u8] {
                self.0.as_bytes()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.as_str()).finish()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::new(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
            }
        }

        $(#[$error_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $error {
            /// The text has no characters.
            Empty,
            /// The text has a character outside 0x20 to 0x7e.
            NotPrintableAscii {
                /// The byte at which the character starts.
                at: usize,
                /// The character.
                character: char,
            },
            /// The text has too many bytes.
            TooLong {
                /// The number of bytes.
                len: usize,
            },
        }

        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::Empty => f.write_str(concat!($noun, " is empty")),
                    Self::NotPrintableAscii { at, character } => {
                        write!(f, concat!($noun, " has {:?} at byte {}, only printable ASCII is allowed"), character, at)
                    }
                    Self::TooLong { len } => {
                        write!(f, concat!($noun, " has {} bytes, at most {} are allowed"), len, $max_len)
                    }
                }
            }
        }

        impl Error for $error {}
    };
}
pub(crate) use printable_name;
