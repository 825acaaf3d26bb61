//! Counts the requests in progress.
//!
//! A semaphore would do, but it locks a list of waiters when a request ends, and no request waits here: one too many is refused
//! at once.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of requests in progress, and the most there may be.
pub(crate) struct InProgress {
    count: AtomicUsize,
    most: usize,
}

/// One of the requests. It ends when this is dropped.
pub(crate) struct One<'a>(&'a AtomicUsize);

impl InProgress {
    pub(crate) const fn new(most: usize) -> Self {
        Self { count: AtomicUsize::new(0), most }
    }

    /// Counts one more, unless there are as many as there may be.
    pub(crate) fn enter(&self) -> Option<One<'_>> {
        let one = One(&self.count);
        // If it is one too many, dropping `one` takes it back.
        (self.count.fetch_add(1, Ordering::Relaxed) < self.most).then_some(one)
    }

    /// Whether one more would be refused now.
    pub(crate) fn is_full(&self) -> bool {
        self.count.load(Ordering::Relaxed) >= self.most
    }
}

impl Drop for One<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn a_request_too_many_is_refused_until_another_ends() {
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
                        if let Some(one) = all.enter() {
                            assert!(inside.fetch_add(1, Ordering::SeqCst) < 3);
                            inside.fetch_sub(1, Ordering::SeqCst);
                            drop(one);
                        }
                    }
                });
            }
        });
        assert_eq!(all.count.load(Ordering::SeqCst), 0);
    }
}
