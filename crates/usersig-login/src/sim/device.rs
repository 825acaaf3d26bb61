//! A client of the simulation and its link.

use std::collections::BTreeMap;

use usersig::{ErrorCode, Lifetime, UserId};

use crate::client::{Answer, CallId, Callback, Client};
use crate::service::{Device, SessionId};
use crate::sim::queue::{Millis, Upward};

/// Links are numbered, and what belongs to an old one is nothing any more.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Link {
    pub(super) number: u32,
    pub(super) state: LinkState,
    /// When the last message of each direction arrives: a later one does not overtake it.
    pub(super) upward_until: Millis,
    pub(super) downward_until: Millis,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LinkState {
    /// None is wanted.
    #[default]
    Closed,
    /// It is being made.
    Connecting,
    /// It is dead, and the client does not know.
    Dead,
    /// Messages pass.
    Up,
}

#[derive(Debug)]
pub(super) struct SimDevice {
    pub(super) user_id: UserId,
    pub(super) device: Device,
    pub(super) client: Client,
    pub(super) lifetime: Lifetime,
    pub(super) link: Link,
    pub(super) is_cut_off: bool,
    /// What the SDK holds back until the link is up, and until when that makes sense.
    pub(super) waiting: Vec<(Millis, Upward)>,
    /// The service's side: who is logged in on which link.
    pub(super) sessions: BTreeMap<u32, SessionId>,
    pub(super) next_answer: Option<ErrorCode>,
    pub(super) answers: Vec<(CallId, Answer)>,
    pub(super) heard: Vec<Callback>,
}

impl SimDevice {
    pub(super) fn new(user_id: UserId, device: Device) -> Self {
        Self {
            user_id,
            device,
            client: Client::new(),
            lifetime: Lifetime::DAY,
            link: Link::default(),
            is_cut_off: false,
            waiting: Vec::new(),
            sessions: BTreeMap::new(),
            next_answer: None,
            answers: Vec::new(),
            heard: Vec::new(),
        }
    }

    pub(super) fn is_on(&self, link: u32) -> bool {
        self.link.number == link && self.link.state == LinkState::Up
    }
}
