//! Writes groups of records, in a thread or in the request that came first.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use crate::audit::fate::Written;
use crate::audit::group::Writers;
use crate::audit::record::Lines;
use crate::audit::shared::Shared;
use crate::audit::sink::{Sink, Target};

/// Owns the open target.
pub(crate) struct Writer {
    target: Target,
    /// It is locked before a group and never after one. A request only tries to lock it.
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
                let writers = self.writers();
                shared.change(|group| group.writers = writers);
            }
            let written = self.write(&mut self.sink(), &task.lines);
            shared.finish_turn(written, false);
            if task.is_last {
                break;
            }
            previous = task.lines.count;
        }
    }

    /// The open target, if no other thread writes.
    pub(crate) fn free_sink(&self) -> Option<MutexGuard<'_, Sink>> {
        match self.sink.try_lock() {
            Ok(sink) => Some(sink),
            Err(TryLockError::Poisoned(sink)) => Some(sink.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    fn sink(&self) -> MutexGuard<'_, Sink> {
        self.sink.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The log says once that writes fail, and once that they succeed again. A line for each write would fill the log too.
    pub(crate) fn write(&self, sink: &mut Sink, lines: &Lines) -> Written {
        // At the end and when the file is opened again, there may be nothing to write.
        if lines.bytes.is_empty() {
            return Written::Yes;
        }
        let result = sink.write(&lines.bytes);
        let was_failing = mem::replace(&mut sink.is_failing, result.is_err());
        match result {
            Ok(()) => {
                if was_failing {
                    tracing::info!("the audit is written again");
                }
                Written::Yes
            }
            Err(error) => {
                if !was_failing {
                    tracing::error!(%error, "the audit cannot be written");
                }
                self.missing.increment(lines.count);
                Written::No
            }
        }
    }

    pub(crate) fn writers(&self) -> Writers {
        let is_regular_file = self.sink().is_regular_file();
        if is_regular_file { Writers::RequestsToo } else { Writers::ThreadOnly }
    }

    fn reopen(&self) {
        // Under the lock, so that of two threads that open a file the later one does not keep the earlier file.
        let mut current = self.sink();
        match self.target.open() {
            Ok(sink) => *current = sink,
            Err(error) => tracing::error!(%error, "the audit file cannot be opened again, the old one stays in use"),
        }
    }
}
