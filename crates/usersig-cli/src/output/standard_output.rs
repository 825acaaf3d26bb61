//! Standard output.

use std::fs::File;
use std::io;
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;

/// Standard output without the buffer of [`io::stdout`], of which nobody knows how much is written when that fails.
pub(crate) fn unbuffered() -> io::Result<File> {
    #[cfg(unix)]
    return io::stdout().as_fd().try_clone_to_owned().map(File::from);
    #[cfg(windows)]
    return io::stdout().as_handle().try_clone_to_owned().map(File::from);
}
