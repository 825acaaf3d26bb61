//! Where the key comes from.

use std::env;
use std::mem;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use usersig::{InvalidSecretKey, SecretKey};
use zeroize::Zeroizing;

use crate::key_file;

/// What to tell whoever has not found out yet.
pub(crate) const PLACES: &str = "The key goes into USERSIG_KEY, or into a file of mode 600 that USERSIG_KEY_FILE or \
                                 --key-file names; --key-file - reads it from standard input";

const HELP: &str = "The file with the app's secret key, - for standard input [else: USERSIG_KEY or USERSIG_KEY_FILE]";

const KEY: &str = "USERSIG_KEY";
const KEY_FILE: &str = "USERSIG_KEY_FILE";

/// What the command line says of the key: never the key.
#[derive(Args)]
pub(crate) struct KeyArguments {
    #[arg(long, value_name = "PATH", help = HELP)]
    key_file: Option<PathBuf>,
}

impl KeyArguments {
    /// Whether no flag says anything.
    pub(crate) const fn is_silent(&self) -> bool {
        self.key_file.is_none()
    }

    /// The one place the key is in. The flag goes before the environment, whose two variables exclude each other.
    pub(crate) fn source(&self) -> anyhow::Result<KeySource> {
        self.source_if_any()?.with_context(|| format!("no key. {PLACES}"))
    }

    /// The same for whoever can do without.
    pub(crate) fn source_if_any(&self) -> anyhow::Result<Option<KeySource>> {
        if let Some(path) = &self.key_file {
            return Ok(Some(KeySource::file(path.clone(), "--key-file")));
        }
        match (is_set(KEY), env::var_os(KEY_FILE)) {
            (true, None) => Ok(Some(KeySource::variable(KEY))),
            (false, Some(path)) => Ok(Some(KeySource::file(path.into(), KEY_FILE))),
            (false, None) => Ok(None),
            (true, Some(_)) => bail!("{KEY} and {KEY_FILE} are both set, which of the two is meant?"),
        }
    }
}

/// A place with a key in it.
pub(crate) enum KeySource {
    /// The name of a variable.
    Environment(String),
    /// A file, and what named it.
    File { path: PathBuf, named_by: &'static str },
    /// A pipe.
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

    pub(crate) fn read(&self) -> anyhow::Result<SecretKey> {
        match self {
            Self::Environment(name) => {
                let value = value_of(name)?;
                let text = str::from_utf8(&value).map_err(|_| InvalidSecretKey::NotText);
                text.and_then(SecretKey::new).with_context(|| name.clone())
            }
            Self::File { path, named_by } => key_file::read(path, named_by),
            Self::StandardInput => key_file::read_standard_input(),
        }
    }

    /// The key's text as it stands, line ends and all, to find out what is wrong with it.
    pub(crate) fn text(&self) -> anyhow::Result<Zeroizing<String>> {
        let mut bytes = match self {
            Self::Environment(name) => value_of(name)?,
            Self::File { path, named_by } => key_file::bytes(path, named_by)?,
            Self::StandardInput => key_file::bytes_of_standard_input()?,
        };
        if str::from_utf8(&bytes).is_err() {
            return Err(InvalidSecretKey::NotText.into());
        }
        let text = String::from_utf8(mem::take(&mut bytes)).expect("it was UTF-8 a line above");
        Ok(Zeroizing::new(text))
    }
}

/// The variable that says a key nobody reads, where keys come from these sources.
pub(crate) fn left_unread(sources: &[KeySource]) -> Option<&'static str> {
    let is_read = |name| sources.iter().any(|source| matches!(source, KeySource::Environment(read) if read == name));
    [KEY, KEY_FILE].into_iter().find(|name| is_set(name) && !is_read(*name))
}

fn is_set(name: &str) -> bool {
    // The copy that is asked for is wiped like any other.
    env::var_os(name).map(|value| Zeroizing::new(value.into_encoded_bytes())).is_some()
}

fn value_of(name: &str) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let value = env::var_os(name).with_context(|| format!("variable {name} has no key: it is not set"))?;
    Ok(Zeroizing::new(value.into_encoded_bytes()))
}
