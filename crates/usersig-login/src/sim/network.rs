//! Links: how they are made, how they die, and what passes on them.

use std::mem;
use std::time::Duration;

use usersig::ErrorCode;

use crate::client::Event;
use crate::sim::Simulation;
use crate::sim::device::LinkState;
use crate::sim::device_id::DeviceId;
use crate::sim::journal::Note;
use crate::sim::queue::{Downward, Millis, Occurrence, Upward, millis};

/// How long the SDK waits for an answer.
pub(super) const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// How long at most until either side finds that a link is dead, where it finds out at all.
const DEAD_UNNOTICED: Duration = Duration::from_secs(10);

/// How long the SDK waits before it tries again to make a link.
const RECONNECT_AFTER: Duration = Duration::from_secs(5);

impl Simulation {
    pub(super) fn open_link(&mut self, device: DeviceId) {
        let link = &mut self.at_mut(device).link;
        link.number += 1;
        link.state = LinkState::Connecting;
        let number = link.number;
        self.happens(device, Event::Connecting);
        let delay = self.delay();
        self.plan(delay, device, Occurrence::Connects(number));
    }

    pub(super) fn connects(&mut self, device: DeviceId, number: u32) {
        let link = self.at(device).link;
        if (link.number, link.state) != (number, LinkState::Connecting) {
            return;
        }
        if self.at(device).is_cut_off {
            self.happens(device, Event::ConnectFailed { code: ErrorCode::NET_NET_UNREACH });
            self.happens(device, Event::Connecting);
            self.plan(RECONNECT_AFTER, device, Occurrence::Connects(number));
            return;
        }
        self.at_mut(device).link.state = LinkState::Up;
        self.note(Some(device), Note::LinkUp);
        self.happens(device, Event::Connected);
        for (until, message) in mem::take(&mut self.at_mut(device).waiting) {
            if self.elapsed < until {
                self.send_up(device, message);
            }
        }
    }

    /// The client closes its link: the service finds it closed, unless the client is cut off.
    pub(super) fn close_link(&mut self, device: DeviceId) {
        let number = self.at(device).link.number;
        if self.at(device).link.state == LinkState::Up {
            let delay = self.delay();
            self.plan(delay, device, Occurrence::ServiceFindsLinkClosed(number));
        }
        self.at_mut(device).link.state = LinkState::Closed;
        self.at_mut(device).waiting.clear();
    }

    pub(super) fn break_link(&mut self, device: DeviceId) {
        let link = self.at(device).link;
        if link.state != LinkState::Up {
            return;
        }
        self.at_mut(device).link.state = LinkState::Dead;
        self.note(Some(device), Note::LinkDied);
        let until_found = self.up_to(DEAD_UNNOTICED);
        self.plan(until_found, device, Occurrence::FindsLinkDead(link.number));
        if !self.at(device).is_cut_off && self.dice.up_to(1) == 0 {
            let until_found = self.up_to(DEAD_UNNOTICED);
            self.plan(until_found, device, Occurrence::ServiceFindsLinkClosed(link.number));
        }
    }

    pub(super) fn finds_link_dead(&mut self, device: DeviceId, number: u32) {
        let link = self.at(device).link;
        if (link.number, link.state) == (number, LinkState::Dead) {
            self.open_link(device);
        }
    }

    pub(super) fn send_up(&mut self, device: DeviceId, message: Upward) {
        let link = self.at(device).link;
        if link.state == LinkState::Connecting {
            let until = self.elapsed.saturating_add(millis(ANSWER_WITHIN));
            self.at_mut(device).waiting.push((until, message));
        } else if let Some(arrives) = self.passes(device, link.number, link.upward_until) {
            self.at_mut(device).link.upward_until = arrives;
            self.queue.plan(arrives, device, Occurrence::Arrives(link.number, message));
        }
    }

    pub(super) fn send_down(&mut self, device: DeviceId, number: u32, message: Downward) {
        let link = self.at(device).link;
        if let Some(arrives) = self.passes(device, number, link.downward_until) {
            self.at_mut(device).link.downward_until = arrives;
            self.queue.plan(arrives, device, Occurrence::Returns(number, message));
        }
    }

    /// When a message arrives, unless its link is dead, or dies of it.
    fn passes(&mut self, device: DeviceId, number: u32, not_before: Millis) -> Option<Millis> {
        if !self.at(device).is_on(number) {
            return None;
        }
        if self.dice.up_to(999) < self.network.dies_per_thousand {
            self.break_link(device);
            return None;
        }
        let delay = millis(self.delay());
        Some(self.elapsed.saturating_add(delay).max(not_before))
    }

    fn delay(&mut self) -> Duration {
        let range = self.network.most_delay.saturating_sub(self.network.least_delay);
        self.network.least_delay.saturating_add(self.up_to(range))
    }

    fn up_to(&mut self, most: Duration) -> Duration {
        Duration::from_millis(self.dice.up_to(millis(most)))
    }
}
