//! Where the profiles are kept.

use std::env;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use tempfile::NamedTempFile;

use crate::config::Config;
use crate::terminal;

const HELP: &str = "The file with the profiles [else: USERSIG_CONFIG or ~/.config/usersig/config.toml]";

/// Which config.
#[derive(Args, Clone)]
pub(crate) struct ConfigArgument {
    #[arg(long, value_name = "PATH", help = HELP)]
    config: Option<PathBuf>,
}

/// The profiles and their file.
pub(crate) struct ConfigFile {
    pub(crate) config: Config,
    pub(crate) path: PathBuf,
}

impl ConfigArgument {
    /// Reads the file. One that is not there is empty, unless it was asked for by name.
    pub(crate) fn read(&self) -> anyhow::Result<ConfigFile> {
        self.read_or(self.config.is_some())
    }

    /// The same to add to it.
    pub(crate) fn read_to_write(&self) -> anyhow::Result<ConfigFile> {
        self.read_or(false)
    }

    fn read_or(&self, must_be_there: bool) -> anyhow::Result<ConfigFile> {
        let path = self.path()?;
        let text = match File::open(&path).and_then(text_of) {
            Err(error) if error.kind() == ErrorKind::NotFound && !must_be_there => String::new(),
            read => read.with_context(|| format!("cannot read the config {}", terminal::path(&path)))?,
        };
        let config = Config::parse(&text).with_context(|| format!("config {}", terminal::path(&path)))?;
        Ok(ConfigFile { config, path })
    }

    fn path(&self) -> anyhow::Result<PathBuf> {
        if let Some(path) = &self.config {
            return Ok(path.clone());
        }
        let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        if let Some(path) = variable("USERSIG_CONFIG") {
            return Ok(path);
        }
        // The XDG specification has relative paths ignored.
        let home = || variable("HOME").map(|home| home.join(".config"));
        let folder = variable("XDG_CONFIG_HOME").filter(|path| path.is_absolute()).or_else(home);
        let folder = folder.or_else(|| variable("APPDATA")).context("no home folder: name the config with --config")?;
        Ok(folder.join("usersig").join("config.toml"))
    }
}

fn text_of(file: File) -> io::Result<String> {
    let mut text = String::new();
    if file.take(MAX_LEN + 1).read_to_string(&mut text)? as u64 > MAX_LEN {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(text)
}

/// The most bytes that are read: thousands of profiles, and an end to a file that has none.
const MAX_LEN: u64 = 1024 * 1024;

impl ConfigFile {
    pub(crate) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Writes the profiles, for their owner alone, all of them or nothing.
    pub(crate) fn write(&self) -> anyhow::Result<()> {
        self.put_in_place().with_context(|| format!("cannot write the config {}", terminal::path(&self.path)))
    }

    fn put_in_place(&self) -> anyhow::Result<()> {
        // Where a link leads, so that the link stays one.
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
