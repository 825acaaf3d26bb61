//! The ways a batch ends.

/// The end of a batch.
#[derive(Debug)]
pub(crate) enum Ending {
    /// All lines were read.
    Done,
    /// Reading or writing failed.
    Failed(anyhow::Error),
    /// The person interrupted the batch.
    Interrupted,
    /// The first bad line stopped the batch, as `--fail-fast` asks.
    StoppedAtBadLine,
}
