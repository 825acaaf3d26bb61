//! The failures and kicks that a keeper remembers.

use std::time::Duration;

use crate::keeper::settings::KeeperSettings;

/// A login that succeeds does not clear it. Only a login that lasts does.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct History {
    failures: u32,
    kicks: u32,
    logged_in_at: Option<Duration>,
}

impl History {
    pub(super) const fn logged_in(&mut self, now: Duration) {
        self.logged_in_at = Some(now);
    }

    /// How many failures there are with this one.
    pub(super) fn failed(&mut self, now: Duration, settings: &KeeperSettings) -> u32 {
        if self.has_lasted(now, settings.longest_pause) {
            self.failures = 0;
        }
        self.failures = self.failures.saturating_add(1);
        self.logged_in_at = None;
        self.failures
    }

    /// How many kicks there are with this one.
    pub(super) fn kicked(&mut self, now: Duration, settings: &KeeperSettings) -> u32 {
        if self.has_lasted(now, settings.longest_kick_pause) {
            self.kicks = 0;
        }
        self.kicks = self.kicks.saturating_add(1);
        self.logged_in_at = None;
        self.kicks
    }

    /// Twice as long as the longest pause, because a pause has a jitter of up to a half.
    fn has_lasted(&self, now: Duration, longest: Duration) -> bool {
        self.logged_in_at.is_some_and(|at| now.saturating_sub(at) >= longest.saturating_mul(2))
    }
}
