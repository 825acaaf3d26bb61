//! Ctrl-C, and the other signals that ask a program to end.

use std::sync::Arc;

use crate::batch::ordered_writer::OrderedWriter;

/// The signals since [`Interrupts::watch`].
pub(crate) struct Interrupts {
    #[cfg(unix)]
    signals: signal_hook::iterator::Signals,
}

#[cfg(unix)]
impl Interrupts {
    /// Call this before a file is created. From now on the first interrupt waits for [`end`](Self::end), and the second
    /// one ends the process at once. A file that is too large is an ordinary error.
    pub(crate) fn watch() -> anyhow::Result<Self> {
        use std::sync::atomic::AtomicBool;

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
        flag::register(SIGXFSZ, Arc::default()).context("cannot watch for interrupts")?;
        let signals = Signals::new(kinds).context("cannot watch for interrupts")?;
        Ok(Self { signals })
    }

    /// Ends the batch between two lines at the first interrupt, also at one that has come already.
    pub(crate) fn end(mut self, writer: &Arc<OrderedWriter>) -> anyhow::Result<()> {
        use std::thread;

        use anyhow::Context;

        let writer = Arc::clone(writer);
        thread::Builder::new()
            .spawn(move || self.signals.forever().for_each(|_| writer.interrupt()))
            .context("cannot watch for interrupts")?;
        Ok(())
    }
}

/// The signal of a file that grows beyond the limit of `ulimit -f`. Its handler lets the write fail with an error.
#[cfg(unix)]
const SIGXFSZ: i32 = rustix::process::Signal::XFSZ.as_raw();

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "watching can fail on Unix")]
impl Interrupts {
    /// On other systems an interrupt ends the process at once.
    pub(crate) fn watch() -> anyhow::Result<Self> {
        Ok(Self {})
    }

    pub(crate) fn end(self, _writer: &Arc<OrderedWriter>) -> anyhow::Result<()> {
        Ok(())
    }
}
