//! The clocks of a simulation.

use std::time::Duration;

use crate::sim::device_id::DeviceId;
use crate::sim::journal::Note;
use crate::sim::queue::{Millis, Scheduled, millis};
use crate::sim::simulation::Simulation;
use crate::unix_millis::UnixMillis;

/// The time on the service's clock when a simulation begins, 2023-11-14T22:13:20Z.
pub const BEGIN: UnixMillis = UnixMillis::from_millis(1_700_000_000_000);

impl Simulation {
    /// The time by the service's clock.
    #[must_use]
    pub fn now(&self) -> UnixMillis {
        let signed = |millis: u64| i64::try_from(millis).unwrap_or(i64::MAX);
        let now = signed(BEGIN.as_millis()).saturating_add(signed(self.elapsed)).saturating_add(self.clock_set_by);
        UnixMillis::from_millis(u64::try_from(now).unwrap_or(0))
    }

    /// Lets this much time pass.
    pub fn run_for(&mut self, span: Duration) {
        let end = self.elapsed.saturating_add(millis(span));
        while self.step(end) {}
        self.elapsed = end;
    }

    /// Lets time pass until a condition holds, at most `limit`. Returns whether it holds.
    pub fn run_until(&mut self, limit: Duration, holds: impl Fn(&Self) -> bool) -> bool {
        let end = self.elapsed.saturating_add(millis(limit));
        loop {
            if holds(self) {
                return true;
            }
            if !self.step(end) {
                self.elapsed = end;
                return holds(self);
            }
        }
    }

    /// Sets the service's clock forward, or back by a negative number of seconds.
    pub fn jump_clock(&mut self, seconds: i64) {
        self.clock_set_by = self.clock_set_by.saturating_add(seconds.saturating_mul(1000));
        self.note(None, Note::ClockSet(self.now()));
    }

    /// Sets a device's clock: from now on it shows this time since its zero.
    pub fn set_device_clock(&mut self, device: DeviceId, shows: Duration) {
        self.note(Some(device), Note::DeviceClockSet(shows));
        self.at_mut(device).clock_ahead = millis(shows).wrapping_sub(self.elapsed);
        self.plan_timer(device);
    }

    /// The time on a device's clock.
    #[must_use]
    pub fn device_clock(&self, device: DeviceId) -> Duration {
        Duration::from_millis(self.elapsed.wrapping_add(self.at(device).clock_ahead))
    }

    /// Does the next thing until `end`. Returns whether there was one.
    fn step(&mut self, end: Millis) -> bool {
        let service_at = self.registry.poll_timeout().map(|at| self.elapsed_at(at));
        let happens_at = self.queue.next_at();
        match (service_at, happens_at) {
            (Some(at), happens_at) if at <= end && happens_at.is_none_or(|happens_at| at <= happens_at) => {
                self.elapsed = at.max(self.elapsed);
                let events = self.registry.handle_timeout(self.now(), 100);
                self.pass_on(events);
                true
            }
            (_, Some(at)) if at <= end => {
                self.elapsed = at.max(self.elapsed);
                if let Some((device, scheduled)) = self.queue.pop() {
                    self.occurs(device, scheduled);
                }
                true
            }
            _ => false,
        }
    }

    pub(super) fn plan(&mut self, delay: Duration, device: DeviceId, scheduled: Scheduled) {
        self.queue.plan(self.elapsed.saturating_add(millis(delay)), device, scheduled);
    }

    /// When the service's clock shows this, if it is not set meanwhile.
    fn elapsed_at(&self, time: UnixMillis) -> Millis {
        self.elapsed.saturating_add(millis(time.since(self.now())))
    }

    /// Plans the program's timer, after everything that may have moved it.
    pub(super) fn plan_timer(&mut self, device: DeviceId) {
        let (now, due_at) = (self.device_clock(device), self.at(device).program.poll_timeout());
        let at = due_at.map(|due_at| self.elapsed.saturating_add(millis(due_at.saturating_sub(now))));
        if at != self.at(device).timer {
            self.at_mut(device).timer = at;
            if let Some(at) = at {
                self.queue.plan(at, device, Scheduled::Timer(at));
            }
        }
    }
}
