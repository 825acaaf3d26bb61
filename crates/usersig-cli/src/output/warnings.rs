//! Warnings on standard error, which `--strict` turns into an error.

use std::cell::Cell;
use std::fmt;

use anyhow::ensure;

use crate::output::message;

/// The warnings of a run.
#[derive(Default)]
pub(crate) struct Warnings {
    is_strict: bool,
    count: Cell<u64>,
}

impl Warnings {
    /// Warnings that are errors if `is_strict` is set.
    pub(crate) fn new(is_strict: bool) -> Self {
        Self { is_strict, count: Cell::new(0) }
    }

    /// Whether a warning is an error.
    pub(crate) const fn are_strict(&self) -> bool {
        self.is_strict
    }

    /// Writes a warning to standard error.
    pub(crate) fn warn(&self, sentence: impl fmt::Display) {
        self.count.set(self.count.get() + 1);
        message::warn(sentence);
    }

    /// Must be called after the last check and before a ticket is signed.
    ///
    /// # Errors
    /// If there was a warning and warnings are errors.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        ensure!(
            !self.is_strict || self.count.get() == 0,
            "nothing was signed, because --strict turns warnings into errors; the warnings are above"
        );
        Ok(())
    }
}
