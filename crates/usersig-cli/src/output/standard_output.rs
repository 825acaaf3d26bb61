//! Standard output.

use std::fs::File;
use std::io;
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;

use anyhow::ensure;

/// Standard output without the buffer of [`io::stdout`], which does not tell how much it wrote when writing fails.
pub(crate) fn unbuffered() -> io::Result<File> {
    #[cfg(unix)]
    return io::stdout().as_fd().try_clone_to_owned().map(File::from);
    #[cfg(windows)]
    return io::stdout().as_handle().try_clone_to_owned().map(File::from);
}

/// Refuses to start if standard output was closed, because the result would be lost.
pub(crate) fn check_open() -> anyhow::Result<()> {
    ensure!(
        !was_closed(),
        "standard output is closed, so the result would be lost: redirect it to a file, a pipe or /dev/null"
    );
    Ok(())
}

/// Whether standard output was closed when the program started. The runtime of Rust then opens /dev/null in its place,
/// for reading and writing. A shell that redirects to /dev/null opens it only for writing.
#[cfg(target_os = "linux")]
fn was_closed() -> bool {
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{OFlags, fcntl_getfl, makedev};

    let Ok(file) = unbuffered() else { return true };
    let is_null = file.metadata().is_ok_and(|metadata| metadata.rdev() == makedev(1, 3));
    is_null && fcntl_getfl(&file).is_ok_and(|flags| flags & OFlags::RWMODE == OFlags::RDWR)
}

/// Other systems do not tell the two apart.
#[cfg(not(target_os = "linux"))]
fn was_closed() -> bool {
    unbuffered().is_err()
}
