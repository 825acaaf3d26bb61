//! The secret key of an app.

use std::error::Error;
use std::fmt;

use zeroize::Zeroizing;

/// The `SDKSecretKey` of the console. The bytes of its text are the HMAC key, so 64 hex digits are 64 bytes.
///
/// A key is never printed, compared, cloned or serialized. Its memory is wiped when it is dropped.
pub struct SecretKey(Zeroizing<String>);

impl SecretKey {
    /// The key as the console shows it.
    ///
    /// # Errors
    /// When the text is empty, has white space, a byte order mark or another invisible character at an end, contains a
    /// control character, or is PEM.
    pub fn new(text: &str) -> Result<Self, InvalidSecretKey> {
        if text.is_empty() {
            return Err(InvalidSecretKey::Empty);
        }
        if text.starts_with('\u{feff}') || text.ends_with('\u{feff}') {
            return Err(InvalidSecretKey::ByteOrderMark);
        }
        if text.trim().len() != text.len() {
            return Err(InvalidSecretKey::OuterWhiteSpace);
        }
        if text.contains("-----BEGIN") {
            return Err(InvalidSecretKey::Pem);
        }
        if text.starts_with(is_invisible) || text.ends_with(is_invisible) {
            return Err(InvalidSecretKey::InvisibleCharacter);
        }
        if text.contains(char::is_control) {
            return Err(InvalidSecretKey::ControlCharacter);
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// The key in a file or a pipe. One line end after the key is removed.
    ///
    /// # Errors
    /// As [`new`](Self::new), and when the bytes are not UTF-8.
    pub fn from_file(bytes: &[u8]) -> Result<Self, InvalidSecretKey> {
        let text = str::from_utf8(bytes).map_err(|_| InvalidSecretKey::NotText)?;
        let line = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
        Self::new(line)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

/// The zero-width characters, direction marks and fillers that web pages and editors add to copied text.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
    )
}

/// Why a text is not a [`SecretKey`]. The error never contains any part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidSecretKey {
    /// The text begins or ends with U+FEFF, which some editors add to a file.
    ByteOrderMark,
    /// The text contains a control character: a line end between two keys, or the NUL bytes of UTF-16.
    ControlCharacter,
    /// The text has no characters.
    Empty,
    /// The text begins or ends with an invisible character, which copying from a web page can add.
    InvisibleCharacter,
    /// The bytes are not UTF-8.
    NotText,
    /// The text begins or ends with white space, which copying by hand can add.
    OuterWhiteSpace,
    /// The text is a key of the old ECDSA tickets, not an `SDKSecretKey`.
    Pem,
}

impl fmt::Display for InvalidSecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ByteOrderMark => "secret key has a byte order mark at one end",
            Self::ControlCharacter => {
                "secret key contains a control character, such as a line end or NUL; it must be one line of plain text"
            }
            Self::Empty => "secret key is empty",
            Self::InvisibleCharacter => "secret key has an invisible character at one end",
            Self::NotText => "secret key is not UTF-8 text",
            Self::OuterWhiteSpace => "secret key has white space at one end",
            Self::Pem => {
                "secret key is PEM, which belongs to the old ECDSA tickets; take the SDKSecretKey of the console"
            }
        })
    }
}

impl Error for InvalidSecretKey {}
