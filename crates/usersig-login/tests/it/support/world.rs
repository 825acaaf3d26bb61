//! A service and devices that reach it without delay.

mod driver;

use std::time::Duration;

use usersig::{UserId, Verifier};
use usersig_login::UnixMillis;
use usersig_login::client::{Api, CallId, Callback, Client, ClientSettings, Event, TicketText};
use usersig_login::exchange::Link;
use usersig_login::platform::Platform;
use usersig_login::service::{AppSettings, Device, Registry, SessionId, StateChange, Status};

use crate::support::fixture::{DAY, HOME, app, at, registry_with, text, user, verifier};
use crate::support::gadget::Gadget;

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
