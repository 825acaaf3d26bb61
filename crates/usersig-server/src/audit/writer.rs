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
        loop {
            let group = self.shared.next_group();
            if group.reopen {
                self.reopen();
            }
            let written = self.write(&group.lines, group.records);
            self.shared.finish_group();
            for request in group.waiting {
                // The request may have stopped waiting.
                let _ = request.send(written);
            }
            if group.is_closed {
                break;
            }
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
