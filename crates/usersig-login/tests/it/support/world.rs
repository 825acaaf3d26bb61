//! A service and devices that reach it without delay.

use std::mem;
use std::time::Duration;

use usersig::{ErrorCode, UserId, Verifier};
use usersig_login::UnixMillis;
use usersig_login::client::{
    Action, Answer, Api, Attempt, CallId, Callback, Client, ClientSettings, Event, Request, TicketText,
};
use usersig_login::exchange::{Link, Served};
use usersig_login::platform::Platform;
use usersig_login::service::{AppSettings, Device, Registry, ServiceEvent, SessionId, StateChange, Status};

use crate::support::fixture::{DAY, HOME, app, at, registry_with, text, user, verifier};

/// A device, its client, and everything its app heard.
pub(crate) struct Gadget {
    pub(crate) client: Client,
    pub(crate) is_up: bool,
    pub(crate) link: Link,
    pub(crate) heard: Vec<Callback>,
    pub(crate) answers: Vec<(CallId, Answer)>,
    pub(crate) performed: Vec<(CallId, UserId)>,
    /// Requests the test answers later.
    pub(crate) held: Vec<(Attempt, Request)>,
    pub(crate) hold: bool,
}

pub(crate) struct World {
    pub(crate) registry: Registry,
    pub(crate) verifier: Verifier,
    millis: u64,
    pub(crate) gadgets: Vec<Gadget>,
    calls: u64,
    pub(crate) changes: Vec<StateChange>,
}

impl World {
    pub(crate) fn new(settings: AppSettings) -> Self {
        let registry = registry_with(settings);
        Self { registry, verifier: verifier(), millis: 0, gadgets: Vec::new(), calls: 0, changes: Vec::new() }
    }

    pub(crate) fn plain() -> Self {
        Self::new(AppSettings::default())
    }

    /// Adds a device before `initSDK`. It sends heartbeats only if the test lets it.
    pub(crate) fn add(&mut self, device: Device) -> usize {
        let settings = ClientSettings { heartbeat: Duration::MAX, ..ClientSettings::default() };
        self.add_client(device, Client::new(settings))
    }

    pub(crate) fn add_client(&mut self, device: Device, client: Client) -> usize {
        self.gadgets.push(Gadget {
            client,
            is_up: true,
            link: Link::new(device, HOME),
            heard: Vec::new(),
            answers: Vec::new(),
            performed: Vec::new(),
            held: Vec::new(),
            hold: false,
        });
        self.gadgets.len() - 1
    }

    /// Adds an initialised device with an instance id of its own.
    pub(crate) fn ready(&mut self, platform: Platform) -> usize {
        let instance = u64::try_from(self.gadgets.len()).unwrap();
        let gadget = self.add(Device::new(platform, instance));
        self.init(gadget);
        gadget
    }

    pub(crate) fn init(&mut self, gadget: usize) {
        self.happens(gadget, Event::Init { sdk_app_id: app().number().into() });
    }

    /// Seconds since the beginning.
    pub(crate) fn now(&self) -> u64 {
        self.millis / 1000
    }

    pub(crate) fn at(&self) -> UnixMillis {
        at(0).saturating_add(self.clock())
    }

    fn clock(&self) -> Duration {
        Duration::from_millis(self.millis)
    }

    fn call(&mut self) -> CallId {
        self.calls += 1;
        CallId(self.calls)
    }

    pub(crate) fn login_raw(&mut self, gadget: usize, name: &str, sig: &TicketText) -> CallId {
        let (call, now) = (self.call(), self.clock());
        let actions = self.gadgets[gadget].client.login(call, name, sig, now);
        self.act(gadget, actions);
        call
    }

    pub(crate) fn login_with(&mut self, gadget: usize, name: &str, sig: &TicketText) -> i32 {
        let call = self.login_raw(gadget, name, sig);
        self.code(gadget, call)
    }

    pub(crate) fn login(&mut self, gadget: usize, name: &str) -> i32 {
        let sig = text(name, self.now(), DAY);
        self.login_with(gadget, name, &sig)
    }

    pub(crate) fn logout_raw(&mut self, gadget: usize) -> CallId {
        let call = self.call();
        self.happens(gadget, Event::Logout { call });
        call
    }

    pub(crate) fn logout(&mut self, gadget: usize) -> i32 {
        let call = self.logout_raw(gadget);
        self.code(gadget, call)
    }

    /// 0 if the call is let through.
    pub(crate) fn api(&mut self, gadget: usize, api: Api) -> i32 {
        let call = self.call();
        self.happens(gadget, Event::Call { call, api });
        let is_performed = self.gadgets[gadget].performed.iter().any(|(performed, _)| *performed == call);
        if is_performed { 0 } else { self.code(gadget, call) }
    }

    /// The one answer to a call, or -1 while there is none.
    pub(crate) fn code(&self, gadget: usize, call: CallId) -> i32 {
        let of_call = self.gadgets[gadget].answers.iter().filter(|(answered, _)| *answered == call);
        let codes: Vec<i32> = of_call.map(|(_, answer)| answer.code.number()).collect();
        assert!(codes.len() < 2, "answered twice: {codes:?}");
        codes.first().copied().unwrap_or(-1)
    }

    pub(crate) fn status(&self, gadget: usize) -> i32 {
        self.gadgets[gadget].client.login_status().number()
    }

    pub(crate) fn who(&self, gadget: usize) -> Option<&str> {
        self.gadgets[gadget].client.login_user().map(UserId::as_str)
    }

    pub(crate) fn session(&self, gadget: usize) -> Option<SessionId> {
        self.gadgets[gadget].link.session()
    }

    pub(crate) fn heard(&self, gadget: usize, what: Callback) -> usize {
        self.gadgets[gadget].heard.iter().filter(|heard| **heard == what).count()
    }

    pub(crate) fn happens(&mut self, gadget: usize, event: Event) {
        let now = self.clock();
        let actions = self.gadgets[gadget].client.handle(event, now);
        self.act(gadget, actions);
    }

    fn act(&mut self, gadget: usize, actions: Vec<Action>) {
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

    pub(crate) fn kick_account(&mut self, name: &str) {
        let events = self.registry.kick_account(&user(name), self.at()).unwrap();
        self.pass_on(events);
    }

    pub(crate) fn online(&self, name: &str) -> Vec<Platform> {
        self.platforms(name, Status::Online)
    }

    pub(crate) fn platforms(&self, name: &str, status: Status) -> Vec<Platform> {
        let presence = self.registry.presence(&user(name)).unwrap();
        presence.platforms.into_iter().filter(|(_, found)| *found == status).map(|(on, _)| on).collect()
    }

    pub(crate) fn presence(&self, name: &str) -> Status {
        self.registry.presence(&user(name)).unwrap().status
    }
}
