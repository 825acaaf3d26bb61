//! How long to measure.

use std::time::Duration;

pub(crate) struct Effort {
    pub(crate) rounds: usize,
    pub(crate) rounds_of_threads: usize,
    pub(crate) slice: Duration,
    pub(crate) lengths: usize,
    /// How many of the shapes of bad texts are looked at.
    pub(crate) shapes: usize,
}

impl Effort {
    pub(crate) const QUICK: Self =
        Self { rounds: 31, rounds_of_threads: 31, slice: Duration::from_millis(5), lengths: 5_000, shapes: 1_000 };
    pub(crate) const FULL: Self = Self {
        rounds: 101,
        rounds_of_threads: 401,
        slice: Duration::from_millis(10),
        lengths: 100_000,
        shapes: usize::MAX,
    };
}
