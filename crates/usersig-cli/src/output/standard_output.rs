//! Standard output.

use std::fs::File;
use std::io;
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;

use anyhow::ensure;

use crate::closed_at_start;

/// Standard output without the buffer of [`io::stdout`], which does not tell how much it wrote when writing fails.
pub(crate) fn unbuffered() -> io::Result<File> {
    #[cfg(unix)]
    return io::stdout().as_fd().try_clone_to_owned().map(File::from);
    #[cfg(windows)]
    return io::stdout().as_handle().try_clone_to_owned().map(File::from);
}

/// Fails if standard output was closed when the program started, because the result would be lost.
pub(crate) fn check_open() -> anyhow::Result<()> {
    ensure!(
        !closed_at_start::standard_output(),
        "standard output is closed, so the result would be lost: redirect it to a file, a pipe or /dev/null"
    );
    Ok(())
}
