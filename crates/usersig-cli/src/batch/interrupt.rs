//! Ctrl-C, and the other signals that ask a program to end.

use std::sync::Arc;

use crate::batch::ordered_writer::OrderedWriter;

/// After this call the first interrupt ends the batch between two lines. The second one ends the process at once.
#[cfg(unix)]
pub(crate) fn watch(writer: &Arc<OrderedWriter>) -> anyhow::Result<()> {
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
    let writer = Arc::clone(writer);
    thread::Builder::new()
        .spawn(move || signals.forever().for_each(|_| writer.interrupt()))
        .context("cannot watch for interrupts")?;
    Ok(())
}

/// On other systems an interrupt ends the process at once.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "watching can fail on Unix")]
pub(crate) fn watch(_writer: &Arc<OrderedWriter>) -> anyhow::Result<()> {
    Ok(())
}
