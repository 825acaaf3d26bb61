//! The places a key can come from.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;
use usersig::{InvalidSecretKey, SdkAppId, SecretKey};
use zeroize::Zeroizing;

use crate::doubts;
use crate::input::standard_input;
use crate::keys::file;
use crate::output::protected::Protected;
use crate::output::terminal;
use crate::output::warnings::Warnings;

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

    /// Reads the key, and warns of a text that cannot be a key of this app.
    pub(crate) fn read(&self, app: Option<SdkAppId>, warnings: &Warnings) -> anyhow::Result<SecretKey> {
        let bytes = self.bytes(warnings)?;
        let place = || match self {
            Self::File { path, .. } => format!("key file {}", terminal::path(path)),
            Self::Environment(name) => name.clone(),
            Self::StandardInput => String::from("key on standard input"),
        };
        let line = match self {
            Self::Environment(_) => &bytes,
            Self::File { .. } | Self::StandardInput => without_line_end(&bytes),
        };
        let text = str::from_utf8(line).map_err(|_| InvalidSecretKey::NotText);
        let key = text.and_then(SecretKey::new).with_context(place)?;
        if let Some(doubt) = str::from_utf8(line).ok().and_then(|text| doubts::key::doubt(text, app)) {
            warnings.warn(format_args!("{}: the key {doubt}", place()));
        }
        Ok(key)
    }

    /// Reads the text of the key unchanged, with its line ends, so that the doctor can find what is wrong with it.
    ///
    /// Bytes that are not UTF-8 become U+FFFD. The second value is the reason why other commands refuse the key.
    pub(crate) fn text(&self, warnings: &Warnings) -> anyhow::Result<(Zeroizing<String>, Option<InvalidSecretKey>)> {
        let bytes = self.bytes(warnings)?;
        let refused = match self {
            Self::Environment(_) => {
                str::from_utf8(&bytes).map_err(|_| InvalidSecretKey::NotText).and_then(SecretKey::new)
            }
            Self::File { .. } | Self::StandardInput => SecretKey::from_file(&bytes),
        };
        Ok((Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned()), refused.err()))
    }

    fn bytes(&self, warnings: &Warnings) -> anyhow::Result<Zeroizing<Vec<u8>>> {
        match self {
            Self::Environment(name) => value_of(name),
            Self::File { path, named_by } => file::bytes(path, named_by, warnings),
            Self::StandardInput => file::bytes_of_standard_input(),
        }
    }

    /// Protects the file with the key from becoming an output.
    pub(crate) fn protect(&self, protected: &mut Protected) {
        match self {
            Self::Environment(_) => {}
            Self::File { path, .. } => protected.add_path(path, KEY_FILE_ROLE),
            Self::StandardInput => standard_input::protect(protected, KEY_FILE_ROLE),
        }
    }
}

/// The name of a key file in messages.
const KEY_FILE_ROLE: &str = "the file with the secret key";

/// A file and a pipe may end the key with one line end.
fn without_line_end(bytes: &[u8]) -> &[u8] {
    let line = bytes.strip_suffix(b"\n");
    line.map_or(bytes, |line| line.strip_suffix(b"\r").unwrap_or(line))
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
