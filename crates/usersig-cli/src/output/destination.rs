//! Where answers go: standard output, a device, or a file that is there only when it is whole.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tempfile::NamedTempFile;

use crate::output::{standard_output, terminal};

/// Nothing is buffered here: what is written is written.
pub(crate) enum Destination {
    /// Takes nothing any more.
    Closed,
    /// Written at once: standard output, a device, a pipe.
    Direct(File),
    /// Written beside, then put in its place.
    File { beside: NamedTempFile, path: PathBuf },
}

impl Destination {
    pub(crate) fn standard_output() -> anyhow::Result<Self> {
        standard_output::unbuffered().map(Self::Direct).context("cannot write to standard output")
    }

    /// The file, or the device, that the path names. A new file only its owner can read: tickets let in.
    pub(crate) fn at(path: &Path) -> anyhow::Result<Self> {
        let shown = terminal::path(path);
        // Where a link leads, so that the link stays one.
        let path = match fs::canonicalize(path) {
            Ok(path) => path,
            Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(error).with_context(|| format!("cannot write {shown}")),
        };
        if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            let device = File::options().write(true).open(&path).with_context(|| format!("cannot write {shown}"))?;
            return Ok(Self::Direct(device));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let beside = NamedTempFile::with_prefix_in(".usersig-", folder)
            .with_context(|| format!("cannot write beside {shown}"))?;
        Ok(Self::File { beside, path })
    }

    /// Writes whole lines, or fails and leaves no half one where that can be helped.
    pub(crate) fn write_lines(&mut self, lines: &[u8]) -> io::Result<()> {
        match self {
            Self::Closed => Ok(()),
            Self::Direct(file) => write_whole_lines(file, lines),
            Self::File { beside, .. } => beside.write_all(lines),
        }
    }

    /// Puts the whole file in its place.
    pub(crate) fn keep(self) -> anyhow::Result<()> {
        let Self::File { beside, path } = self else { return Ok(()) };
        let shown = terminal::path(&path);
        // Some disks say only now that they are full.
        beside.as_file().sync_all().with_context(|| format!("cannot write {shown}"))?;
        beside.persist(&path).map_err(|error| error.error).with_context(|| format!("cannot write {shown}"))?;
        Ok(())
    }
}

fn write_whole_lines(file: &mut File, lines: &[u8]) -> io::Result<()> {
    let mut written = 0;
    while written < lines.len() {
        match file.write(&lines[written..]) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(more) => written += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => {
                take_half_line_back(file, &lines[..written]);
                return Err(error);
            }
        }
    }
    Ok(())
}

/// Of a file a half line can be cut off again; of a pipe it is gone.
fn take_half_line_back(file: &mut File, written: &[u8]) {
    let half = written.iter().rev().take_while(|byte| **byte != b'\n').count() as u64;
    if half > 0 && file.metadata().is_ok_and(|metadata| metadata.is_file()) {
        // When this fails, too, there is nothing more to do than to say that the disk is full.
        _ = file.stream_position().and_then(|end| file.set_len(end.saturating_sub(half)));
    }
}
