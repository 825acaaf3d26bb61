//! A device of the simulation and its link.

use std::collections::{BTreeMap, VecDeque};

use usersig::{Lifetime, UserId};

use crate::client::{Answer, CallId, Callback};
use crate::exchange::Link;
use crate::service::Device;
use crate::sim::program::DeviceProgram;
use crate::sim::queue::Millis;
use crate::sim::scripted::{RequestKind, Script, TicketServer};

/// The device's end of its link. Links are numbered, and messages of an old one have no effect.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnLink {
    pub(super) number: u32,
    pub(super) state: LinkState,
    /// When the last message of each direction arrives. A later one does not overtake it.
    pub(super) upward_until: Millis,
    pub(super) downward_until: Millis,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LinkState {
    /// The device wants no link.
    #[default]
    Closed,
    /// It is being opened.
    Connecting,
    /// It is dead, and the device does not know.
    Dead,
    /// Messages pass.
    Up,
}

/// Whether a device reaches the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    CutOff,
    Network,
}

#[derive(Debug)]
pub(super) struct SimDevice {
    pub(super) user_id: UserId,
    pub(super) device: Device,
    pub(super) program: Box<dyn DeviceProgram>,
    /// How far its clock is ahead of the time that has passed, in milliseconds.
    pub(super) clock_ahead: Millis,
    /// When its timer is planned to fire.
    pub(super) timer: Option<Millis>,
    pub(super) lifetime: Lifetime,
    pub(super) ticket_server: TicketServer,
    pub(super) link: OwnLink,
    pub(super) reach: Reach,
    /// The service's ends of its links.
    pub(super) service_links: BTreeMap<u32, Link>,
    /// The newest link the service has seen.
    pub(super) newest_seen: u32,
    pub(super) scripts: BTreeMap<RequestKind, VecDeque<Script>>,
    pub(super) answers: Vec<(CallId, Answer)>,
    pub(super) heard: Vec<Callback>,
}

impl SimDevice {
    pub(super) fn new(user_id: UserId, device: Device, program: Box<dyn DeviceProgram>) -> Self {
        Self {
            user_id,
            device,
            program,
            clock_ahead: 0,
            timer: None,
            lifetime: Lifetime::DAY,
            ticket_server: TicketServer::Works,
            link: OwnLink::default(),
            reach: Reach::Network,
            service_links: BTreeMap::new(),
            newest_seen: 0,
            scripts: BTreeMap::new(),
            answers: Vec::new(),
            heard: Vec::new(),
        }
    }

    pub(super) fn is_on(&self, link: u32) -> bool {
        self.link.number == link && self.link.state == LinkState::Up
    }
}
