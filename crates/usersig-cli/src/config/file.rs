//! The configuration file on disk.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use crate::config::profiles::Config;
#[cfg(unix)]
use crate::input::access;
use crate::output::destination::Destination;
use crate::output::protected::Protected;
use crate::output::terminal;
use crate::output::warnings::Warnings;

/// The maximum size of the file in bytes. Thousands of profiles fit, and an endless device is not read forever.
const MAX_LEN: u64 = 1024 * 1024;

/// The configuration and the path it was read from.
pub(crate) struct ConfigFile {
    pub(crate) config: Config,
    pub(crate) path: PathBuf,
}

impl ConfigFile {
    /// Reads the file. A missing file is an error only if it must exist.
    pub(crate) fn read(path: PathBuf, must_exist: bool, warnings: &Warnings) -> anyhow::Result<Self> {
        let cannot_read = |error: io::Error| {
            anyhow!(error).context(format!("cannot read the configuration {}", terminal::path(&path)))
        };
        let text = match File::open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound && !must_exist => String::new(),
            Err(error) => return Err(cannot_read(error)),
            Ok(file) => {
                #[cfg(unix)]
                access::check_configuration(&file, &path, warnings)?;
                text_of(file).map_err(cannot_read)?
            }
        };
        let config = Config::parse(&text).with_context(|| format!("configuration {}", terminal::path(&path)))?;
        Ok(Self { config, path })
    }

    /// The folder that relative paths in the file start from.
    pub(crate) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Writes the configuration, readable only for its owner. A failure leaves the old file unchanged.
    pub(crate) fn write(&self, warnings: &Warnings) -> anyhow::Result<()> {
        let mut protected = Protected::default();
        for profile in self.config.app.values() {
            profile.key_sources(self.folder()).iter().for_each(|source| source.protect(&mut protected));
        }
        let text = toml::to_string(&self.config).context("cannot write the configuration")?;
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot create the folder {}", terminal::path(folder)))?;
        }
        let mut destination = Destination::at(&self.path, &protected, warnings)?;
        destination
            .write_lines(text.as_bytes())
            .with_context(|| format!("cannot write the configuration {}", terminal::path(&self.path)))?;
        destination.keep()
    }
}

fn text_of(file: File) -> io::Result<String> {
    let mut text = String::new();
    if file.take(MAX_LEN + 1).read_to_string(&mut text)? as u64 > MAX_LEN {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(text)
}
