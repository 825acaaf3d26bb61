//! Standard output, which the results of commands go to.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::ensure;

/// Fails if standard output was closed when the program started, because the result, such as a new key, would be lost.
pub(crate) fn check_open() -> anyhow::Result<()> {
    ensure!(
        !WAS_CLOSED.load(Ordering::Relaxed),
        "standard output is closed, so the result would be lost: redirect it to a file, a pipe or /dev/null"
    );
    Ok(())
}

static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

/// Runs before `main`, because Rust's runtime then opens /dev/null in the place of a closed standard output. Before `main`
/// only system calls are safe: no printing, no allocation.
#[ctor::ctor]
fn look_at_standard_output() {
    WAS_CLOSED.store(rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err(), Ordering::Relaxed);
}
