//! The secret of a session: `A2Key` in the answer to a login.

use std::fmt::{self, Write as _};

use anyhow::anyhow;
use rustix::rand::{GetRandomFlags, getrandom};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// 128 random bits as 32 hexadecimal digits. The emulator sends it once and keeps only its hash.
pub(crate) struct A2Key(String);

impl A2Key {
    /// Draws a secret from the operating system.
    ///
    /// # Errors
    /// If the operating system has no random bytes.
    pub(crate) fn draw() -> anyhow::Result<Self> {
        let mut bytes = [0; 16];
        let len = getrandom(&mut bytes, GetRandomFlags::empty())?;
        if len != bytes.len() {
            return Err(anyhow!("the operating system returned {len} of {} random bytes", bytes.len()));
        }
        Ok(Self(hexadecimal(&bytes)))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> A2Hash {
        A2Hash::of(&self.0)
    }
}

impl fmt::Debug for A2Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("A2Key(..)")
    }
}

/// The SHA-256 of a secret. A table finds a session by it, so no comparison of secrets can leak their digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct A2Hash([u8; 32]);

impl A2Hash {
    pub(crate) fn of(secret: &str) -> Self {
        Self(Sha256::digest(secret.as_bytes()).into())
    }
}

impl From<A2Hash> for String {
    fn from(hash: A2Hash) -> Self {
        hexadecimal(&hash.0)
    }
}

impl TryFrom<String> for A2Hash {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const EXPECTED: &str = "the hash of a session secret has 64 hexadecimal digits";
        let mut hash = [0; 32];
        if text.len() != 2 * hash.len() || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(EXPECTED);
        }
        for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = str::from_utf8(digits).map_err(|_| EXPECTED)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| EXPECTED)?;
        }
        Ok(Self(hash))
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String accepts any text");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{A2Hash, A2Key};

    #[test]
    fn two_secrets_differ_and_debug_shows_neither() {
        let (one, other) = (A2Key::draw().unwrap(), A2Key::draw().unwrap());
        assert_eq!(one.as_str().len(), 32);
        assert_ne!(one.as_str(), other.as_str());
        assert_eq!(format!("{one:?}"), "A2Key(..)");
    }

    #[test]
    fn a_hash_survives_a_round_trip_and_other_texts_are_refused() {
        let hash = A2Hash::of("secret");
        assert_eq!(A2Hash::try_from(String::from(hash)), Ok(hash));
        for text in ["", "ab", &"g".repeat(64), &"+1".repeat(32), &"é".repeat(32)] {
            assert!(A2Hash::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
