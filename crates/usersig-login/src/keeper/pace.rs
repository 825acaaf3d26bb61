//! The lengths of pauses.

use std::time::Duration;

use crate::keeper::settings::KeeperSettings;
use crate::rng::Rng;

#[derive(Clone, Debug)]
pub(super) struct Pace {
    pub(super) settings: KeeperSettings,
    rng: Rng,
}

/// No pause is shorter, or the keeper would not let time pass.
const SHORTEST: Duration = Duration::from_secs(1);

impl Pace {
    pub(super) const fn new(settings: KeeperSettings, seed: u64) -> Self {
        Self { settings, rng: Rng::new(seed) }
    }

    /// How long a ticket is used before the next one is asked for.
    pub(super) fn until_renewal(&mut self, lifetime: Duration) -> Duration {
        let margin = self.settings.margin.min(lifetime / 2);
        let jitter = self.up_to(self.settings.jitter.min(lifetime / 4));
        lifetime.saturating_sub(margin).saturating_sub(jitter).max(SHORTEST)
    }

    /// The pause after this many failures.
    pub(super) fn after_failures(&mut self, failures: u32) -> Duration {
        let KeeperSettings { first_pause, longest_pause, .. } = self.settings;
        self.growing(first_pause, 2, failures, longest_pause)
    }

    /// The pause after this many kicks.
    pub(super) fn after_kicks(&mut self, kicks: u32) -> Duration {
        let KeeperSettings { first_kick_pause, longest_kick_pause, .. } = self.settings;
        self.growing(first_kick_pause, 4, kicks, longest_kick_pause)
    }

    fn growing(&mut self, first: Duration, factor: u32, times: u32, longest: Duration) -> Duration {
        let grown = first.saturating_mul(factor.saturating_pow(times.saturating_sub(1)));
        let pause = grown.min(longest).max(SHORTEST);
        pause.saturating_add(self.up_to(pause / 2))
    }

    fn up_to(&mut self, most: Duration) -> Duration {
        Duration::from_millis(self.rng.up_to(u64::try_from(most.as_millis()).unwrap_or(u64::MAX)))
    }
}
