//! Standard input.

use std::fs::File;
use std::io::{self, IsTerminal};
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::ensure;

use crate::output::message;
use crate::output::protected::Protected;

/// Tells a person at a terminal that the program waits for input.
pub(crate) fn announce(what: &str) {
    if io::stdin().is_terminal() {
        message::say(format_args!("reading the {what} from standard input"));
    }
}

/// Standard input without the buffer of [`io::stdin`], which is never wiped.
pub(crate) fn unbuffered() -> anyhow::Result<File> {
    check_open()?;
    Ok(duplicate()?)
}

fn duplicate() -> io::Result<File> {
    #[cfg(unix)]
    return io::stdin().as_fd().try_clone_to_owned().map(File::from);
    #[cfg(windows)]
    return io::stdin().as_handle().try_clone_to_owned().map(File::from);
}

/// Fails if standard input was closed when the program started, because nothing was given, not even an empty input.
pub(crate) fn check_open() -> anyhow::Result<()> {
    ensure!(!was_closed(), "standard input is closed: redirect it from a file, a pipe or /dev/null");
    Ok(())
}

#[cfg(unix)]
static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

/// Runs before `main`, because Rust's runtime then opens /dev/null in the place of a closed standard input. Before `main`
/// only system calls are safe: no printing, no allocation.
#[cfg(unix)]
#[ctor::ctor]
fn look_at_standard_input() {
    WAS_CLOSED.store(rustix::io::fcntl_getfd(rustix::stdio::stdin()).is_err(), Ordering::Relaxed);
}

#[cfg(unix)]
fn was_closed() -> bool {
    WAS_CLOSED.load(Ordering::Relaxed)
}

/// Here nothing takes the place of a closed standard input.
#[cfg(not(unix))]
fn was_closed() -> bool {
    duplicate().is_err()
}

/// Protects the file that standard input is redirected from, if it is one, from becoming an output.
pub(crate) fn protect(protected: &mut Protected, role: &'static str) {
    if let Ok(file) = unbuffered() {
        protected.add_file(&file, role);
    }
}
