//! The groups of one worker. Every worker of the runtime has its own, so that the requests of a group usually run on the
//! worker that writes it.
//!
//! With one group for all workers, each group would wake requests that had run on other workers, and their memory would move
//! from core to core.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::task::yield_now;

use crate::audit::fate::{Fate, Written};
use crate::audit::group::Group;
use crate::audit::record::Lines;
use crate::audit::shared::{Entered, Shared};
use crate::audit::sink::Sink;
use crate::audit::writer::Writer;

/// A request writes at most this many groups and leaves the next one to the thread, so that its own answer is not late.
const TURNS: u32 = 4;

/// While another worker writes, a request waits about this long before it leaves its group to the thread. Waking the thread costs
/// more than a usual write takes.
pub(crate) const PATIENCE: Duration = Duration::from_micros(100);

pub(crate) struct Lane {
    shared: Arc<Shared>,
    writer: Arc<Writer>,
    thread: Mutex<Option<JoinHandle<()>>>,
    patience: Duration,
}

/// How the records of a request went.
pub(crate) enum Recorded {
    /// Their fate is decided later.
    Later(Arc<Fate>),
    Now(Written),
    /// The group is stuck, full or closed.
    Refused,
}

impl Lane {
    /// Starts the thread. While another worker writes, a request waits for `patience`.
    ///
    /// # Errors
    /// If there can be no more threads.
    pub(crate) fn start(writer: &Arc<Writer>, patience: Duration) -> std::io::Result<Self> {
        let (shared, writers) = (Arc::new(Shared::default()), writer.writers());
        shared.change(|group| group.writers = writers);
        let (thread_shared, thread_writer) = (Arc::clone(&shared), Arc::clone(writer));
        let thread =
            thread::Builder::new().name("audit".to_owned()).spawn(move || thread_writer.run(&thread_shared))?;
        Ok(Self { shared, writer: Arc::clone(writer), thread: Mutex::new(Some(thread)), patience })
    }

    /// Adds the records of a request to the group, and writes the group if they are the first.
    pub(crate) async fn record(&self, lines: &Lines) -> Recorded {
        match self.shared.enter(lines) {
            Entered::Leads(fate) => {
                let mut turn = Turn { lane: self, fate: Arc::clone(&fate), is_over: false };
                let_others_run().await;
                let waits_since = Instant::now();
                while !turn.try_write() && waits_since.elapsed() < self.patience {
                    // Tokio's own yield, which lets the worker look for requests that have just arrived.
                    yield_now().await;
                }
                drop(turn);
                Recorded::Now(fate.wait().await)
            }
            Entered::Follows(fate) => Recorded::Later(fate),
            Entered::Refused => Recorded::Refused,
        }
    }

    /// Writes the group of a request, and groups that could not be written meanwhile. Without the sink, the thread writes them.
    fn write(&self, fate: &Arc<Fate>, mut sink: Option<MutexGuard<'_, Sink>>) {
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
    pub(crate) fn release_stuck(&self, now: Instant) -> bool {
        self.shared.release_stuck(now)
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
/// Tokio's own yield also looks for requests that have just arrived, and they would all run before this one. That took 3 % more
/// CPU time.
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
/// left. The duty does not end when the fate is decided, because the requests of a stuck group are refused before it is written.
struct Turn<'a> {
    lane: &'a Lane,
    fate: Arc<Fate>,
    is_over: bool,
}

impl Turn<'_> {
    /// Writes the group and returns true, unless another worker is writing. A worker never waits for the target without letting
    /// others run. If the target is blocked, it could not answer other requests.
    fn try_write(&mut self) -> bool {
        let sink = self.lane.writer.free_sink();
        if sink.is_some() {
            self.is_over = true;
            self.lane.write(&self.fate, sink);
        }
        self.is_over
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.lane.write(&self.fate, self.lane.writer.free_sink());
        }
    }
}

#[cfg(test)]
mod tests;
