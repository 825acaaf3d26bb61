//! The events that the author of a test lets happen at a device.

use usersig::{Lifetime, UserId};

use crate::client::{Api, CallId, Event, LoginCall, TicketText};
use crate::sim::device::Reach;
use crate::sim::device_id::DeviceId;
use crate::sim::journal::Note;
use crate::sim::queue::Scheduled;
use crate::sim::scripted::{RequestKind, Script, TicketServer};
use crate::sim::simulation::Simulation;

impl Simulation {
    /// Calls `login` with a new ticket of the device's user.
    pub fn login(&mut self, device: DeviceId) -> CallId {
        self.login_as(device, self.at(device).user_id)
    }

    /// Calls `login` with a new ticket of this user.
    pub fn login_as(&mut self, device: DeviceId, user_id: UserId) -> CallId {
        let ticket = self.ticket(device, &user_id);
        self.login_with(device, user_id.as_str(), ticket)
    }

    /// Calls `login` with any text as UserID and any text as ticket.
    pub fn login_with(&mut self, device: DeviceId, user_id: &str, user_sig: TicketText) -> CallId {
        let call = self.next_call();
        self.note(Some(device), Note::Login(call, user_id.to_owned()));
        self.happens(device, Event::Login(LoginCall { call, user_id: user_id.to_owned(), user_sig }));
        call
    }

    /// Lets the owner of a keeper, or of a program of your own, want the device's user logged in.
    pub fn want_login(&mut self, device: DeviceId) {
        let user_id = self.at(device).user_id;
        self.note(Some(device), Note::WantsLogin(user_id));
        let now = self.device_clock(device);
        let actions = self.at_mut(device).program.log_in(user_id, now);
        self.perform(device, actions);
    }

    /// Calls `logout`.
    pub fn logout(&mut self, device: DeviceId) -> CallId {
        let call = self.next_call();
        self.note(Some(device), Note::Logout(call));
        self.happens(device, Event::Logout { call });
        call
    }

    /// Makes any other call of the SDK.
    pub fn call(&mut self, device: DeviceId, api: Api) -> CallId {
        let call = self.next_call();
        self.note(Some(device), Note::Called(call, api));
        self.happens(device, Event::Call { call, api });
        call
    }

    /// Calls `unInitSDK`, and then `initSDK`.
    pub fn restart(&mut self, device: DeviceId) {
        self.note(Some(device), Note::Restarted);
        self.happens(device, Event::UnInit);
        self.happens(device, Event::Init { sdk_app_id: self.app.number() });
    }

    /// Scripts the device's next request of a kind. Several scripts of one kind are used in order.
    pub fn script(&mut self, device: DeviceId, kind: RequestKind, script: Script) {
        self.note(Some(device), Note::Scripted(kind, script));
        self.at_mut(device).scripts.entry(kind).or_default().push_back(script);
    }

    /// The device's tickets live this long from now on.
    pub fn set_ticket_lifetime(&mut self, device: DeviceId, lifetime: Lifetime) {
        self.note(Some(device), Note::TicketLifetimeSet(lifetime));
        self.at_mut(device).lifetime = lifetime;
    }

    /// The app's server works or fails from now on, for this device.
    pub fn set_ticket_server(&mut self, device: DeviceId, server: TicketServer) {
        self.note(Some(device), Note::TicketServerSet(server));
        self.at_mut(device).ticket_server = server;
    }

    /// Cuts a device off the network. The service finds out by its silence.
    pub fn cut_off(&mut self, device: DeviceId) {
        self.note(Some(device), Note::CutOff);
        self.at_mut(device).reach = Reach::CutOff;
        self.break_link(device);
    }

    /// Lets a device reach the network again. It opens a new link by itself.
    pub fn let_back(&mut self, device: DeviceId) {
        self.note(Some(device), Note::LetBack);
        self.at_mut(device).reach = Reach::Network;
    }

    /// Lets no link die any more except by [`cut_off`](Self::cut_off) and [`kill_link`](Self::kill_link).
    pub const fn stop_link_deaths(&mut self) {
        self.network.dies_per_thousand = 0;
    }

    /// Lets a device's link die. The service may find it closed, or find out by its silence.
    pub fn kill_link(&mut self, device: DeviceId) {
        self.break_link(device);
    }

    /// A ticket of a user from the app's server, with the lifetime of the device's tickets.
    #[must_use]
    pub fn ticket(&self, device: DeviceId, user_id: &UserId) -> TicketText {
        let lifetime = self.at(device).lifetime;
        TicketText::new(self.app.signer.user_sig(user_id, lifetime, self.now().second()).as_str())
    }

    pub(super) fn ask_for_ticket(&mut self, device: DeviceId, user_id: UserId) {
        self.note(Some(device), Note::AskedForTicket(user_id));
        let delay = self.delay();
        self.plan(delay, device, Scheduled::TicketArrives(user_id));
    }

    pub(super) fn ticket_arrives(&mut self, device: DeviceId, user_id: UserId) {
        let now = self.device_clock(device);
        let has_ticket =
            self.at(device).reach == Reach::Network && self.at(device).ticket_server == TicketServer::Works;
        let actions = if has_ticket {
            let (ticket, lifetime) = (self.ticket(device, &user_id), self.at(device).lifetime);
            self.at_mut(device).program.ticket(user_id, &ticket, lifetime.into(), now)
        } else {
            self.at_mut(device).program.no_ticket(user_id, now)
        };
        self.perform(device, actions);
    }

    const fn next_call(&mut self) -> CallId {
        self.next_call += 1;
        CallId(self.next_call)
    }
}
