//! The thread that writes groups of records.

use std::sync::Arc;

use crate::audit::group::{Shared, Written};
use crate::audit::sink::{Sink, Target};

/// Owns the open target.
pub(crate) struct Writer {
    pub(crate) shared: Arc<Shared>,
    pub(crate) sink: Sink,
    pub(crate) target: Target,
    pub(crate) missing: metrics::Counter,
}

impl Writer {
    /// Writes until the trail is closed.
    pub(crate) fn run(mut self) {
        let mut previous = 0;
        loop {
            let task = self.shared.next_task(previous);
            if task.reopen {
                self.reopen();
            }
            let written = self.write(&task.lines, task.records);
            self.shared.finish_task(written);
            if task.is_last {
                break;
            }
            previous = task.records;
        }
    }

    fn write(&mut self, lines: &[u8], records: u64) -> Written {
        match self.sink.write(lines) {
            Ok(()) => Written::Yes,
            Err(error) => {
                tracing::error!(%error, records, "the audit cannot be written");
                self.missing.increment(records);
                Written::No
            }
        }
    }

    fn reopen(&mut self) {
        match self.target.open() {
            Ok(sink) => self.sink = sink,
            Err(error) => tracing::error!(%error, "the audit file cannot be opened again, the old one stays in use"),
        }
    }
}
