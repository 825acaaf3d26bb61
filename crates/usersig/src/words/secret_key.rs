//! What signs.

use std::error::Error;
use std::fmt;

use zeroize::Zeroizing;

/// The console's `SDKSecretKey`: an opaque text whose bytes, as they stand, are the HMAC key.
///
/// It is never hex-decoded, printed, compared, cloned or serialized, and its memory is wiped when it is dropped.
pub struct SecretKey(Zeroizing<String>);

impl SecretKey {
    /// Takes a key as the console shows it.
    ///
    /// # Errors
    /// When the text is empty, has white space or a byte order mark at an end, or is PEM.
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
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// Takes a key as a file or a pipe holds it: exactly one line end, if there is one, is not part of it.
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

/// Why a text is no [`SecretKey`]. It never holds any of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidSecretKey {
    /// It begins or ends with U+FEFF, as files saved by some editors do.
    ByteOrderMark,
    /// It has no characters.
    Empty,
    /// Its bytes are not UTF-8.
    NotText,
    /// It begins or ends with white space, as keys copied by hand do.
    OuterWhiteSpace,
    /// It is a key pair of the old ECDSA tickets, not an `SDKSecretKey`.
    Pem,
}

impl fmt::Display for InvalidSecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ByteOrderMark => "secret key has a byte order mark at one end",
            Self::Empty => "secret key is empty",
            Self::NotText => "secret key is not UTF-8 text",
            Self::OuterWhiteSpace => "secret key has white space at one end",
            Self::Pem => {
                "secret key is PEM, which belongs to the old ECDSA tickets; take the SDKSecretKey of the console"
            }
        })
    }
}

impl Error for InvalidSecretKey {}
