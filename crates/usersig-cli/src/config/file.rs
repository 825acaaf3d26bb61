//! The configuration file on disk.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::NamedTempFile;

use crate::config::profiles::Config;
use crate::output::terminal;

/// The maximum size of the file in bytes. Thousands of profiles fit, and an endless device is not read for ever.
const MAX_LEN: u64 = 1024 * 1024;

/// The configuration and the path it was read from.
pub(crate) struct ConfigFile {
    pub(crate) config: Config,
    pub(crate) path: PathBuf,
}

impl ConfigFile {
    /// Reads the file. A missing file is an error only if it must exist.
    pub(crate) fn read(path: PathBuf, must_exist: bool) -> anyhow::Result<Self> {
        let text = match File::open(&path).and_then(text_of) {
            Err(error) if error.kind() == ErrorKind::NotFound && !must_exist => String::new(),
            read => read.with_context(|| format!("cannot read the configuration {}", terminal::path(&path)))?,
        };
        let config = Config::parse(&text).with_context(|| format!("configuration {}", terminal::path(&path)))?;
        Ok(Self { config, path })
    }

    /// The folder that relative paths in the file start from.
    pub(crate) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Writes the configuration, readable only for its owner. A failure leaves the old file unchanged.
    pub(crate) fn write(&self) -> anyhow::Result<()> {
        self.replace().with_context(|| format!("cannot write the configuration {}", terminal::path(&self.path)))
    }

    fn replace(&self) -> anyhow::Result<()> {
        // A link is resolved, so that it stays a link.
        let path = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut beside = NamedTempFile::with_prefix_in(".usersig-", folder)?;
        beside.write_all(toml::to_string(&self.config)?.as_bytes())?;
        beside.as_file().sync_all()?;
        beside.persist(&path)?;
        Ok(())
    }
}

fn text_of(file: File) -> io::Result<String> {
    let mut text = String::new();
    if file.take(MAX_LEN + 1).read_to_string(&mut text)? as u64 > MAX_LEN {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(text)
}
