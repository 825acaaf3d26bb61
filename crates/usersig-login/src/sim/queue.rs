//! What is going to happen, in the order of its time.

use std::collections::BTreeMap;
use std::time::Duration;

use usersig::ErrorCode;

use crate::client::{Attempt, Request};
use crate::sim::device_id::DeviceId;

/// Milliseconds since the simulation began.
pub(super) type Millis = u64;

pub(super) fn millis(span: Duration) -> Millis {
    Millis::try_from(span.as_millis()).unwrap_or(Millis::MAX)
}

#[derive(Clone, Debug)]
pub(super) enum Occurrence {
    /// The time for an answer is over.
    AnswerIsOverdue(Attempt),
    /// A message reaches the service.
    Arrives(u32, Upward),
    /// The client's clock says that a heartbeat is due.
    Beats,
    /// The attempt to make a link comes to its end.
    Connects(u32),
    /// The client finds that its link is dead.
    FindsLinkDead(u32),
    /// A message reaches the client.
    Returns(u32, Downward),
    /// The service finds that a link was closed.
    ServiceFindsLinkClosed(u32),
}

/// From a client, on one of its links.
#[derive(Clone, Debug)]
pub(super) enum Upward {
    Ask(Attempt, Request),
    Heartbeat,
}

/// To a client, on the link it has.
#[derive(Clone, Copy, Debug)]
pub(super) enum Downward {
    Answer(Attempt, ErrorCode),
    Kicked,
    NotLoggedIn,
    TicketExpired,
}

/// In the same millisecond, what was planned first comes first.
#[derive(Debug, Default)]
pub(super) struct Queue {
    planned: BTreeMap<(Millis, u64), (DeviceId, Occurrence)>,
    next: u64,
}

impl Queue {
    pub(super) fn plan(&mut self, at: Millis, device: DeviceId, occurrence: Occurrence) {
        self.planned.insert((at, self.next), (device, occurrence));
        self.next += 1;
    }

    pub(super) fn next_at(&self) -> Option<Millis> {
        self.planned.first_key_value().map(|((at, _), _)| *at)
    }

    pub(super) fn pop(&mut self) -> Option<(DeviceId, Occurrence)> {
        self.planned.pop_first().map(|(_, planned)| planned)
    }
}
