//! The files of a run that its output must not replace: input, keys and configuration.

use std::fs::{self, File, Metadata};
use std::path::Path;

use anyhow::bail;

use crate::output::terminal;

/// Files that are known by their identity, so that another name, a hard link or a symbolic link is the same file.
#[derive(Default)]
pub(crate) struct Protected(Vec<(Identity, &'static str)>);

impl Protected {
    /// Protects the file at this path, if there is one.
    pub(crate) fn add_path(&mut self, path: &Path, role: &'static str) {
        let identity = fs::metadata(path).ok().and_then(|metadata| Identity::of(&metadata, path));
        self.0.extend(identity.map(|identity| (identity, role)));
    }

    /// Protects a file that is open, for example as standard input.
    pub(crate) fn add_file(&mut self, file: &File, role: &'static str) {
        let identity = file.metadata().ok().and_then(|metadata| Identity::of(&metadata, Path::new("")));
        self.0.extend(identity.map(|identity| (identity, role)));
    }

    /// Refuses a path that leads to a protected file.
    pub(crate) fn check_path(&self, path: &Path) -> anyhow::Result<()> {
        let identity = fs::metadata(path).ok().and_then(|metadata| Identity::of(&metadata, path));
        if let Some(role) = self.role_of(identity.as_ref()) {
            bail!("the output {} is {role}, which would be lost: name another file", terminal::path(path));
        }
        Ok(())
    }

    /// Refuses a standard output that is a protected file.
    pub(crate) fn check_file(&self, file: &File) -> anyhow::Result<()> {
        let identity = file.metadata().ok().and_then(|metadata| Identity::of(&metadata, Path::new("")));
        if let Some(role) = self.role_of(identity.as_ref()) {
            bail!("standard output is {role}: redirect it to another file");
        }
        Ok(())
    }

    fn role_of(&self, identity: Option<&Identity>) -> Option<&'static str> {
        let identity = identity?;
        self.0.iter().find(|(protected, _)| protected == identity).map(|(_, role)| *role)
    }
}

/// A regular file. Devices and pipes can be input and output at once.
#[cfg(unix)]
#[derive(PartialEq, Eq)]
struct Identity {
    device: u64,
    inode: u64,
}

#[cfg(unix)]
impl Identity {
    fn of(metadata: &Metadata, _path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;

        metadata.is_file().then(|| Self { device: metadata.dev(), inode: metadata.ino() })
    }
}

/// A regular file, by its canonical path: here the standard library knows no other identity.
#[cfg(not(unix))]
#[derive(PartialEq, Eq)]
struct Identity(std::path::PathBuf);

#[cfg(not(unix))]
impl Identity {
    fn of(metadata: &Metadata, path: &Path) -> Option<Self> {
        let canonical = fs::canonicalize(path).ok()?;
        metadata.is_file().then_some(Self(canonical))
    }
}
