//! What keeps a user logged in, without ever going round in circles.

mod action;
mod outcome;
mod pace;
mod settings;

use usersig::{ErrorCode, UnixTime, UserId};

use crate::client::{CallId, Client, Event, TicketText};
pub use action::KeeperAction;
use pace::Pace;
pub use settings::KeeperSettings;

/// Keeps the user of a [`Client`] logged in: gets fresh tickets from its owner in time, one at a time, and logs in with
/// them.
///
/// * It logs in again on 6206 and 70001 and `onUserSigExpired` only (login guide, FAQ), the first time at once, then with
///   growing pauses.
/// * After any other code it waits for its owner, and has the owner wait for the end of a growing pause, whoever is to
///   be logged in then.
/// * After a kick it waits for its owner, and the pause grows with each kick that follows soon after a login, so that
///   two devices of one user do not kick each other for ever (login guide, FAQ).
#[derive(Clone, Debug)]
pub struct SessionKeeper {
    client: Client,
    pace: Pace,
    /// Who is to be logged in.
    user_id: Option<UserId>,
    /// For whom the owner is getting a ticket.
    asked_for: Option<UserId>,
    /// The login that runs.
    running: Option<Running>,
    next_call: u64,
    logged_in_at: Option<UnixTime>,
    failures: u32,
    kicks: u32,
    asks_at: Option<UnixTime>,
    paused: Option<Pause>,
}

#[derive(Clone, Copy, Debug)]
struct Running {
    call: CallId,
    user_id: UserId,
    /// The last second of its ticket.
    expires_at: UnixTime,
}

#[derive(Clone, Copy, Debug)]
struct Pause {
    code: ErrorCode,
    until: UnixTime,
}

impl SessionKeeper {
    /// Keeps the logins of an initialised client. The seed is for the jitter.
    #[must_use]
    pub const fn new(client: Client, settings: KeeperSettings, seed: u64) -> Self {
        Self {
            client,
            pace: Pace::new(settings, seed),
            user_id: None,
            asked_for: None,
            running: None,
            next_call: u64::MAX,
            logged_in_at: None,
            failures: 0,
            kicks: 0,
            asks_at: None,
            paused: None,
        }
    }

    /// The client, to look at.
    #[must_use]
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// When [`advance`](Self::advance) is worth calling next, if ever.
    #[must_use]
    pub const fn wakes_at(&self) -> Option<UnixTime> {
        self.asks_at
    }

    /// The owner wants this user logged in: at the start, to switch, or after a pause.
    pub fn log_in(&mut self, user_id: UserId, now: UnixTime) -> Vec<KeeperAction> {
        if let Some(Pause { code, until }) = self.paused.filter(|pause| now < pause.until) {
            return vec![KeeperAction::Paused { code, until }];
        }
        let is_kept = self.user_id == Some(user_id) && self.paused.is_none();
        (self.user_id, self.paused) = (Some(user_id), None);
        if is_kept { Vec::new() } else { self.ask() }
    }

    /// The owner wants nobody logged in any more. The call's answer comes as the client's.
    pub fn log_out(&mut self, call: CallId, now: UnixTime) -> Vec<KeeperAction> {
        self.handle(Event::Logout { call }, now)
    }

    /// The ticket that was asked for, with its last second. One nobody asked for does nothing.
    pub fn ticket(
        &mut self,
        user_id: UserId,
        user_sig: &TicketText,
        expires_at: UnixTime,
        now: UnixTime,
    ) -> Vec<KeeperAction> {
        if self.asked_for != Some(user_id) || expires_at <= now {
            return self.no_ticket(user_id, now);
        }
        self.asked_for = None;
        let call = CallId(self.next_call);
        self.next_call = self.next_call.wrapping_sub(1);
        self.running = Some(Running { call, user_id, expires_at });
        let actions = self.client.login(call, user_id.as_str(), user_sig);
        self.look_at(actions, now)
    }

    /// The ticket that was asked for cannot be had now: it is asked for again after a pause.
    pub fn no_ticket(&mut self, user_id: UserId, now: UnixTime) -> Vec<KeeperAction> {
        if self.asked_for == Some(user_id) {
            self.asked_for = None;
            self.ask_later(now);
        }
        Vec::new()
    }

    /// Whatever happens to the client. Its calls have any number but the highest: those are the keeper's own logins.
    /// After a logout and after `unInitSDK` nobody is to be logged in until [`log_in`](Self::log_in) says so.
    pub fn handle(&mut self, event: Event, now: UnixTime) -> Vec<KeeperAction> {
        if matches!(event, Event::Logout { .. } | Event::UnInit) {
            self.rest();
        }
        let actions = self.client.handle(event);
        self.look_at(actions, now)
    }

    /// Lets the time pass up to `now`.
    pub fn advance(&mut self, now: UnixTime) -> Vec<KeeperAction> {
        if self.asks_at.is_some_and(|at| at <= now) { self.ask() } else { Vec::new() }
    }
}
