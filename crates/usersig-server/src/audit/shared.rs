//! The group that waits, which requests and the writer's thread share.

use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::audit::fate::{Fate, Written};
use crate::audit::group::{Group, Leader, Progress, Writers};
use crate::audit::record::Lines;

/// Under load the writer's thread waits this long for more records, because each write wakes several threads.
const GATHER: Duration = Duration::from_micros(500);

/// A group with at least this many records means that there is load.
const LOAD: u64 = 8;

/// The bytes of records that wait while a write is blocked, in each group.
const MAX_WAITING: usize = 4 << 20;

/// State that the requests of a worker and a thread share. At most one of them writes at a time.
#[derive(Default)]
pub(crate) struct Shared {
    group: Mutex<Group>,
    changed: Condvar,
}

/// The part of a request in its group.
pub(crate) enum Entered {
    /// The group is stuck, full or closed.
    Refused,
    /// The request is the first of its group and writes the group after a moment.
    Leads(Arc<Fate>),
    /// Another request or the thread writes the group.
    Follows(Arc<Fate>),
}

/// The next work of the thread.
pub(crate) struct Task {
    pub(crate) lines: Lines,
    pub(crate) reopen: bool,
    pub(crate) is_last: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Group> {
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

    /// Adds the records of a request.
    pub(crate) fn enter(&self, lines: &Lines) -> Entered {
        let mut group = self.lock();
        if group.is_closed || group.progress == Progress::Stuck || group.lines.bytes.len() > MAX_WAITING {
            return Entered::Refused;
        }
        let is_first = group.lines.bytes.is_empty();
        group.lines.append(lines);
        let fate = Arc::clone(&group.fate);
        if is_first && group.writers == Writers::RequestsToo && !group.reopen {
            group.leader = Leader::Request { since: Instant::now() };
            return Entered::Leads(fate);
        }
        self.unlock(group);
        Entered::Follows(fate)
    }

    /// Gives the group to the request that leads it. If that request may not write, the thread does. If another group is
    /// being written, its writer or the thread continues with this one.
    pub(crate) fn start_turn(&self, fate: &Arc<Fate>, may_write: bool) -> Option<Lines> {
        let mut group = self.lock();
        // The thread takes the groups of others when the file is opened again and at the end of the service.
        if !Arc::ptr_eq(&group.fate, fate) {
            return None;
        }
        if !may_write || group.writing.is_some() || group.reopen {
            group.leader = Leader::Absent;
            self.unlock(group);
            return None;
        }
        Some(group.take())
    }

    /// Ends a write. The next group may need the same writer.
    pub(crate) fn finish_turn(&self, written: Written, may_go_on: bool) -> Option<Lines> {
        let mut group = self.lock();
        // The requests of a waiting group were refused, and it must be written before others may join the next one.
        if group.lines.bytes.is_empty() {
            group.progress = Progress::Steady;
        }
        let finished = group.writing.take();
        let next = (may_go_on && !group.reopen && group.needs_writer()).then(|| group.take());
        self.unlock(group);
        if let Some(writing) = finished {
            writing.fate.decide(written);
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
            if previous < LOAD || group.is_closed || group.writers == Writers::RequestsToo {
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

    /// Refuses the requests that have waited too long, and from now on the new ones. Returns whether that was not reported yet.
    pub(crate) fn release_stuck(&self, now: Instant) -> bool {
        let mut group = self.lock();
        if !group.is_late(now) {
            return false;
        }
        let was = mem::replace(&mut group.progress, Progress::Stuck);
        let written = group.writing.as_ref().map(|writing| Arc::clone(&writing.fate));
        // The fate of an empty group is that of later requests.
        let waiting = (!group.lines.bytes.is_empty()).then(|| Arc::clone(&group.fate));
        drop(group);
        for fate in written.into_iter().chain(waiting) {
            fate.decide(Written::No);
        }
        was == Progress::Steady
    }
}
