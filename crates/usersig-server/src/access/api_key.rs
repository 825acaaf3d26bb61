//! API keys, which the configuration knows only by their hashes.

use std::fmt;

use ctutils::CtEq;
use rustix::rand::{GetRandomFlags, getrandom};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Every key starts with it, so that scanners for leaked secrets can find one.
const PREFIX: &str = "usk_";

/// 256 random bits, so that the plain SHA-256 of a key cannot be reversed by guessing.
const RANDOM_LEN: usize = 32;

/// The SHA-256 of an API key.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct KeyHash([u8; 32]);

impl KeyHash {
    /// Hashes the text of a whole key.
    pub(crate) fn of(key: &str) -> Self {
        Self(Sha256::digest(key.as_bytes()).into())
    }

    /// Compares in constant time. A caller cannot choose the bytes of a hash, so this is a second protection.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

/// Makes a new key.
///
/// # Errors
/// If the operating system has no random bytes.
pub(crate) fn generate() -> std::io::Result<Zeroizing<String>> {
    let mut random = Zeroizing::new([0; RANDOM_LEN]);
    let len = getrandom(random.as_mut_slice(), GetRandomFlags::empty())?;
    if len != RANDOM_LEN {
        return Err(std::io::Error::other("the operating system returned too few random bytes"));
    }
    let mut key = Zeroizing::new(String::with_capacity(PREFIX.len() + 2 * RANDOM_LEN));
    key.push_str(PREFIX);
    push_hex(random.as_slice(), &mut key);
    Ok(key)
}

fn push_hex(bytes: &[u8], text: &mut String) {
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(digit.into(), 16).expect("four bits are a hexadecimal digit"));
        }
    }
}

impl fmt::Display for KeyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyHash({self})")
    }
}

impl From<KeyHash> for String {
    fn from(hash: KeyHash) -> Self {
        hash.to_string()
    }
}

impl TryFrom<String> for KeyHash {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut hash = [0; 32];
        // The text is never repeated, because it may be the key itself, put in the wrong place.
        let reason = "sha256 must be the 64 hexadecimal digits that usersig-server keygen prints, not the key itself";
        if text.len() != 2 * hash.len() || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(reason);
        }
        for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = str::from_utf8(digits).map_err(|_| reason)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| reason)?;
        }
        Ok(Self(hash))
    }
}

#[cfg(test)]
mod timing;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_key_has_its_prefix_and_256_bits_and_is_never_the_same() {
        let (first, second) = (generate().unwrap(), generate().unwrap());
        assert!(first.starts_with("usk_") && first.len() == 68);
        assert_ne!(*first, *second);
    }

    #[test]
    fn a_hash_is_the_sha256_of_the_text_and_survives_writing() {
        let hash = KeyHash::of("abc");
        assert_eq!(hash.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(KeyHash::try_from(hash.to_string()).unwrap().is(&hash));
        assert!(!KeyHash::of("abd").is(&hash));
    }

    #[test]
    fn an_error_does_not_repeat_the_text() {
        let error = KeyHash::try_from("usk_secret".to_owned()).unwrap_err();
        assert!(!error.contains("usk_secret"));
    }
}
