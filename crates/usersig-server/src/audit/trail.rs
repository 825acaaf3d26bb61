//! Writes records in groups. A request waits until the group with its record was written.
//!
//! Into a regular file, the first request of a group writes the group. Before that it lets the requests run that are ready
//! on its thread, and their records join the group. So under load one write serves many requests, and no thread has to be
//! woken for it. Standard output can be a pipe without a reader, so a thread writes there. While it writes
//! one group, the records of other requests form the next one.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::task::yield_now;

use crate::audit::fate::{Fate, Written};
use crate::audit::group::MAX_DELAY;
use crate::audit::record::Lines;
use crate::audit::shared::{Entered, Shared};
use crate::audit::sink::Target;
use crate::audit::writer::Writer;
use crate::config::sections::OnAuditFailure;

/// A request writes at most this many groups and leaves the next one to the thread, so that its own answer is not late.
const TURNS: u32 = 4;

/// The audit of the service.
pub(crate) struct Trail {
    shared: Arc<Shared>,
    writer: Arc<Writer>,
    on_failure: OnAuditFailure,
    missing: metrics::Counter,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// The record was not written, so the request must be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotRecorded;

impl Trail {
    /// Opens the target and starts the thread.
    ///
    /// # Errors
    /// If the target cannot be opened.
    pub(crate) fn start(
        target: Target,
        on_failure: OnAuditFailure,
        missing: metrics::Counter,
    ) -> std::io::Result<Self> {
        let (shared, writer) = (Arc::new(Shared::default()), Arc::new(Writer::open(target, missing.clone())?));
        shared.change(|group| group.writers = writer.writers());
        let (thread_shared, thread_writer) = (Arc::clone(&shared), Arc::clone(&writer));
        let thread =
            thread::Builder::new().name("audit".to_owned()).spawn(move || thread_writer.run(&thread_shared))?;
        Ok(Self { shared, writer, on_failure, missing, thread: Mutex::new(Some(thread)) })
    }

    /// Writes the records of one request.
    ///
    /// # Errors
    /// If they were not written and the operator chose to refuse such requests.
    pub(crate) async fn record(&self, lines: Lines) -> Result<(), NotRecorded> {
        let written = match (self.shared.enter(&lines), self.on_failure) {
            (Entered::Leads(fate), _) => {
                let turn = Turn { trail: self, fate };
                yield_now().await;
                turn.take().wait().await
            }
            (Entered::Follows(_), OnAuditFailure::Count) => Written::Yes,
            (Entered::Follows(fate), OnAuditFailure::Refuse) => fate.wait().await,
            (Entered::Refused, _) => {
                self.missing.increment(lines.count);
                Written::No
            }
        };
        if written == Written::Yes || self.on_failure == OnAuditFailure::Count { Ok(()) } else { Err(NotRecorded) }
    }

    /// Writes the group of a request, and groups that could not be written meanwhile.
    fn write(&self, fate: &Arc<Fate>) {
        let mut next = self.shared.start_turn(fate);
        let mut turns = 0;
        while let Some(lines) = next {
            turns += 1;
            let written = self.writer.write(&lines);
            next = self.shared.finish_turn(written, turns < TURNS);
        }
    }

    /// Refuses the requests that have waited too long. It is called several times a second, which costs less than a timer
    /// for each request.
    pub(crate) fn release_stuck(&self) {
        self.shared.release_stuck();
    }

    /// Opens the file again, after a log rotation.
    pub(crate) fn reopen(&self) {
        self.shared.change(|group| group.reopen = true);
    }

    /// Writes the remaining records. If the target is blocked, they are lost after the longest delay.
    pub(crate) fn close(&self) {
        self.shared.change(|group| group.is_closed = true);
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let start = Instant::now();
            while !thread.is_finished() && start.elapsed() < MAX_DELAY {
                thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

/// The duty to write a group. The other requests of the group rely on it, also if this one is dropped because its client
/// left.
struct Turn<'a> {
    trail: &'a Trail,
    fate: Arc<Fate>,
}

impl Turn<'_> {
    fn take(self) -> Arc<Fate> {
        // Dropping it writes the group.
        Arc::clone(&self.fate)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.trail.write(&self.fate);
    }
}
