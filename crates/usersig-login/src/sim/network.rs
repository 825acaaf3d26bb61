//! Links: how they are opened, how they die, and what passes on them.

use std::time::Duration;

use usersig::ErrorCode;

use crate::client::{Attempt, Event, Request};
use crate::sim::device::{LinkState, Reach};
use crate::sim::device_id::DeviceId;
use crate::sim::journal::Note;
use crate::sim::queue::{Downward, Millis, Scheduled, millis};
use crate::sim::simulation::Simulation;

/// How long it takes at most until either side finds that a link is dead, if it finds out at all.
const DEAD_UNNOTICED: Duration = Duration::from_secs(10);

/// How long a device waits before it tries again to open a link.
const RECONNECT_AFTER: Duration = Duration::from_secs(5);

impl Simulation {
    pub(super) fn open_link(&mut self, device: DeviceId) {
        let link = &mut self.at_mut(device).link;
        link.number += 1;
        link.state = LinkState::Connecting;
        let number = link.number;
        self.happens(device, Event::Connecting);
        let delay = self.delay();
        self.plan(delay, device, Scheduled::Connects(number));
    }

    pub(super) fn connects(&mut self, device: DeviceId, number: u32) {
        let link = self.at(device).link;
        if (link.number, link.state) != (number, LinkState::Connecting) {
            return;
        }
        if self.at(device).reach == Reach::CutOff {
            self.happens(device, Event::ConnectFailed { code: ErrorCode::NET_NET_UNREACH });
            self.happens(device, Event::Connecting);
            self.plan(RECONNECT_AFTER, device, Scheduled::Connects(number));
            return;
        }
        self.at_mut(device).link.state = LinkState::Up;
        self.note(Some(device), Note::LinkUp);
        self.happens(device, Event::Connected);
    }

    /// The device closes its link. The service finds it closed, unless the device is cut off.
    pub(super) fn close_link(&mut self, device: DeviceId) {
        let link = self.at(device).link;
        if link.state == LinkState::Up {
            let delay = millis(self.delay());
            let found_at = self.elapsed.saturating_add(delay).max(link.upward_until);
            self.queue.plan(found_at, device, Scheduled::ServiceFindsLinkClosed(link.number));
        }
        self.at_mut(device).link.state = LinkState::Closed;
    }

    pub(super) fn break_link(&mut self, device: DeviceId) {
        let link = self.at(device).link;
        if link.state != LinkState::Up {
            return;
        }
        self.at_mut(device).link.state = LinkState::Dead;
        self.note(Some(device), Note::LinkDied);
        let until_found = self.up_to(DEAD_UNNOTICED);
        self.plan(until_found, device, Scheduled::FindsLinkDead(link.number));
        if self.at(device).reach == Reach::Network && self.rng.up_to(1) == 0 {
            let until_found = self.up_to(DEAD_UNNOTICED);
            self.plan(until_found, device, Scheduled::ServiceFindsLinkClosed(link.number));
        }
    }

    pub(super) fn finds_link_dead(&mut self, device: DeviceId, number: u32) {
        let link = self.at(device).link;
        if (link.number, link.state) == (number, LinkState::Dead) {
            self.open_link(device);
        }
    }

    pub(super) fn send_up(&mut self, device: DeviceId, attempt: Attempt, request: Request) {
        let link = self.at(device).link;
        if let Some(arrives) = self.passes(device, link.number, link.upward_until) {
            self.at_mut(device).link.upward_until = arrives;
            self.queue.plan(arrives, device, Scheduled::Arrives(link.number, attempt, request));
        }
    }

    pub(super) fn send_down(&mut self, device: DeviceId, number: u32, message: Downward) {
        self.send_down_late(device, number, message, Duration::ZERO);
    }

    pub(super) fn send_down_late(&mut self, device: DeviceId, number: u32, message: Downward, late_by: Duration) {
        let link = self.at(device).link;
        if let Some(arrives) = self.passes(device, number, link.downward_until) {
            let arrives = arrives.saturating_add(millis(late_by));
            // A late answer comes by a way of its own and holds nothing up.
            if late_by.is_zero() {
                self.at_mut(device).link.downward_until = arrives;
            }
            self.queue.plan(arrives, device, Scheduled::Returns(number, message));
        }
    }

    /// When a message arrives, unless its link is dead, or dies of it.
    fn passes(&mut self, device: DeviceId, number: u32, not_before: Millis) -> Option<Millis> {
        if !self.at(device).is_on(number) {
            return None;
        }
        if self.rng.up_to(999) < self.network.dies_per_thousand {
            self.break_link(device);
            return None;
        }
        let delay = millis(self.delay());
        Some(self.elapsed.saturating_add(delay).max(not_before))
    }

    pub(super) fn delay(&mut self) -> Duration {
        let range = self.network.most_delay.saturating_sub(self.network.least_delay);
        self.network.least_delay.saturating_add(self.up_to(range))
    }

    fn up_to(&mut self, most: Duration) -> Duration {
        Duration::from_millis(self.rng.up_to(millis(most)))
    }
}
