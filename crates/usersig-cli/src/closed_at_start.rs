//! Whether standard input and standard output were closed when the program started.

#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(unix)]
static INPUT: AtomicBool = AtomicBool::new(false);
#[cfg(unix)]
static OUTPUT: AtomicBool = AtomicBool::new(false);

/// Runs before `main`, because Rust's runtime then opens /dev/null in the place of a closed stream. Afterwards that /dev/null
/// cannot be told apart from one that the caller opened, as Python's `DEVNULL` does. Before `main` only system calls are
/// safe: no printing, no allocation.
#[cfg(unix)]
#[ctor::ctor]
fn look() {
    use rustix::io::fcntl_getfd;
    use rustix::stdio::{stdin, stdout};

    INPUT.store(fcntl_getfd(stdin()).is_err(), Ordering::Relaxed);
    OUTPUT.store(fcntl_getfd(stdout()).is_err(), Ordering::Relaxed);
}

#[cfg(unix)]
pub(crate) fn standard_input() -> bool {
    INPUT.load(Ordering::Relaxed)
}

#[cfg(unix)]
pub(crate) fn standard_output() -> bool {
    OUTPUT.load(Ordering::Relaxed)
}

/// Here nothing takes the place of a closed stream.
#[cfg(windows)]
pub(crate) fn standard_input() -> bool {
    use std::os::windows::io::AsHandle;

    std::io::stdin().as_handle().try_clone_to_owned().is_err()
}

#[cfg(windows)]
pub(crate) fn standard_output() -> bool {
    use std::os::windows::io::AsHandle;

    std::io::stdout().as_handle().try_clone_to_owned().is_err()
}
