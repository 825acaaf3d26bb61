//! How patient a keeper is.

use std::time::Duration;

/// When a keeper asks for a ticket, and how long it waits after a failure. Parts of a second are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeeperSettings {
    /// How long before the old ticket runs out a fresh one is asked for. Of a ticket that lives less than twice as
    /// long, half of its life.
    pub margin: Duration,
    /// Up to how much earlier than that, by chance, so that not all devices ask in the same second.
    pub jitter: Duration,
    /// The pause after the first failure; each further one doubles it.
    pub first_pause: Duration,
    /// No pause is longer, but for its jitter of up to a half.
    pub longest_pause: Duration,
}

impl Default for KeeperSettings {
    /// An hour and up to a quarter, for tickets of a day and more as the documents advise; pauses of 2 s to 5 minutes.
    fn default() -> Self {
        Self {
            margin: Duration::from_secs(3600),
            jitter: Duration::from_secs(900),
            first_pause: Duration::from_secs(2),
            longest_pause: Duration::from_secs(300),
        }
    }
}
