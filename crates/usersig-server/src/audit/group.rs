//! The records that wait to be written together.

use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::audit::fate::Fate;
use crate::audit::record::Lines;

/// The longest time of a write, and of the wait for the request that leads a group. After it the requests are refused.
pub(crate) const MAX_DELAY: Duration = Duration::from_secs(1);

/// The state under the lock.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) writers: Writers,
    pub(crate) reopen: bool,
    pub(crate) is_closed: bool,
    pub(crate) lines: Lines,
    pub(crate) fate: Arc<Fate>,
    pub(crate) leader: Leader,
    pub(crate) writing: Option<Writing>,
    pub(crate) thread_sleeps: bool,
    pub(crate) progress: Progress,
}

/// Whether records are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Progress {
    #[default]
    Steady,
    /// A request would wait in vain, so it is refused.
    Stuck,
}

/// The group that is being written.
pub(crate) struct Writing {
    pub(crate) fate: Arc<Fate>,
    since: Instant,
}

/// Who may write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Writers {
    /// The target is a regular file, which does not block for long.
    RequestsToo,
    #[default]
    ThreadOnly,
}

/// Whether a request will write the group, so that the thread does not take it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Leader {
    #[default]
    Absent,
    Request {
        since: Instant,
    },
}

impl Group {
    /// The write takes too long, or the request that leads the group cannot run because its worker is blocked.
    pub(crate) fn is_late(&self, now: Instant) -> bool {
        let since = match (&self.writing, self.leader) {
            (Some(writing), _) => writing.since,
            (None, Leader::Request { since }) => since,
            (None, Leader::Absent) => return false,
        };
        now.saturating_duration_since(since) > MAX_DELAY
    }

    /// There are records, and no request will write them.
    pub(crate) fn needs_writer(&self) -> bool {
        !self.lines.bytes.is_empty() && self.leader == Leader::Absent
    }

    pub(crate) fn has_work_for_the_thread(&self) -> bool {
        self.writing.is_none() && (self.needs_writer() || self.reopen || self.is_closed)
    }

    pub(crate) fn take(&mut self) -> Lines {
        self.leader = Leader::Absent;
        self.progress = Progress::Steady;
        self.writing = Some(Writing { fate: mem::take(&mut self.fate), since: Instant::now() });
        mem::take(&mut self.lines)
    }
}
