//! The groups of one worker. Every worker of the runtime has its own, so that the requests of a group usually run on the
//! worker that writes it.
//!
//! With one group for all workers, each group would wake requests that had run on other workers, and their memory would move
//! from core to core.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::task::yield_now;

use crate::audit::fate::{Fate, Written};
use crate::audit::group::Group;
use crate::audit::record::Lines;
use crate::audit::shared::{Entered, Shared};
use crate::audit::writer::Writer;

/// A request writes at most this many groups and leaves the next one to the thread, so that its own answer is not late.
const TURNS: u32 = 4;

/// While another worker writes, a request lets others run at most this many times. Each takes about a microsecond or more.
const YIELDS: u32 = 8;

pub(crate) struct Lane {
    shared: Arc<Shared>,
    writer: Arc<Writer>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// How the records of a request went.
pub(crate) enum Recorded {
    /// Their fate is decided later.
    Later(Arc<Fate>),
    Now(Written),
    /// The group is blocked or closed.
    Refused,
}

impl Lane {
    /// Starts the thread.
    ///
    /// # Errors
    /// If there can be no more threads.
    pub(crate) fn start(writer: &Arc<Writer>) -> std::io::Result<Self> {
        let (shared, writers) = (Arc::new(Shared::default()), writer.writers());
        shared.change(|group| group.writers = writers);
        let (thread_shared, thread_writer) = (Arc::clone(&shared), Arc::clone(writer));
        let thread =
            thread::Builder::new().name("audit".to_owned()).spawn(move || thread_writer.run(&thread_shared))?;
        Ok(Self { shared, writer: Arc::clone(writer), thread: Mutex::new(Some(thread)) })
    }

    /// Adds the records of a request to the group, and writes the group if they are the first.
    pub(crate) async fn record(&self, lines: &Lines) -> Recorded {
        match self.shared.enter(lines) {
            Entered::Leads(fate) => {
                let turn = Turn { lane: self, fate };
                let_others_run().await;
                self.let_the_other_workers_finish().await;
                Recorded::Now(turn.take().wait().await)
            }
            Entered::Follows(fate) => Recorded::Later(fate),
            Entered::Refused => Recorded::Refused,
        }
    }

    /// Gives another worker a moment to finish its write, because waking the thread costs more.
    async fn let_the_other_workers_finish(&self) {
        for _ in 0..YIELDS {
            if self.writer.free_sink().is_some() {
                break;
            }
            yield_now().await;
        }
    }

    /// Writes the group of a request, and groups that could not be written meanwhile.
    fn write(&self, fate: &Arc<Fate>) {
        // Without waiting. If the target is blocked, a waiting worker could not answer other requests.
        let mut sink = self.writer.free_sink();
        let mut next = self.shared.start_turn(fate, sink.is_some());
        let mut turns = 0;
        while let Some((lines, sink)) = next.zip(sink.as_mut()) {
            turns += 1;
            let written = self.writer.write(sink, &lines);
            next = self.shared.finish_turn(written, turns < TURNS);
        }
    }

    /// Changes the group, and wakes the thread if it has work now.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Group)) {
        self.shared.change(change);
    }

    /// Refuses the requests that have waited too long. Returns whether that was not reported yet.
    pub(crate) fn release_stuck(&self) -> bool {
        self.shared.release_stuck()
    }

    /// Waits until the thread has ended, at most until `deadline`.
    pub(crate) fn join(&self, deadline: Instant) {
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            while !thread.is_finished() && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

/// Lets the requests run that are ready on this thread.
///
/// The yield of tokio also looks for requests that have just arrived. The answers of a group would then come later and all at
/// once, and their clients would have nothing to do until then.
async fn let_others_run() {
    let mut have_run = false;
    poll_fn(|context| {
        if have_run {
            return Poll::Ready(());
        }
        have_run = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// The duty to write a group. The other requests of the group rely on it, also if this one is dropped because its client
/// left.
struct Turn<'a> {
    lane: &'a Lane,
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
        self.lane.write(&self.fate);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::pin::pin;

    use futures_util::FutureExt;
    use metrics::Counter;
    use tokio::runtime::Builder;

    use super::*;
    use crate::audit::group::MAX_DELAY;
    use crate::audit::sink::Target;

    #[test]
    fn a_request_does_not_wait_for_a_target_in_use_and_the_thread_writes_its_record() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("audit.jsonl");
        let writer = Arc::new(Writer::open(Target::File(path.clone()), Counter::noop()).unwrap());
        let lane = Lane::start(&writer).unwrap();
        let lines = Lines { bytes: b"record\n".to_vec(), count: 1 };
        let in_use = writer.free_sink().unwrap();
        let mut recorded = pin!(lane.record(&lines));
        // The first poll lets other requests run, and some more wait for the other writer. The last one would write.
        assert!((0..YIELDS + 2).all(|_| (&mut recorded).now_or_never().is_none()));
        assert!(fs::read(&path).unwrap().is_empty());
        drop(in_use);
        let recorded = Builder::new_current_thread().build().unwrap().block_on(recorded);
        assert!(matches!(recorded, Recorded::Now(Written::Yes)));
        assert_eq!(fs::read(&path).unwrap(), lines.bytes);
        lane.change(|group| group.is_closed = true);
        lane.join(Instant::now() + MAX_DELAY);
    }
}
