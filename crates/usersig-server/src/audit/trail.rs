//! Writes records in groups. A request waits until the group with its record was written.
//!
//! Into a regular file, the first request of a group writes the group. Before that it lets the requests run that are ready
//! on its thread, and their records join the group. So under load one write serves many requests, and no thread has to be
//! woken for it. If another worker is writing then, the request waits for a few turns, and after them a thread writes the
//! group. Standard output can be a pipe without a reader, so a thread writes there. While it writes one group, the records of
//! other requests form the next one.

use std::sync::Arc;
use std::time::Instant;

use crate::audit::fate::Written;
use crate::audit::group::{MAX_DELAY, Writers};
use crate::audit::lane::{Lane, PATIENCE, Recorded};
use crate::audit::record::Lines;
use crate::audit::sink::Target;
use crate::audit::writer::Writer;
use crate::config::sections::OnAuditFailure;
use crate::words::per_worker::PerWorker;

/// The audit of the service.
pub(crate) struct Trail {
    lanes: PerWorker<Lane>,
    on_failure: OnAuditFailure,
    missing: metrics::Counter,
}

/// The record was not written, so the request must be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotRecorded;

impl Trail {
    /// Opens the target and starts the threads.
    ///
    /// # Errors
    /// If the target cannot be opened, or there can be no more threads.
    pub(crate) fn start(
        target: Target,
        on_failure: OnAuditFailure,
        missing: metrics::Counter,
        workers: usize,
    ) -> std::io::Result<Self> {
        let writer = Arc::new(Writer::open(target, missing.clone())?);
        let lanes = match writer.writers() {
            Writers::RequestsToo => workers,
            // One thread gathers the records of all workers.
            Writers::ThreadOnly => 1,
        };
        Ok(Self { lanes: PerWorker::try_new(lanes, |_| Lane::start(&writer, PATIENCE))?, on_failure, missing })
    }

    /// Writes the records of one request.
    ///
    /// # Errors
    /// If they were not written and the operator chose to refuse such requests.
    pub(crate) async fn record(&self, lines: Lines) -> Result<(), NotRecorded> {
        let written = match (self.lanes.mine().record(&lines).await, self.on_failure) {
            (Recorded::Later(_), OnAuditFailure::Count) => return Ok(()),
            (Recorded::Later(fate), OnAuditFailure::Refuse) => fate.wait().await,
            (Recorded::Refused, _) => {
                self.missing.increment(lines.count);
                Written::No
            }
            (Recorded::Now(written), _) => written,
        };
        if written == Written::Yes || self.on_failure == OnAuditFailure::Count { Ok(()) } else { Err(NotRecorded) }
    }

    /// Refuses the requests that have waited too long, and returns whether that is news. It is called several times a second,
    /// which costs less than a timer for each request.
    pub(crate) fn release_stuck(&self, now: Instant) -> bool {
        self.lanes.iter().filter(|lane| lane.release_stuck(now)).count() > 0
    }

    /// Opens the file again, after a log rotation.
    pub(crate) fn reopen(&self) {
        self.lanes.iter().for_each(|lane| lane.change(|group| group.reopen = true));
    }

    /// Writes the remaining records. If the target is blocked, they are lost after the longest delay.
    pub(crate) fn close(&self) {
        self.lanes.iter().for_each(|lane| lane.change(|group| group.is_closed = true));
        let deadline = Instant::now() + MAX_DELAY;
        self.lanes.iter().for_each(|lane| lane.join(deadline));
    }
}
