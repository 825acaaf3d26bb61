//! Writes records in groups. A request waits until the group with its record was written.
//!
//! One thread writes, because a disk or a pipe can block. While it writes one group, the records of other requests form
//! the next one, so that under load a write carries many records.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::audit::group::{MAX_DELAY, Shared, Written};
use crate::audit::record::Record;
use crate::audit::sink::Target;
use crate::audit::writer::Writer;
use crate::config::sections::OnAuditFailure;

/// The bytes of records that wait while the writer is blocked.
const MAX_WAITING: usize = 4 << 20;

/// Room for a usual record.
const USUAL_LEN: usize = 256;

/// The audit of the service.
pub(crate) struct Trail {
    shared: Arc<Shared>,
    on_failure: OnAuditFailure,
    missing: metrics::Counter,
    writer: Mutex<Option<JoinHandle<()>>>,
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
        let sink = target.open()?;
        let shared = Arc::new(Shared::default());
        let writer = Writer { shared: Arc::clone(&shared), sink, target, missing: missing.clone() };
        let thread = thread::Builder::new().name("audit".to_owned()).spawn(move || writer.run())?;
        Ok(Self { shared, on_failure, missing, writer: Mutex::new(Some(thread)) })
    }

    /// Writes the records of one request.
    ///
    /// # Errors
    /// If they were not written and the operator chose to refuse such requests.
    pub(crate) async fn record(&self, records: &[Record<'_>]) -> Result<(), NotRecorded> {
        match self.on_failure {
            OnAuditFailure::Count => {
                if self.append(records, None).is_err() {
                    self.missing.increment(u64::try_from(records.len()).unwrap_or(u64::MAX));
                }
                Ok(())
            }
            OnAuditFailure::Refuse => {
                let (done, written) = oneshot::channel();
                self.append(records, Some(done))?;
                match written.await {
                    Ok(Written::Yes) => Ok(()),
                    Ok(Written::No) | Err(_) => Err(NotRecorded),
                }
            }
        }
    }

    fn append(&self, records: &[Record<'_>], done: Option<oneshot::Sender<Written>>) -> Result<(), NotRecorded> {
        let mut lines = Vec::with_capacity(records.len() * USUAL_LEN);
        for record in records {
            serde_json::to_writer(&mut lines, record).expect("a record is text and numbers");
            lines.push(b'\n');
        }
        let mut accepted = false;
        self.shared.change(|group| {
            accepted = !group.is_closed && !group.is_stuck() && group.lines.len() <= MAX_WAITING;
            if accepted {
                group.lines.extend_from_slice(&lines);
                group.records += u64::try_from(records.len()).unwrap_or(u64::MAX);
                group.waiting.extend(done);
            }
        });
        if accepted { Ok(()) } else { Err(NotRecorded) }
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
        if let Some(writer) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let start = Instant::now();
            while !writer.is_finished() && start.elapsed() < MAX_DELAY {
                thread::sleep(Duration::from_millis(5));
            }
        }
    }
}
