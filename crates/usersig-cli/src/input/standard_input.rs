//! Standard input.

use std::fs::File;
use std::io::{self, IsTerminal};
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;

use anyhow::ensure;

use crate::closed_at_start;
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
    #[cfg(unix)]
    let duplicate = io::stdin().as_fd().try_clone_to_owned();
    #[cfg(windows)]
    let duplicate = io::stdin().as_handle().try_clone_to_owned();
    Ok(duplicate?.into())
}

/// Fails if standard input was closed when the program started, because nothing was given, not even an empty input.
pub(crate) fn check_open() -> anyhow::Result<()> {
    ensure!(
        !closed_at_start::standard_input(),
        "standard input is closed: redirect it from a file, a pipe or /dev/null"
    );
    Ok(())
}

/// Protects the file that standard input is redirected from, if it is one, from becoming an output.
pub(crate) fn protect(protected: &mut Protected, role: &'static str) {
    if let Ok(file) = unbuffered() {
        protected.add_file(&file, role);
    }
}
