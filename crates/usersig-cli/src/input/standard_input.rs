//! Standard input.

use std::fs::File;
use std::io::{self, IsTerminal};
#[cfg(unix)]
use std::os::fd::AsFd;
#[cfg(windows)]
use std::os::windows::io::AsHandle;

use crate::output::message;

/// Tells the person at a terminal what is being waited for.
pub(crate) fn announce(what: &str) {
    if io::stdin().is_terminal() {
        message::say(format_args!("reading the {what} from standard input"));
    }
}

/// Standard input without the buffer of [`io::stdin`], which nobody wipes.
pub(crate) fn unbuffered() -> io::Result<File> {
    #[cfg(unix)]
    return io::stdin().as_fd().try_clone_to_owned().map(File::from);
    #[cfg(windows)]
    return io::stdin().as_handle().try_clone_to_owned().map(File::from);
}
