//! `--strict`: warnings are errors.

use clap::Args;

use crate::output::warnings::Warnings;

/// Whether warnings are errors.
#[derive(Args)]
pub(crate) struct StrictOptions {
    /// Sign nothing if there is a warning, and treat a doubtful line of a batch as a bad line
    #[arg(long)]
    strict: bool,
}

impl StrictOptions {
    pub(crate) fn warnings(&self) -> Warnings {
        Warnings::new(self.strict)
    }
}
