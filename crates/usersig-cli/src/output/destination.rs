//! The place that results go to. It is standard output, a device, or a file that appears only when it is complete.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use tempfile::NamedTempFile;

use crate::output::protected::Protected;
#[cfg(unix)]
use crate::output::shared_folder;
use crate::output::warnings::Warnings;
use crate::output::{leftovers, links, standard_output, terminal};

/// Nothing is buffered here, so bytes that were accepted are written.
pub(crate) enum Destination {
    /// The end. Nothing more is written.
    Closed,
    /// Written directly, such as standard output, a device or a pipe.
    Direct(File),
    /// Written to a temporary file in the same folder, which then takes the place of the file.
    File { temporary: NamedTempFile, path: PathBuf },
}

impl Destination {
    pub(crate) fn standard_output(protected: &Protected) -> anyhow::Result<Self> {
        standard_output::check_open()?;
        let file = standard_output::unbuffered().context("cannot write to standard output")?;
        protected.check_file(&file)?;
        Ok(Self::Direct(file))
    }

    /// The file or the device at this path. A new file is readable only for its owner, because a ticket is a secret.
    pub(crate) fn at(path: &Path, protected: &Protected, warnings: &Warnings) -> anyhow::Result<Self> {
        let shown = terminal::path(path);
        let cannot_write = || format!("cannot write {shown}");
        // A link is resolved, so that it stays a link.
        let path = links::resolve(path).with_context(cannot_write)?;
        protected.check_path(&path)?;
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return open_device(&path).map(Self::Direct).with_context(cannot_write);
        }
        let folder = folder_of(&path);
        ensure!(folder.is_dir(), "cannot write {shown}: the folder {} does not exist", terminal::path(folder));
        let temporary = NamedTempFile::with_prefix_in(leftovers::PREFIX, folder)
            .map_err(|error| io::Error::from(error.kind()))
            .with_context(|| {
                format!("cannot write {shown}: cannot create a file in the folder {}", terminal::path(folder))
            })?;
        leftovers::mark_in_use(temporary.as_file());
        leftovers::report(folder, warnings);
        Ok(Self::File { temporary, path })
    }

    /// Writes whole lines. After a failure no half line is left, if that can be avoided.
    pub(crate) fn write_lines(&mut self, lines: &[u8]) -> io::Result<()> {
        match self {
            Self::Closed => Ok(()),
            Self::Direct(file) => write_whole_lines(file, lines),
            Self::File { temporary, .. } => temporary.write_all(lines),
        }
    }

    /// Puts the complete file in its place.
    pub(crate) fn keep(self) -> anyhow::Result<()> {
        let Self::File { temporary, path } = self else { return Ok(()) };
        let shown = terminal::path(&path);
        // Some file systems report a full disk only now.
        temporary.as_file().sync_all().with_context(|| format!("cannot write {shown}"))?;
        temporary.persist(&path).map_err(|error| error.error).with_context(|| format!("cannot write {shown}"))?;
        Ok(())
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Opens a path that is not a regular file, such as a device, a pipe or a terminal.
fn open_device(path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    shared_folder::check(&fs::metadata(path)?, folder_of(path))?;
    let device = File::options().write(true).open(path)?;
    #[cfg(unix)]
    shared_folder::check(&device.metadata()?, folder_of(path))?;
    Ok(device)
}

fn write_whole_lines(file: &mut File, lines: &[u8]) -> io::Result<()> {
    let mut written = 0;
    while written < lines.len() {
        match file.write(&lines[written..]) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(more) => written += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => {
                remove_half_line(file, &lines[..written]);
                return Err(error);
            }
        }
    }
    Ok(())
}

/// A half line at the end of a file is removed. In a pipe it has been sent.
fn remove_half_line(file: &mut File, written: &[u8]) {
    let half = written.iter().rev().take_while(|byte| **byte != b'\n').count() as u64;
    if half > 0 && file.metadata().is_ok_and(|metadata| metadata.is_file()) {
        // If this fails as well, the error of the write is still reported.
        _ = file.stream_position().and_then(|end| file.set_len(end.saturating_sub(half)));
    }
}
