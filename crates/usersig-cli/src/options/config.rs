//! `--config`: the path of the configuration file.

use std::env;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::config::file::ConfigFile;
use crate::output::warnings::Warnings;

const HELP: &str = "The configuration file with the apps [default: the variable USERSIG_CONFIG, else \
                    ~/.config/usersig/config.toml]";

/// The configuration file.
#[derive(Args, Clone)]
pub(crate) struct ConfigOptions {
    #[arg(long, value_name = "PATH", help = HELP)]
    config: Option<PathBuf>,
}

impl ConfigOptions {
    /// Reads the file. A missing file is an empty configuration, unless `--config` names it.
    pub(crate) fn read(&self, warnings: &Warnings) -> anyhow::Result<ConfigFile> {
        ConfigFile::read(self.path()?, self.config.is_some(), warnings)
    }

    /// Reads the file to change it. A missing file is an empty configuration.
    pub(crate) fn read_to_write(&self, warnings: &Warnings) -> anyhow::Result<ConfigFile> {
        ConfigFile::read(self.path()?, false, warnings)
    }

    fn path(&self) -> anyhow::Result<PathBuf> {
        if let Some(path) = &self.config {
            return Ok(path.clone());
        }
        let variable = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        if let Some(path) = variable("USERSIG_CONFIG") {
            return Ok(path);
        }
        // The XDG specification says to ignore relative paths.
        let home = || variable("HOME").map(|home| home.join(".config"));
        let folder = variable("XDG_CONFIG_HOME").filter(|path| path.is_absolute()).or_else(home);
        let folder = folder
            .or_else(|| variable("APPDATA"))
            .context("HOME is not set, so the configuration file is unknown: name it with --config")?;
        Ok(folder.join("usersig").join("config.toml"))
    }
}
