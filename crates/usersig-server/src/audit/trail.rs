//! Writes records in groups. A request waits until the group with its record was written.
//!
//! Into a regular file, the first request writes by itself, and then it writes the group that formed meanwhile. This costs
//! less than waking a thread. Standard output can be a pipe that nobody reads, so a thread writes there, and while it
//! writes one group, the records of other requests form the next one.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::audit::group::{Entered, MAX_DELAY, Shared, Written};
use crate::audit::record::Lines;
use crate::audit::sink::Target;
use crate::audit::writer::Writer;
use crate::config::sections::OnAuditFailure;

/// A request writes so many groups and leaves the next one to the thread, so that its own answer is not late.
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
        let count = lines.count;
        let written = match (self.shared.enter(lines), self.on_failure) {
            (Entered::Turn(lines), _) => self.write(&lines),
            (Entered::Waiting(_), OnAuditFailure::Count) => Written::Yes,
            (Entered::Waiting(written), OnAuditFailure::Refuse) => written.await.unwrap_or(Written::No),
            (Entered::Refused, OnAuditFailure::Count) => {
                self.missing.increment(count);
                Written::No
            }
            (Entered::Refused, OnAuditFailure::Refuse) => Written::No,
        };
        if written == Written::Yes || self.on_failure == OnAuditFailure::Count { Ok(()) } else { Err(NotRecorded) }
    }

    /// Writes the request's own records, and the groups that formed meanwhile.
    fn write(&self, lines: &Lines) -> Written {
        let written = self.writer.write(lines);
        let mut next = self.shared.finish_turn(written, true);
        let mut turns = 1;
        while let Some(lines) = next {
            turns += 1;
            let written = self.writer.write(&lines);
            next = self.shared.finish_turn(written, turns < TURNS);
        }
        written
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
