//! Carries actions, requests, events and the time between a service and its devices.

use std::mem;
use std::time::Duration;

use usersig::ErrorCode;
use usersig_login::client::{Action, Attempt, Event, Request};
use usersig_login::exchange::{Link, Served};
use usersig_login::service::{ServiceEvent, SessionId};

use crate::support::fixture::{HOME, at};
use crate::support::gadget::Gadget;
use crate::support::world::World;

impl World {
    pub(crate) fn happens(&mut self, gadget: usize, event: Event) {
        let now = self.clock();
        let actions = self.gadgets[gadget].client.handle(event, now);
        self.act(gadget, actions);
    }

    pub(super) fn act(&mut self, gadget: usize, actions: Vec<Action>) {
        for action in actions {
            match action {
                Action::Answer(call, answer) => self.gadgets[gadget].answers.push((call, answer)),
                Action::CloseLink => self.close(gadget),
                Action::Notify(callback) => self.gadgets[gadget].heard.push(callback),
                Action::OpenLink if self.gadgets[gadget].is_up => self.happens(gadget, Event::Connected),
                Action::Initialized(_) | Action::OpenLink => {}
                Action::Perform(call, _, user_id) => self.gadgets[gadget].performed.push((call, user_id)),
                Action::Send(attempt, request) if self.gadgets[gadget].hold => {
                    self.gadgets[gadget].held.push((attempt, request));
                }
                Action::Send(attempt, request) => self.ask(gadget, attempt, &request),
            }
        }
    }

    fn close(&mut self, gadget: usize) {
        let now = self.at();
        let events = self.registry.close(&mut self.gadgets[gadget].link, now);
        self.pass_on(events);
    }

    fn ask(&mut self, gadget: usize, attempt: Attempt, request: &Request) {
        if self.gadgets[gadget].is_up {
            let Served { code, session, .. } = self.serve(gadget, request);
            self.happens(gadget, Event::Answered { attempt, code, session });
        }
    }

    /// Lets the service handle a request, and passes on its events.
    pub(crate) fn serve(&mut self, gadget: usize, request: &Request) -> Served {
        let now = self.at();
        let mut served = self.registry.serve(&mut self.gadgets[gadget].link, request, &self.verifier, now);
        self.pass_on(mem::take(&mut served.events));
        served
    }

    /// Answers what was held, in order.
    pub(crate) fn release(&mut self, gadget: usize) {
        self.gadgets[gadget].hold = false;
        for (attempt, request) in mem::take(&mut self.gadgets[gadget].held) {
            self.ask(gadget, attempt, &request);
        }
    }

    pub(crate) fn pass_on(&mut self, events: Vec<ServiceEvent>) {
        for event in events {
            match event {
                ServiceEvent::KickUndone { .. } => {}
                ServiceEvent::KickedOffline(connection) => {
                    let (user_id, session) = (connection.user_id, connection.session);
                    self.push(session, Event::Kicked { user_id, session });
                }
                ServiceEvent::StateChanged(change) => self.changes.push(change),
                ServiceEvent::UserSigExpired(connection) => {
                    let (user_id, session) = (connection.user_id, connection.session);
                    self.push(session, Event::TicketExpired { user_id, session });
                }
            }
        }
    }

    fn push(&mut self, session: SessionId, event: Event) {
        let of_session = |gadget: &Gadget| gadget.is_up && gadget.link.session() == Some(session);
        if let Some(gadget) = self.gadgets.iter().position(of_session) {
            self.happens(gadget, event);
        }
    }

    /// Lets time pass, and stops at each moment a client or the service wants to be called.
    pub(crate) fn pass(&mut self, seconds: u64) {
        let end = self.millis + seconds * 1000;
        while let Some(next) = self.next_timeout().filter(|next| *next <= end) {
            self.millis = self.millis.max(next);
            let events = self.registry.handle_timeout(self.at(), 10);
            self.pass_on(events);
            for gadget in 0..self.gadgets.len() {
                let now = self.clock();
                if self.gadgets[gadget].client.poll_timeout().is_some_and(|due_at| due_at <= now) {
                    self.happens(gadget, Event::Timeout);
                }
            }
        }
        self.millis = end;
    }

    fn next_timeout(&self) -> Option<u64> {
        let millis = |span: Duration| u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        let service = self.registry.poll_timeout().map(|due_at| millis(due_at.since(at(0))));
        let clients = self.gadgets.iter().filter_map(|gadget| gadget.client.poll_timeout()).map(millis);
        clients.chain(service).min()
    }

    /// Sends a heartbeat. An expired ticket is told as a push would tell it.
    pub(crate) fn beat(&mut self, gadget: usize) -> i32 {
        let code = self.serve(gadget, &Request::Heartbeat).code;
        let session = self.session(gadget);
        let connection = session.and_then(|session| self.registry.connection(session));
        if let (ErrorCode::USER_SIG_EXPIRED, Some(connection)) = (code, connection) {
            let (user_id, session) = (connection.user_id, connection.session);
            self.happens(gadget, Event::TicketExpired { user_id, session });
        }
        code.number()
    }

    /// The link goes down without a word to the service, or a new one comes up.
    pub(crate) fn link(&mut self, gadget: usize, is_up: bool) {
        let device = self.gadgets[gadget].link.device();
        self.gadgets[gadget].is_up = is_up;
        self.gadgets[gadget].link = Link::new(device, HOME);
        self.happens(gadget, Event::Connecting);
        if is_up {
            self.happens(gadget, Event::Connected);
        }
    }
}
