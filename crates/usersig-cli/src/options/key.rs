//! `--key-file`: the place of the secret key, never the key itself.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;

use crate::keys::source::{KEY, KEY_FILE, KeySource, PLACES, is_set};

const HELP: &str = "The file with the app's secret key; - reads the key from standard input [default: the variable \
                    USERSIG_KEY, or the file that USERSIG_KEY_FILE names]";

/// The place of the secret key.
#[derive(Args)]
pub(crate) struct KeyOptions {
    #[arg(long, value_name = "PATH", help = HELP)]
    key_file: Option<PathBuf>,
}

impl KeyOptions {
    /// Whether `--key-file` was not given.
    pub(crate) const fn is_absent(&self) -> bool {
        self.key_file.is_none()
    }

    /// The place of the key. The option overrides the environment, whose two variables exclude each other.
    pub(crate) fn source(&self) -> anyhow::Result<KeySource> {
        self.source_if_any()?.with_context(|| format!("no secret key was given. {PLACES}"))
    }

    /// The place of the key, for commands that work without a key.
    pub(crate) fn source_if_any(&self) -> anyhow::Result<Option<KeySource>> {
        if let Some(path) = &self.key_file {
            return Ok(Some(KeySource::file(path.clone(), "--key-file")));
        }
        match (is_set(KEY), env::var_os(KEY_FILE)) {
            (true, None) => Ok(Some(KeySource::variable(KEY))),
            (false, Some(path)) => Ok(Some(KeySource::file(path.into(), KEY_FILE))),
            (false, None) => Ok(None),
            (true, Some(_)) => bail!("{KEY} and {KEY_FILE} are both set: unset the one that you do not mean"),
        }
    }
}
