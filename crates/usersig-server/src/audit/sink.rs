//! Where the lines go.

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// A file that is only appended to, or standard output.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    File(PathBuf),
    StandardOutput,
}

impl Target {
    /// Opens the file. A log rotation renames the old file and sends SIGHUP, and this creates the next one.
    ///
    /// # Errors
    /// If the file cannot be opened for appending.
    pub(crate) fn open(&self) -> io::Result<Sink> {
        Ok(match self {
            Self::File(path) => {
                let file = File::options().append(true).create(true).mode(0o600).open(path)?;
                // A file that can only be written to is taken as whole.
                let is_torn = ends_within_a_line(&file, path).unwrap_or(false);
                Sink { output: Output::File(file), is_torn, is_failing: false }
            }
            Self::StandardOutput => Sink { output: Output::Standard, is_torn: false, is_failing: false },
        })
    }
}

/// An open target.
pub(crate) struct Sink {
    output: Output,
    /// The target may end with a part of a line, because a write failed or an earlier process was killed.
    is_torn: bool,
    /// The last write failed.
    pub(crate) is_failing: bool,
}

enum Output {
    File(File),
    Standard,
}

impl Sink {
    pub(crate) fn is_regular_file(&self) -> bool {
        match &self.output {
            Output::File(file) => file.metadata().is_ok_and(|metadata| metadata.is_file()),
            Output::Standard => false,
        }
    }

    /// Writes whole lines.
    ///
    /// # Errors
    /// If the disk is full or the pipe is closed. A part of the lines may have been written.
    pub(crate) fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        if self.is_torn {
            self.output.write(b"\n")?;
        }
        let written = self.output.write(lines);
        self.is_torn = written.is_err();
        written
    }
}

fn ends_within_a_line(file: &File, path: &Path) -> io::Result<bool> {
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.len() == 0 {
        return Ok(false);
    }
    let mut last = [0];
    File::open(path)?.read_exact_at(&mut last, metadata.len() - 1)?;
    Ok(last != *b"\n")
}

impl Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::File(file) => file.write_all(bytes),
            Self::Standard => {
                let mut output = io::stdout().lock();
                output.write_all(bytes)?;
                output.flush()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_line_does_not_continue_the_half_line_of_a_killed_process() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("audit.jsonl");
        fs::write(&path, "half").unwrap();
        for line in ["first\n", "second\n"] {
            Target::File(path.clone()).open().unwrap().write(line.as_bytes()).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "half\nfirst\nsecond\n");
    }
}
