//! Counts the requests in progress.
//!
//! A semaphore would do the same, but it locks a list of waiters when a request ends. No request waits here: a request above the
//! limit is refused at once.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of requests in progress, and its limit.
pub(crate) struct InProgress {
    count: AtomicUsize,
    limit: usize,
}

/// A request in progress. It ends when this is dropped.
pub(crate) struct Place<'a>(&'a AtomicUsize);

impl InProgress {
    pub(crate) const fn new(limit: usize) -> Self {
        Self { count: AtomicUsize::new(0), limit }
    }

    /// Counts one more request, unless the limit is reached.
    // A request above the limit is counted for a moment. Another one can be refused in that moment although a request has just
    // ended, as if it had come a moment earlier.
    pub(crate) fn enter(&self) -> Option<Place<'_>> {
        let place = Place(&self.count);
        // Dropping the place of a request above the limit takes it back.
        (self.count.fetch_add(1, Ordering::Acquire) < self.limit).then_some(place)
    }

    /// Whether a request would be refused now.
    pub(crate) fn is_full(&self) -> bool {
        self.count.load(Ordering::Relaxed) >= self.limit
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn a_request_above_the_limit_is_refused_until_another_ends() {
        let all = InProgress::new(2);
        let (first, second) = (all.enter(), all.enter());
        assert!(first.is_some() && second.is_some() && all.is_full());
        assert!(all.enter().is_none() && all.enter().is_none());
        drop(first);
        assert!(!all.is_full() && all.enter().is_some());
    }

    #[test]
    fn threads_that_enter_and_leave_never_exceed_the_limit_and_leave_nothing() {
        let (all, inside) = (InProgress::new(3), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..10_000 {
                        if let Some(place) = all.enter() {
                            assert!(inside.fetch_add(1, Ordering::SeqCst) < 3);
                            inside.fetch_sub(1, Ordering::SeqCst);
                            drop(place);
                        }
                    }
                });
            }
        });
        assert_eq!(all.count.load(Ordering::SeqCst), 0);
    }
}
