//! The records that wait for a writer, and the requests that wait for them.

use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::audit::record::Lines;

/// The longest time a request waits for its record. After it the request is refused.
pub(crate) const MAX_DELAY: Duration = Duration::from_secs(1);

/// Under load the writer's thread waits this long for more records, because each write wakes several threads.
const GATHER: Duration = Duration::from_micros(500);

/// A group with so many records tells that there is load.
const LOAD: u64 = 8;

/// The bytes of records that wait while a write is blocked.
const MAX_WAITING: usize = 4 << 20;

/// What requests and the writer share. At most one of them writes at a time.
#[derive(Default)]
pub(crate) struct Shared {
    group: Mutex<Group>,
    changed: Condvar,
}

/// The state under the lock.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) writers: Writers,
    pub(crate) reopen: bool,
    pub(crate) is_closed: bool,
    lines: Lines,
    waiting: Vec<oneshot::Sender<Written>>,
    /// The requests of the group that is being written, and when that began.
    writing: Vec<oneshot::Sender<Written>>,
    writing_since: Option<Instant>,
    thread_sleeps: bool,
}

/// Who may write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Writers {
    /// The target is a regular file, which does not block for long.
    RequestsToo,
    #[default]
    ThreadOnly,
}

/// What happened to the records of a request.
pub(crate) enum Entered {
    /// The target is blocked or closed.
    Refused,
    /// The request writes them.
    Turn(Lines),
    /// They are part of the next group.
    Waiting(oneshot::Receiver<Written>),
}

/// What the thread has to do.
pub(crate) struct Task {
    pub(crate) lines: Lines,
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
    /// The write is blocked, so a request would wait in vain.
    fn is_stuck(&self) -> bool {
        self.writing_since.is_some_and(|since| since.elapsed() > MAX_DELAY)
    }

    fn has_work_for_the_thread(&self) -> bool {
        self.writing_since.is_none() && (!self.lines.bytes.is_empty() || self.reopen || self.is_closed)
    }

    fn take(&mut self) -> Lines {
        self.writing = mem::take(&mut self.waiting);
        self.writing_since = Some(Instant::now());
        mem::take(&mut self.lines)
    }
}

impl Shared {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Group> {
        self.group.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the group, and wakes the thread if it sleeps and has work now.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Group)) {
        let mut group = self.lock();
        change(&mut group);
        self.unlock(group);
    }

    /// Waking the thread costs more than adding a record.
    fn unlock(&self, mut group: MutexGuard<'_, Group>) {
        if group.has_work_for_the_thread() && mem::take(&mut group.thread_sleeps) {
            drop(group);
            self.changed.notify_one();
        }
    }

    /// Adds the records of a request, or lets the request write them if nobody else writes.
    pub(crate) fn enter(&self, lines: Lines) -> Entered {
        let mut group = self.lock();
        if group.is_closed || group.is_stuck() || group.lines.bytes.len() > MAX_WAITING {
            return Entered::Refused;
        }
        let is_free = group.writing_since.is_none() && group.lines.bytes.is_empty() && !group.reopen;
        if group.writers == Writers::RequestsToo && is_free {
            group.writing_since = Some(Instant::now());
            return Entered::Turn(lines);
        }
        let (done, written) = oneshot::channel();
        group.lines.append(&lines);
        group.waiting.push(done);
        self.unlock(group);
        Entered::Waiting(written)
    }

    /// Ends a write. Records that came meanwhile are the next group, which the same request may write too.
    pub(crate) fn finish_turn(&self, written: Written, may_go_on: bool) -> Option<Lines> {
        let mut group = self.lock();
        group.writing_since = None;
        let answered = mem::take(&mut group.writing);
        let next = (may_go_on && !group.lines.bytes.is_empty() && !group.reopen).then(|| group.take());
        self.unlock(group);
        for request in answered {
            // The client may have closed its connection.
            let _ = request.send(written);
        }
        next
    }

    /// Waits for something that the thread has to do. The previous group had `previous` records.
    pub(crate) fn next_task(&self, previous: u64) -> Task {
        let mut group = self.lock();
        loop {
            while !group.has_work_for_the_thread() {
                group.thread_sleeps = true;
                group = self.changed.wait(group).unwrap_or_else(PoisonError::into_inner);
            }
            if previous < LOAD || group.is_closed {
                break;
            }
            drop(group);
            thread::sleep(GATHER);
            group = self.lock();
            if group.has_work_for_the_thread() {
                break;
            }
        }
        group.thread_sleeps = false;
        Task { lines: group.take(), reopen: mem::take(&mut group.reopen), is_last: group.is_closed }
    }

    /// Refuses the waiting requests if the write is blocked.
    pub(crate) fn release_stuck(&self) {
        let mut group = self.lock();
        if group.is_stuck() {
            group.writing.clear();
            group.waiting.clear();
        }
    }
}
