//! The file with the certificate that clients trust.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tempfile::{Builder, TempPath};

/// A file for the clients of one emulator.
#[derive(Debug)]
pub(crate) struct CaFile {
    path: PathBuf,
    /// Removes a file that the emulator named itself.
    _temporary: Option<TempPath>,
}

impl CaFile {
    /// Writes the certificate to the file, or to a file in the folder for temporary files.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(crate) fn write(path: Option<&Path>, pem: &str) -> anyhow::Result<Self> {
        Self::try_write(path, pem).with_context(|| match path {
            Some(path) => format!("cannot write the certificate to {}", path.display()),
            None => "cannot write the certificate to a temporary file; name a file with --ca-file".to_owned(),
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn try_write(path: Option<&Path>, pem: &str) -> anyhow::Result<Self> {
        let mut builder = Builder::new();
        // The certificate is public, and clients may run as other users.
        builder.prefix("usersig-emulator-ca-").suffix(".pem").permissions(Permissions::from_mode(0o644));
        let Some(path) = path else {
            let file = builder.tempfile()?;
            std::fs::write(file.path(), pem)?;
            let temporary = file.into_temp_path();
            return Ok(Self { path: temporary.to_path_buf(), _temporary: Some(temporary) });
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = builder.tempfile_in(folder)?;
        std::fs::write(file.path(), pem)?;
        file.persist(path)?;
        Ok(Self { path: path.to_path_buf(), _temporary: None })
    }
}
