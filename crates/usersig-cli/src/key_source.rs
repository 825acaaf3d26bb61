//! Where the key comes from.

use std::env;
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
    /// The one place the key is in. The flag goes before the environment, whose two variables exclude each other.
    pub(crate) fn source(&self) -> anyhow::Result<KeySource> {
        if let Some(path) = &self.key_file {
            return Ok(KeySource::file(path.clone(), "--key-file"));
        }
        let key = env::var_os(KEY).map(|key| Zeroizing::new(key.into_encoded_bytes()));
        match (key, env::var_os(KEY_FILE)) {
            (Some(key), None) => Ok(KeySource::Environment(key)),
            (None, Some(path)) => Ok(KeySource::file(path.into(), KEY_FILE)),
            (None, None) => bail!("no key. {PLACES}"),
            (Some(_), Some(_)) => bail!("{KEY} and {KEY_FILE} are both set, which of the two is meant?"),
        }
    }
}

/// A place with a key in it.
pub(crate) enum KeySource {
    /// A variable's value.
    Environment(Zeroizing<Vec<u8>>),
    /// A file, and what named it.
    File { path: PathBuf, named_by: &'static str },
    /// A pipe.
    StandardInput,
}

impl KeySource {
    fn file(path: PathBuf, named_by: &'static str) -> Self {
        if path == Path::new("-") { Self::StandardInput } else { Self::File { path, named_by } }
    }

    pub(crate) const fn is_standard_input(&self) -> bool {
        matches!(self, Self::StandardInput)
    }

    pub(crate) fn read(self) -> anyhow::Result<SecretKey> {
        match self {
            Self::Environment(value) => {
                let text = str::from_utf8(&value).map_err(|_| InvalidSecretKey::NotText);
                text.and_then(SecretKey::new).context(KEY)
            }
            Self::File { path, named_by } => key_file::read(&path, named_by),
            Self::StandardInput => key_file::read_standard_input(),
        }
    }
}
