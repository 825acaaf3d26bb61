//! Standard output.

use std::fs::File;
use std::io;
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::ensure;

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
        !was_closed(),
        "standard output is closed, so the result would be lost: redirect it to a file, a pipe or /dev/null"
    );
    Ok(())
}

#[cfg(unix)]
static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

/// Runs before `main`, because Rust's runtime then opens /dev/null in the place of a closed standard output. Afterwards
/// that /dev/null cannot be told apart from one that the caller opened, as Python's `DEVNULL` does. Before `main` only
/// system calls are safe: no printing, no allocation.
#[cfg(unix)]
#[ctor::ctor]
fn look_at_standard_output() {
    WAS_CLOSED.store(rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err(), Ordering::Relaxed);
}

#[cfg(unix)]
fn was_closed() -> bool {
    WAS_CLOSED.load(Ordering::Relaxed)
}

/// Here nothing takes the place of a closed standard output.
#[cfg(not(unix))]
fn was_closed() -> bool {
    unbuffered().is_err()
}
