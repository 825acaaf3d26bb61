//! A value for each worker thread of the runtime.
//!
//! When two cores write into the same cache line in turn, each of them waits for the other. A request writes into a dozen
//! places, and this waiting took a twentieth of its CPU time while all workers shared them.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The values. Two threads share one if there are more threads than values.
pub(crate) struct PerWorker<T>(Box<[Apart<T>]>);

/// A value that shares no cache line with others. Some processors fetch lines in pairs.
#[repr(align(128))]
pub(crate) struct Apart<T>(pub(crate) T);

/// The number of threads that have asked for a value.
static THREADS: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static NUMBER: usize = THREADS.fetch_add(1, Ordering::Relaxed);
}

impl<T> PerWorker<T> {
    /// Makes this many values from their numbers, and at least one.
    pub(crate) fn new(workers: usize, make: impl FnMut(usize) -> T) -> Self {
        Self((0..workers.max(1)).map(make).map(Apart).collect())
    }

    /// Does the same with values that can fail.
    pub(crate) fn try_new<E>(workers: usize, mut make: impl FnMut(usize) -> Result<T, E>) -> Result<Self, E> {
        Ok(Self((0..workers.max(1)).map(|number| make(number).map(Apart)).collect::<Result<_, E>>()?))
    }

    /// The value of this thread.
    pub(crate) fn mine(&self) -> &T {
        &self.0[NUMBER.with(|number| *number) % self.0.len()].0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|value| &value.0)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread;

    use super::*;

    #[test]
    fn threads_have_values_of_their_own_and_keep_them() {
        let values = PerWorker::new(1000, |number| number);
        let of_a_thread = || [(); 3].map(|()| *values.mine());
        let seen: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(of_a_thread)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(seen.iter().all(|[first, second, third]| first == second && second == third));
        assert_eq!(seen.iter().map(|[first, ..]| first).collect::<HashSet<_>>().len(), 8);
    }
}
