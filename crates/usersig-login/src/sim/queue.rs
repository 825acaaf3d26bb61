//! Everything that is going to happen, in the order of its time.

use std::collections::BTreeMap;
use std::time::Duration;

use usersig::{ErrorCode, UserId};

use crate::client::{Attempt, Request};
use crate::service::{Connection, SessionId};
use crate::sim::device_id::DeviceId;

/// Milliseconds since the simulation began.
pub(super) type Millis = u64;

pub(super) fn millis(span: Duration) -> Millis {
    Millis::try_from(span.as_millis()).unwrap_or(Millis::MAX)
}

#[derive(Clone, Debug)]
pub(super) enum Scheduled {
    /// A request reaches the service on a link.
    Arrives(u32, Attempt, Request),
    /// The device's attempt to open a link ends.
    Connects(u32),
    /// The device finds that its link is dead.
    FindsLinkDead(u32),
    /// A message reaches the device on a link.
    Returns(u32, Downward),
    /// The service finds that a link was closed.
    ServiceFindsLinkClosed(u32),
    /// The program's timer fires, if it was not moved.
    Timer(Millis),
    /// The app's server answers a request for a ticket.
    TicketArrives(UserId),
}

/// A message of the service.
#[derive(Clone, Copy, Debug)]
pub(super) enum Downward {
    Answer(Attempt, ErrorCode, Option<SessionId>),
    Kicked(Connection),
    TicketExpired(Connection),
}

/// In the same millisecond, what was planned first comes first.
#[derive(Debug, Default)]
pub(super) struct Queue {
    planned: BTreeMap<(Millis, u64), (DeviceId, Scheduled)>,
    next: u64,
}

impl Queue {
    pub(super) fn plan(&mut self, at: Millis, device: DeviceId, scheduled: Scheduled) {
        self.planned.insert((at, self.next), (device, scheduled));
        self.next += 1;
    }

    pub(super) fn next_at(&self) -> Option<Millis> {
        self.planned.first_key_value().map(|((at, _), _)| *at)
    }

    pub(super) fn pop(&mut self) -> Option<(DeviceId, Scheduled)> {
        self.planned.pop_first().map(|(_, planned)| planned)
    }
}
