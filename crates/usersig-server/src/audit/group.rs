//! The records that wait for the writer, and the requests that wait for them.

use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

/// The longest time a request waits for its record. After it the request is refused.
pub(crate) const MAX_DELAY: Duration = Duration::from_secs(1);

/// Under load the writer waits this long for more records, because each write wakes several threads.
const GATHER: Duration = Duration::from_micros(500);

/// A group with so many records tells that there is load.
const LOAD: u64 = 8;

/// What requests and the writer share.
#[derive(Default)]
pub(crate) struct Shared {
    group: Mutex<Group>,
    changed: Condvar,
}

/// The state under the lock.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) lines: Vec<u8>,
    pub(crate) records: u64,
    pub(crate) waiting: Vec<oneshot::Sender<Written>>,
    pub(crate) reopen: bool,
    pub(crate) is_closed: bool,
    /// The requests of the group that is being written, and when that began.
    writing: Vec<oneshot::Sender<Written>>,
    writing_since: Option<Instant>,
    writer_sleeps: bool,
}

/// What the writer has to do.
pub(crate) struct Task {
    pub(crate) lines: Vec<u8>,
    pub(crate) records: u64,
    pub(crate) reopen: bool,
    pub(crate) is_last: bool,
}

/// Whether a group was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    No,
    Yes,
}

impl Group {
    /// The writer is blocked, so a request would wait in vain.
    pub(crate) fn is_stuck(&self) -> bool {
        self.writing_since.is_some_and(|since| since.elapsed() > MAX_DELAY)
    }
}

impl Shared {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Group> {
        self.group.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the group, and wakes the writer if it sleeps. Waking it costs more than adding a record.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Group)) {
        let mut group = self.lock();
        change(&mut group);
        if mem::take(&mut group.writer_sleeps) {
            drop(group);
            self.changed.notify_one();
        }
    }

    /// Waits for something to do and takes it. The previous group had `previous` records.
    pub(crate) fn next_task(&self, previous: u64) -> Task {
        let mut group = self.lock();
        while group.lines.is_empty() && !group.reopen && !group.is_closed {
            group.writer_sleeps = true;
            group = self.changed.wait(group).unwrap_or_else(PoisonError::into_inner);
        }
        if previous >= LOAD && !group.is_closed {
            drop(group);
            thread::sleep(GATHER);
            group = self.lock();
        }
        group.writing = mem::take(&mut group.waiting);
        group.writing_since = Some(Instant::now());
        Task {
            lines: mem::take(&mut group.lines),
            records: mem::take(&mut group.records),
            reopen: mem::take(&mut group.reopen),
            is_last: group.is_closed,
        }
    }

    /// Answers the requests of the group.
    pub(crate) fn finish_task(&self, written: Written) {
        let mut group = self.lock();
        group.writing_since = None;
        let requests = mem::take(&mut group.writing);
        drop(group);
        for request in requests {
            // The client may have closed its connection.
            let _ = request.send(written);
        }
    }

    /// Refuses the waiting requests if the writer is blocked.
    pub(crate) fn release_stuck(&self) {
        let mut group = self.lock();
        if group.is_stuck() {
            group.writing.clear();
            group.waiting.clear();
        }
    }
}
