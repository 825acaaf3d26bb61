//! Time passes, by itself or by a step of a test. Everything that falls due happens in order.

use std::time::Duration;

use usersig::SdkAppId;
use usersig_login::UnixMillis;

use crate::app::effects::Effects;
use crate::app::time::Alive;
use crate::clock;
use crate::world::heartbeats::Heartbeats;
use crate::world::world_state::World;

/// How often phones send a heartbeat: more often than the shortest silence that the service allows, 60 s on Web.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// A step of the clock that is longer than this is a jump, over which pages would miss heartbeats that they would have
/// sent. Without a jump pages speak for themselves.
const JUMP: Duration = Duration::from_secs(5);

/// How often secrets of forgotten logins are looked for.
const FORGET_EVERY: Duration = Duration::from_secs(3600);

impl World {
    /// Handles everything that has become due. Every request calls it first, so it is judged at the right time.
    pub(crate) fn catch_up(&mut self) -> UnixMillis {
        let now = self.clock.now();
        self.pass(now);
        now
    }

    /// Moves the clock forward by `step`. Events that fall due on the way happen in order and at their own time.
    pub(crate) fn advance(&mut self, step: Duration) {
        let target = clock::after(self.catch_up(), step);
        self.pass(target);
        self.clock.set(target);
    }

    /// Sets the clock. If it is set back, nothing falls due.
    pub(crate) fn set_clock(&mut self, at: UnixMillis) {
        let now = self.catch_up();
        if at > now {
            self.pass(at);
        }
        self.clock.set(at);
        if at < now {
            self.heartbeats = Heartbeats::starting_at(at);
            self.keep_alive(at, Alive::Everybody);
        }
    }

    fn pass(&mut self, target: UnixMillis) {
        let jump = target.since(self.heartbeats.seen);
        if jump > JUMP {
            self.keep_alive(target, Alive::Everybody);
        } else if target.since(self.heartbeats.phones) > HEARTBEAT {
            self.keep_alive(target, Alive::Phones);
        }
        while let Some((at, sdk_app_id)) = self.next_due().filter(|(at, _)| *at <= target) {
            let Self { apps, journal, outbox, .. } = self;
            let Ok(app) = apps.app(sdk_app_id) else { break };
            app.handle_timeout(at, &mut Effects { journal, outbox });
        }
        self.heartbeats.seen = self.heartbeats.seen.max(target);
        if target.since(self.heartbeats.forgotten) > FORGET_EVERY {
            self.heartbeats.forgotten = target;
            self.apps.iter_mut().for_each(|app| app.forget_secrets(target));
        }
    }

    fn keep_alive(&mut self, until: UnixMillis, who: Alive) {
        self.heartbeats.phones = until;
        self.apps.iter_mut().for_each(|app| app.keep_alive(until, who));
    }

    /// The next moment at which an event falls due, and its app.
    fn next_due(&self) -> Option<(UnixMillis, SdkAppId)> {
        self.apps.iter().filter_map(|app| Some((app.poll_timeout()?, app.sdk_app_id))).min()
    }
}
