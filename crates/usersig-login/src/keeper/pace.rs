//! When to do the next thing.

use std::time::Duration;

use usersig::UnixTime;

use crate::dice::Dice;
use crate::keeper::settings::KeeperSettings;

#[derive(Clone, Debug)]
pub(super) struct Pace {
    settings: KeeperSettings,
    dice: Dice,
}

impl Pace {
    pub(super) const fn new(settings: KeeperSettings, seed: u64) -> Self {
        Self { settings, dice: Dice::new(seed) }
    }

    /// When to ask for the ticket after one that is good from now until then: later than now, or the keeper would ask
    /// for ever.
    pub(super) fn renewal(&mut self, now: UnixTime, expires_at: UnixTime) -> UnixTime {
        let left = expires_at.since(now);
        let margin = self.settings.margin.min(left / 2);
        let jitter = self.dice.up_to(self.settings.jitter.min(left / 4).as_secs());
        let at = expires_at.saturating_sub(margin).saturating_sub(Duration::from_secs(jitter));
        at.max(now.saturating_add(Duration::from_secs(1)))
    }

    /// How long to wait after so many failures.
    pub(super) fn pause(&mut self, failures: u32) -> Duration {
        let KeeperSettings { first_pause, longest_pause, .. } = self.settings;
        let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
        let pause = first_pause.saturating_mul(doubled).min(longest_pause).max(Duration::from_secs(1));
        pause.saturating_add(Duration::from_secs(self.dice.up_to(pause.as_secs() / 2)))
    }

    /// Whether a login has lasted long enough for what was before it to be forgotten.
    pub(super) fn has_lasted(&self, logged_in_at: UnixTime, now: UnixTime) -> bool {
        now.since(logged_in_at) > self.settings.longest_pause
    }
}
