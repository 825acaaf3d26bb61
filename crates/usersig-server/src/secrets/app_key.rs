//! The secret key of an app.

use std::env;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;

use usersig::{InvalidSecretKey, SecretKey};
use zeroize::Zeroizing;

use crate::secrets::file;

/// The key in the README of every official signer. Everybody knows it.
const PUBLIC_SAMPLE_KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

/// The characters of a key that the console shows.
const KEY_LEN: usize = 64;

/// Many times a key, and an end to a file that has none.
const MAX_FILE_LEN: usize = 4096;

/// Whether keys that only tests should use are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyPolicy {
    /// Real keys only: 64 hexadecimal digits, and not the public sample key.
    Production,
    /// Every key that can sign, for `--insecure-sample-key`.
    Sample,
}

/// Reads the key in a file.
pub(crate) fn from_file(path: &Path, policy: KeyPolicy) -> Result<SecretKey, UnusableKey> {
    let bytes = file::read_secret(path, MAX_FILE_LEN).map_err(UnusableKey::Unreadable)?;
    let text = str::from_utf8(&bytes).map_err(|_| UnusableKey::Invalid(InvalidSecretKey::NotText))?;
    checked(text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line)), policy)
}

/// Reads the key in an environment variable.
pub(crate) fn from_environment(name: &str, policy: KeyPolicy) -> Result<SecretKey, UnusableKey> {
    let value = env::var_os(name).ok_or(UnusableKey::NotSet)?;
    let bytes = Zeroizing::new(value.into_encoded_bytes());
    let text = str::from_utf8(&bytes).map_err(|_| UnusableKey::Invalid(InvalidSecretKey::NotText))?;
    checked(text, policy)
}

fn checked(text: &str, policy: KeyPolicy) -> Result<SecretKey, UnusableKey> {
    let key = SecretKey::new(text).map_err(UnusableKey::Invalid)?;
    if policy == KeyPolicy::Production {
        if text.len() != KEY_LEN || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(UnusableKey::NotHexadecimal);
        }
        if text.eq_ignore_ascii_case(PUBLIC_SAMPLE_KEY) {
            return Err(UnusableKey::Public);
        }
    }
    Ok(key)
}

/// Why a key cannot be used. The messages never contain any part of the key.
#[derive(Debug)]
pub(crate) enum UnusableKey {
    Invalid(InvalidSecretKey),
    NotHexadecimal,
    NotSet,
    Public,
    Unreadable(io::Error),
}

impl fmt::Display for UnusableKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(_) => f.write_str("the text is not a secret key"),
            Self::NotHexadecimal => {
                write!(f, "the key does not have {KEY_LEN} hexadecimal digits; copy it from the console again")
            }
            Self::NotSet => f.write_str("the environment variable is not set"),
            Self::Public => f.write_str(
                "this is the public sample key, with which everybody can sign; --insecure-sample-key allows it on loopback",
            ),
            Self::Unreadable(_) => f.write_str("the file cannot be read"),
        }
    }
}

impl Error for UnusableKey {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Invalid(source) => Some(source),
            Self::Unreadable(source) => Some(source),
            Self::NotHexadecimal | Self::NotSet | Self::Public => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_64_hexadecimal_digits_that_are_not_public_are_a_production_key() {
        let good = "0123456789abcdef".repeat(4);
        assert!(checked(&good, KeyPolicy::Production).is_ok());
        for bad in ["", "short", &good[1..], &format!("{good}0"), &"g".repeat(64), PUBLIC_SAMPLE_KEY] {
            assert!(checked(bad, KeyPolicy::Production).is_err(), "{bad}");
        }
        assert!(checked(&PUBLIC_SAMPLE_KEY.to_uppercase(), KeyPolicy::Production).is_err());
        assert!(checked(PUBLIC_SAMPLE_KEY, KeyPolicy::Sample).is_ok());
    }
}
