//! Hides a secret that a person types at a terminal.

/// Stops the echo of the terminal on standard input, if it is one, until the guard is dropped.
#[cfg(unix)]
pub(crate) fn hide() -> anyhow::Result<Option<HiddenEcho>> {
    use std::io::{self, IsTerminal};
    use std::os::fd::AsFd;
    use std::thread;

    use anyhow::Context;
    use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    let terminal = io::stdin().as_fd().try_clone_to_owned().context("cannot use the terminal")?;
    let shown = tcgetattr(&terminal).context("cannot hide the key on the terminal")?;
    let guard = HiddenEcho { terminal, shown };
    // A signal that ends the program must not leave the terminal without echo.
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM]).context("cannot watch for interrupts")?;
    let at_signal = guard.try_clone().context("cannot use the terminal")?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            drop(at_signal);
            _ = emulate_default_handler(signal);
        }
    });
    let mut hidden = guard.shown.clone();
    hidden.local_modes.remove(LocalModes::ECHO);
    hidden.local_modes.insert(LocalModes::ECHONL);
    tcsetattr(&guard.terminal, OptionalActions::Now, &hidden).context("cannot hide the key on the terminal")?;
    Ok(Some(guard))
}

/// Restores the echo when it is dropped.
#[cfg(unix)]
pub(crate) struct HiddenEcho {
    terminal: std::os::fd::OwnedFd,
    shown: rustix::termios::Termios,
}

#[cfg(unix)]
impl HiddenEcho {
    fn try_clone(&self) -> std::io::Result<Self> {
        Ok(Self { terminal: self.terminal.try_clone()?, shown: self.shown.clone() })
    }
}

#[cfg(unix)]
impl Drop for HiddenEcho {
    fn drop(&mut self) {
        // The terminal may be gone. Then there is nothing to restore.
        _ = rustix::termios::tcsetattr(&self.terminal, rustix::termios::OptionalActions::Now, &self.shown);
    }
}

/// On other systems a key is not read from a terminal, which would show it.
#[cfg(not(unix))]
pub(crate) fn hide() -> anyhow::Result<()> {
    use std::io::{self, IsTerminal};

    anyhow::ensure!(
        !io::stdin().is_terminal(),
        "the terminal would show the key: pipe it in, or give a file with --key-file"
    );
    Ok(())
}
