//! The end of a group of records, which the requests of the group wait for.

use std::future::poll_fn;
use std::mem;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// Whether a group was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    No,
    Yes,
}

/// All requests of a group share one, so that a request needs no channel of its own.
#[derive(Debug, Default)]
pub(crate) struct Fate {
    /// `OPEN` until it is decided.
    decision: AtomicU8,
    waiting: Mutex<Vec<Waker>>,
}

const OPEN: u8 = 0;
const NOT_WRITTEN: u8 = 1;
const WRITTEN: u8 = 2;

impl Fate {
    /// Decides and wakes the requests. Only the first decision counts.
    pub(crate) fn decide(&self, written: Written) {
        let decision = match written {
            Written::No => NOT_WRITTEN,
            Written::Yes => WRITTEN,
        };
        if self.decision.compare_exchange(OPEN, decision, Ordering::AcqRel, Ordering::Acquire).is_ok() {
            let waiting = mem::take(&mut *self.lock());
            waiting.into_iter().for_each(Waker::wake);
        }
    }

    pub(crate) fn decided(&self) -> Option<Written> {
        match self.decision.load(Ordering::Acquire) {
            OPEN => None,
            NOT_WRITTEN => Some(Written::No),
            _ => Some(Written::Yes),
        }
    }

    /// Waits for the decision.
    pub(crate) async fn wait(&self) -> Written {
        let mut place = None;
        poll_fn(|context| {
            if let Some(written) = self.decided() {
                return Poll::Ready(written);
            }
            let mut waiting = self.lock();
            // The wakers are taken after the decision, so a waker that is added without a decision is not missed.
            if let Some(written) = self.decided() {
                return Poll::Ready(written);
            }
            if let Some(waker) = place.and_then(|place: usize| waiting.get_mut(place)) {
                waker.clone_from(context.waker());
            } else {
                place = Some(waiting.len());
                waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Waker>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
