//! The server around the registry.

use std::net::{IpAddr, Ipv4Addr};

use crate::client::{Attempt, Request};
use crate::exchange::Link;
use crate::service::{Connection, ServiceEvent};
use crate::sim::device_id::DeviceId;
use crate::sim::journal::Note;
use crate::sim::queue::Downward;
use crate::sim::scripted::{RequestKind, Script};
use crate::sim::simulation::Simulation;

impl Simulation {
    pub(super) fn arrives(&mut self, device: DeviceId, number: u32, attempt: Attempt, request: &Request) {
        // A device has one link. The server no longer reads the ones before.
        if number < self.at(device).newest_seen {
            return;
        }
        self.at_mut(device).newest_seen = number;
        let script = self.next_script(device, RequestKind::of(request));
        match script {
            Some(Script::LoseRequest) => return,
            Some(Script::Answer(code)) => {
                self.note(Some(device), Note::Served(request.clone(), code));
                return self.send_down(device, number, Downward::Answer(attempt, code, None));
            }
            Some(Script::DelayAnswer(_) | Script::LoseAnswer) | None => {}
        }
        let mut link = self.take_link(device, number);
        let before = link.session();
        let now = self.now();
        let served = self.registry.serve(&mut link, request, &self.app.verifier, now);
        self.routes.extend(served.session.map(|session| (session, (device, number))));
        self.at_mut(device).service_links.insert(number, link);
        self.pass_on(served.events);
        if let Some(session) = before.filter(|before| served.session != Some(*before)) {
            self.routes.remove(&session);
        }
        self.forget_ended_links(device, number);
        self.note(Some(device), Note::Served(request.clone(), served.code));
        let answer = Downward::Answer(attempt, served.code, served.session);
        match script {
            Some(Script::LoseAnswer) => {}
            Some(Script::DelayAnswer(span)) => self.send_down_late(device, number, answer, span),
            _ => self.send_down(device, number, answer),
        }
    }

    fn next_script(&mut self, device: DeviceId, kind: RequestKind) -> Option<Script> {
        self.at_mut(device).scripts.get_mut(&kind)?.pop_front()
    }

    fn take_link(&mut self, id: DeviceId, number: u32) -> Link {
        let device = self.at_mut(id);
        device.service_links.remove(&number).unwrap_or_else(|| Link::new(device.device, source(id)))
    }

    /// Forgets the links before this one whose session has ended. The service finds only half of them closed, and a long run
    /// would fill the memory.
    fn forget_ended_links(&mut self, id: DeviceId, current: u32) {
        let (registry, routes) = (&self.registry, &mut self.routes);
        let Some(device) = self.devices.get_mut(id.0) else { return };
        device.service_links.retain(|number, link| {
            let session = link.session();
            let is_needed = *number >= current || session.is_some_and(|session| registry.connection(session).is_some());
            if let Some(session) = session.filter(|_| !is_needed) {
                routes.remove(&session);
            }
            is_needed
        });
    }

    pub(super) fn service_finds_link_closed(&mut self, device: DeviceId, number: u32) {
        let Some(mut link) = self.at_mut(device).service_links.remove(&number) else { return };
        if let Some(session) = link.session() {
            self.routes.remove(&session);
        }
        let events = self.registry.close(&mut link, self.now());
        self.pass_on(events);
    }

    pub(super) fn pass_on(&mut self, events: Vec<ServiceEvent>) {
        for event in events {
            match event {
                ServiceEvent::KickUndone { user_id, valid_after, .. } => {
                    self.note(None, Note::KickUndone(user_id, valid_after));
                }
                ServiceEvent::KickedOffline(connection) => self.push(connection, Downward::Kicked(connection)),
                ServiceEvent::StateChanged(change) => self.note(None, Note::StateChanged(change)),
                ServiceEvent::UserSigExpired(connection) => self.push(connection, Downward::TicketExpired(connection)),
            }
        }
    }

    fn push(&mut self, connection: Connection, message: Downward) {
        if let Some((device, link)) = self.routes.get(&connection.session).copied() {
            self.send_down(device, link, message);
        }
    }
}

/// Each device has an address of its own.
fn source(DeviceId(number): DeviceId) -> IpAddr {
    let [.., high, low] = number.to_be_bytes();
    IpAddr::V4(Ipv4Addr::new(198, 18, high, low))
}
