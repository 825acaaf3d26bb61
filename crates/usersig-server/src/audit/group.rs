//! The records that wait for the writer.

use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

/// The longest time a request waits for its record. After it the request is refused. A group is written as soon as the
/// previous one is, so a working disk delays a request by much less.
pub(crate) const MAX_DELAY: Duration = Duration::from_secs(1);

/// What requests and the writer share.
#[derive(Default)]
pub(crate) struct Shared {
    group: Mutex<Group>,
    pub(crate) changed: Condvar,
}

/// The records that wait, and the requests that wait for them.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) lines: Vec<u8>,
    pub(crate) waiting: Vec<oneshot::Sender<Written>>,
    pub(crate) records: u64,
    pub(crate) reopen: bool,
    pub(crate) is_closed: bool,
    /// When the writer took the previous group, until that group is written.
    writing_since: Option<Instant>,
}

impl Group {
    /// The writer is blocked, so another request would wait in vain.
    pub(crate) fn is_stuck(&self) -> bool {
        self.writing_since.is_some_and(|since| since.elapsed() > MAX_DELAY)
    }
}

/// Whether a group was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    No,
    Yes,
}

impl Shared {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Group> {
        self.group.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for something to do and takes it.
    pub(crate) fn next_group(&self) -> Group {
        let idle = |group: &mut Group| group.lines.is_empty() && !group.reopen && !group.is_closed;
        let mut group = self.changed.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        let next = Group { is_closed: group.is_closed, writing_since: Some(Instant::now()), ..Group::default() };
        mem::replace(&mut group, next)
    }

    pub(crate) fn finish_group(&self) {
        self.lock().writing_since = None;
    }
}
