//! The clock of a simulation.

use std::time::Duration;

use usersig::UnixTime;

use crate::sim::Simulation;
use crate::sim::device_id::DeviceId;
use crate::sim::queue::{Millis, Occurrence, millis};

/// When a simulation begins, by its service's clock: 2023-11-14T22:13:20Z.
pub const BEGIN: UnixTime = UnixTime::from_secs(1_700_000_000);

impl Simulation {
    /// The time by the service's clock.
    #[must_use]
    pub fn now(&self) -> UnixTime {
        let passed = i64::try_from(self.elapsed / 1000).unwrap_or(i64::MAX);
        let begin = i64::try_from(BEGIN.as_secs()).unwrap_or(i64::MAX);
        let now = begin.saturating_add(passed).saturating_add(self.clock_set_by);
        UnixTime::from_secs(u64::try_from(now).unwrap_or(0))
    }

    /// Lets so much time pass.
    pub fn run_for(&mut self, span: Duration) {
        let end = self.elapsed.saturating_add(millis(span));
        loop {
            let wakes_at = self.registry.wakes_at().map(|at| self.elapsed_at(at));
            let happens_at = self.queue.next_at();
            match (wakes_at, happens_at) {
                (Some(at), happens_at) if at <= end && happens_at.is_none_or(|happens_at| at <= happens_at) => {
                    self.elapsed = at.max(self.elapsed);
                    let happenings = self.registry.advance(self.now());
                    self.pass_on(happenings);
                }
                (_, Some(at)) if at <= end => {
                    self.elapsed = at.max(self.elapsed);
                    if let Some((device, occurrence)) = self.queue.pop() {
                        self.occurs(device, occurrence);
                    }
                }
                _ => break,
            }
        }
        self.elapsed = end;
    }

    pub(super) fn plan(&mut self, delay: Duration, device: DeviceId, occurrence: Occurrence) {
        self.queue.plan(self.elapsed.saturating_add(millis(delay)), device, occurrence);
    }

    /// When the service's clock shows this, if nobody sets it meanwhile.
    fn elapsed_at(&self, time: UnixTime) -> Millis {
        self.elapsed.saturating_add(millis(time.since(self.now()))) / 1000 * 1000
    }
}
