//! The places a key can come from.

use std::env;
use std::mem;
use std::path::{Path, PathBuf};

use anyhow::Context;
use usersig::{InvalidSecretKey, SecretKey};
use zeroize::Zeroizing;

use crate::keys::file;

/// Tells a person where to put the key.
pub(crate) const PLACES: &str = "Put the key into the variable USERSIG_KEY, or into a file of mode 600 that \
                                 USERSIG_KEY_FILE or --key-file names; --key-file - reads it from standard input";

pub(crate) const KEY: &str = "USERSIG_KEY";
pub(crate) const KEY_FILE: &str = "USERSIG_KEY_FILE";

/// One place with a key in it.
pub(crate) enum KeySource {
    /// The name of an environment variable.
    Environment(String),
    /// A file, and the option, variable or setting that names it.
    File { path: PathBuf, named_by: &'static str },
    /// Standard input.
    StandardInput,
}

impl KeySource {
    pub(crate) fn variable(name: &str) -> Self {
        Self::Environment(name.to_owned())
    }

    pub(crate) fn file(path: PathBuf, named_by: &'static str) -> Self {
        if path == Path::new("-") { Self::StandardInput } else { Self::File { path, named_by } }
    }

    pub(crate) const fn is_standard_input(&self) -> bool {
        matches!(self, Self::StandardInput)
    }

    /// The name to call the key by in messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Environment(name) => name.clone(),
            Self::File { named_by, .. } => String::from(*named_by),
            Self::StandardInput => String::from("standard input"),
        }
    }

    /// Reads the key.
    pub(crate) fn read(&self) -> anyhow::Result<SecretKey> {
        match self {
            Self::Environment(name) => {
                let value = value_of(name)?;
                let text = str::from_utf8(&value).map_err(|_| InvalidSecretKey::NotText);
                text.and_then(SecretKey::new).with_context(|| name.clone())
            }
            Self::File { path, named_by } => file::read(path, named_by),
            Self::StandardInput => file::read_standard_input(),
        }
    }

    /// Reads the text of the key unchanged, with its line ends, so that the doctor can find what is wrong with it.
    pub(crate) fn text(&self) -> anyhow::Result<Zeroizing<String>> {
        let mut bytes = match self {
            Self::Environment(name) => value_of(name)?,
            Self::File { path, named_by } => file::bytes(path, named_by)?,
            Self::StandardInput => file::bytes_of_standard_input()?,
        };
        if str::from_utf8(&bytes).is_err() {
            return Err(InvalidSecretKey::NotText.into());
        }
        let text = String::from_utf8(mem::take(&mut bytes)).expect("it was UTF-8 a line above");
        Ok(Zeroizing::new(text))
    }
}

/// The variable that holds a key but is not among these sources.
pub(crate) fn ignored_variable(sources: &[KeySource]) -> Option<&'static str> {
    let is_read = |name| sources.iter().any(|source| matches!(source, KeySource::Environment(read) if read == name));
    [KEY, KEY_FILE].into_iter().find(|name| is_set(name) && !is_read(*name))
}

pub(crate) fn is_set(name: &str) -> bool {
    // `var_os` returns a copy, which is wiped like any other.
    env::var_os(name).map(|value| Zeroizing::new(value.into_encoded_bytes())).is_some()
}

fn value_of(name: &str) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let value = env::var_os(name).with_context(|| format!("variable {name} has no key: it is not set"))?;
    Ok(Zeroizing::new(value.into_encoded_bytes()))
}
