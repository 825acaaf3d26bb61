//! Writes groups of records, in a thread or in the request that came first.

use std::sync::{Mutex, PoisonError};

use crate::audit::fate::Written;
use crate::audit::group::Writers;
use crate::audit::record::Lines;
use crate::audit::shared::Shared;
use crate::audit::sink::{Sink, Target};

/// Owns the open target.
pub(crate) struct Writer {
    target: Target,
    /// Its lock is free, because `Shared` lets one write at a time.
    sink: Mutex<Sink>,
    missing: metrics::Counter,
}

impl Writer {
    /// Opens the target.
    pub(crate) fn open(target: Target, missing: metrics::Counter) -> std::io::Result<Self> {
        let sink = Mutex::new(target.open()?);
        Ok(Self { target, sink, missing })
    }

    /// Writes groups until the trail is closed.
    pub(crate) fn run(&self, shared: &Shared) {
        let mut previous = 0;
        loop {
            let task = shared.next_task(previous);
            if task.reopen {
                self.reopen();
                shared.change(|group| group.writers = self.writers());
            }
            let written = self.write(&task.lines);
            shared.finish_turn(written, false);
            if task.is_last {
                break;
            }
            previous = task.lines.count;
        }
    }

    pub(crate) fn write(&self, lines: &Lines) -> Written {
        match self.sink.lock().unwrap_or_else(PoisonError::into_inner).write(&lines.bytes) {
            Ok(()) => Written::Yes,
            Err(error) => {
                tracing::error!(%error, records = lines.count, "the audit cannot be written");
                self.missing.increment(lines.count);
                Written::No
            }
        }
    }

    pub(crate) fn writers(&self) -> Writers {
        let is_regular_file = self.sink.lock().unwrap_or_else(PoisonError::into_inner).is_regular_file();
        if is_regular_file { Writers::RequestsToo } else { Writers::ThreadOnly }
    }

    fn reopen(&self) {
        match self.target.open() {
            Ok(sink) => *self.sink.lock().unwrap_or_else(PoisonError::into_inner) = sink,
            Err(error) => tracing::error!(%error, "the audit file cannot be opened again, the old one stays in use"),
        }
    }
}
