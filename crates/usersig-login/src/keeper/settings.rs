//! How patient a keeper is.

use std::time::Duration;

/// When a keeper asks for a new ticket, and how long it waits after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeeperSettings {
    /// How long before the end of the old ticket it asks for a new one. For a ticket that lives less than twice as long,
    /// half of its life.
    ///
    /// A keeper does not use [`refresh_at`](usersig::refresh_at), which spreads users over a twentieth of the ticket's
    /// lifetime. That function needs the moments of the ticket and a clock that agrees with the service's. A keeper knows
    /// only the lifetime, and it spreads devices, so that two devices of one user do not ask in the same second either.
    pub margin: Duration,
    /// How much earlier than that at most, by chance, so that devices do not all ask in the same second.
    pub jitter: Duration,
    /// The pause after the first failure. Each further one doubles it.
    pub first_pause: Duration,
    /// The longest pause after failures, without its jitter of up to a half.
    pub longest_pause: Duration,
    /// The pause after the first kick. Each further one multiplies it by four.
    pub first_kick_pause: Duration,
    /// The longest pause after kicks, without its jitter of up to a half. A login that lasts twice as long is stable, and
    /// the kicks before it no longer count. A shorter one does not: the other device may be in its longest pause.
    pub longest_kick_pause: Duration,
}

impl Default for KeeperSettings {
    /// One hour and up to a quarter, for tickets of a day or more, which the documents advise. Pauses of 2 s to 5 minutes
    /// after failures, and of 2 s to 12 hours after kicks, so that two devices kick each other less than 20 times a day.
    fn default() -> Self {
        Self {
            margin: Duration::from_secs(3600),
            jitter: Duration::from_secs(900),
            first_pause: Duration::from_secs(2),
            longest_pause: Duration::from_secs(300),
            first_kick_pause: Duration::from_secs(2),
            longest_kick_pause: Duration::from_secs(12 * 3600),
        }
    }
}
