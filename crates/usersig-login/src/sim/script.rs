//! What a test's author has happen.

use usersig::{ErrorCode, Lifetime, UserId};

use crate::client::{CallId, Event, LoginCall, TicketText};
use crate::sim::Simulation;
use crate::sim::device_id::DeviceId;
use crate::sim::journal::Note;

impl Simulation {
    /// Calls `login` with a fresh ticket of the device's user.
    pub fn login(&mut self, device: DeviceId) -> CallId {
        self.login_as(device, self.at(device).user_id)
    }

    /// Calls `login` with a fresh ticket of this user.
    pub fn login_as(&mut self, device: DeviceId, user_id: UserId) -> CallId {
        let ticket = self.app.signer.user_sig(&user_id, self.at(device).lifetime, self.now());
        self.login_with(device, user_id, TicketText::new(ticket.as_str()))
    }

    /// Calls `login` with any text for a ticket.
    pub fn login_with(&mut self, device: DeviceId, user_id: UserId, user_sig: TicketText) -> CallId {
        let call = self.call();
        self.note(Some(device), Note::Login(call, user_id));
        self.happens(device, Event::Login(LoginCall { call, user_id: user_id.to_string(), user_sig }));
        call
    }

    /// Calls `logout`.
    pub fn logout(&mut self, device: DeviceId) -> CallId {
        let call = self.call();
        self.note(Some(device), Note::Logout(call));
        self.happens(device, Event::Logout { call });
        call
    }

    /// Calls `unInitSDK`, and then `initSDK`.
    pub fn restart(&mut self, device: DeviceId) {
        self.note(Some(device), Note::Restarted);
        self.happens(device, Event::UnInit);
        self.happens(device, Event::Init { sdk_app_id: self.app.number() });
    }

    /// The app's server kicks an account, if there is one.
    pub fn kick_account(&mut self, user_id: &UserId) {
        self.note(None, Note::AccountKicked(*user_id));
        let happenings = self.registry.kick_account(user_id, self.now()).unwrap_or_default();
        self.pass_on(happenings);
    }

    /// Lets the device's next login be answered with this code.
    pub fn next_login_answers(&mut self, device: DeviceId, code: ErrorCode) {
        self.note(Some(device), Note::NextLoginAnswers(code));
        self.at_mut(device).next_answer = Some(code);
    }

    /// The device's tickets are good for so long from now on.
    pub fn set_ticket_lifetime(&mut self, device: DeviceId, lifetime: Lifetime) {
        self.note(Some(device), Note::TicketLifetimeSet(lifetime));
        self.at_mut(device).lifetime = lifetime;
    }

    /// Sets the service's clock forward, or back where it is negative.
    pub fn jump_clock(&mut self, seconds: i64) {
        self.clock_set_by = self.clock_set_by.saturating_add(seconds);
        self.note(None, Note::ClockSet(self.now()));
    }

    /// Cuts a device off the network; the service finds out by its silence.
    pub fn cut_off(&mut self, device: DeviceId) {
        self.note(Some(device), Note::CutOff);
        self.at_mut(device).is_cut_off = true;
        self.break_link(device);
    }

    /// Lets a device that was cut off reach the service again. Its SDK finds the way back by itself.
    pub fn let_back(&mut self, device: DeviceId) {
        self.note(Some(device), Note::LetBack);
        self.at_mut(device).is_cut_off = false;
    }

    /// Lets no link die any more but by [`cut_off`](Self::cut_off) and [`kill_link`](Self::kill_link).
    pub const fn stop_link_deaths(&mut self) {
        self.network.dies_per_thousand = 0;
    }

    /// Lets a device's link die; the service may find it closed, or find out by its silence.
    pub fn kill_link(&mut self, device: DeviceId) {
        self.break_link(device);
    }

    fn call(&mut self) -> CallId {
        self.next_call += 1;
        CallId(self.next_call)
    }
}
