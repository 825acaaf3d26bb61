//! How many MACs one diagnosis may compute.

/// The attempts that are left.
#[derive(Debug)]
pub(super) struct Attempts(usize);

impl Attempts {
    /// The most MACs of one diagnosis. A ticket and one key of which nothing fits need about half of them. Under a fuzzer
    /// they would take most of the time, and the laws that it checks hold with fewer.
    const MOST: usize = if cfg!(fuzzing) { 400 } else { 40_000 };

    pub(super) const fn new() -> Self {
        Self(Self::MOST)
    }

    /// Takes some attempts. Whether there were enough.
    pub(super) const fn take(&mut self, count: usize) -> bool {
        match self.0.checked_sub(count) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }
}
