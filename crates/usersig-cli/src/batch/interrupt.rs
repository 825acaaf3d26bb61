//! Ctrl-C and its kin.

use std::sync::Arc;

use crate::batch::desk::Desk;

/// From here on the first interrupt ends the batch between two lines; the second ends the process where it stands.
#[cfg(unix)]
pub(crate) fn watch(desk: &Arc<Desk>) -> anyhow::Result<()> {
    use std::sync::atomic::AtomicBool;
    use std::thread;

    use anyhow::Context;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::flag;
    use signal_hook::iterator::Signals;

    let came = Arc::new(AtomicBool::new(false));
    let kinds = [SIGHUP, SIGINT, SIGTERM];
    for kind in kinds {
        flag::register_conditional_default(kind, Arc::clone(&came)).context("cannot watch for interrupts")?;
        flag::register(kind, Arc::clone(&came)).context("cannot watch for interrupts")?;
    }
    let mut signals = Signals::new(kinds).context("cannot watch for interrupts")?;
    let desk = Arc::clone(desk);
    thread::Builder::new()
        .spawn(move || signals.forever().for_each(|_| desk.interrupt()))
        .context("cannot watch for interrupts")?;
    Ok(())
}

/// Elsewhere an interrupt ends the process where it stands.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "watching can fail on Unix")]
pub(crate) fn watch(_desk: &Arc<Desk>) -> anyhow::Result<()> {
    Ok(())
}
