//! The keeper.

use std::time::Duration;

use usersig::UserId;

use crate::client::{Action, CallId, Callback, Client, Event, TicketText};
use crate::keeper::action::KeeperAction;
use crate::keeper::history::History;
use crate::keeper::pace::Pace;
use crate::keeper::settings::KeeperSettings;
use crate::keeper::state::{Effect, Input, Keeping};
use crate::keeper::transition::{Context, step};
use crate::stopwatch::Stopwatch;

/// Keeps the user of a [`Client`] logged in. It asks its owner for a new ticket in time, one at a time, and logs in with
/// it.
///
/// * It logs in again by itself only on 6206, 70001 and `onUserSigExpired` (login guide, FAQ). The first time it does so
///   at once, then with growing pauses. Only a login that lasts ends the growth.
/// * After any other code its owner decides, after a growing pause.
/// * After a kick its owner decides too. The pause grows with each kick, up to 12 hours, so that two devices of one
///   user do not kick each other forever (login guide, FAQ).
///
/// It does not trust the clock of the phone. Time is a [`Duration`] since any moment the driver chooses, best by a
/// monotonic clock such as [`Instant`](std::time::Instant). If the clock is set back all the same, no pause gets longer. The owner states how long a ticket lives, not when it ends.
#[derive(Clone, Debug)]
pub struct SessionKeeper {
    client: Client,
    state: Keeping,
    context: Context,
    stopwatch: Stopwatch,
    /// The number of the keeper's next login. Its numbers count down from the highest one.
    next_call: u64,
}

impl SessionKeeper {
    /// Keeps the logins of an initialised client. The seed is for the jitter.
    #[must_use]
    pub fn new(client: Client, settings: KeeperSettings, seed: u64) -> Self {
        let context = Context { pace: Pace::new(settings, seed), history: History::default(), now: Duration::ZERO };
        Self { client, state: Keeping::Idle, context, stopwatch: Stopwatch::default(), next_call: u64::MAX }
    }

    /// The client, to read.
    #[must_use]
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// When [`handle_timeout`](Self::handle_timeout) should be called, if ever. It changes with every other call.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Duration> {
        let own = match self.state {
            Keeping::Kept { ask_at, .. } | Keeping::Waiting { ask_at, .. } => Some(ask_at),
            Keeping::Asking { .. } | Keeping::Idle | Keeping::LoggingIn { .. } | Keeping::Paused { .. } => None,
        };
        let due_at = own.into_iter().chain(self.client.poll_timeout()).min();
        due_at.map(|due_at| self.stopwatch.shown_at(due_at))
    }

    /// The owner wants this user logged in: at the start, to switch, or after a pause.
    pub fn log_in(&mut self, user_id: UserId, now: Duration) -> Vec<KeeperAction> {
        self.read_clock(now);
        self.input(Input::LogIn(user_id))
    }

    /// The owner wants no user logged in any more. The client answers the call.
    pub fn log_out(&mut self, call: CallId, now: Duration) -> Vec<KeeperAction> {
        self.handle(Event::Logout { call }, now)
    }

    /// The owner brings the ticket the keeper asked for, and says how long it lives. A ticket that the keeper did not
    /// ask for has no effect.
    pub fn ticket(
        &mut self,
        user_id: UserId,
        user_sig: &TicketText,
        lifetime: Duration,
        now: Duration,
    ) -> Vec<KeeperAction> {
        self.read_clock(now);
        self.input(Input::Ticket { user_id, user_sig: user_sig.clone(), lifetime })
    }

    /// The owner cannot get the ticket now. The keeper asks again after a pause.
    pub fn no_ticket(&mut self, user_id: UserId, now: Duration) -> Vec<KeeperAction> {
        self.read_clock(now);
        self.input(Input::NoTicket(user_id))
    }

    /// Passes an event to the client. Calls of the app may have any number but the highest ones, which are the
    /// keeper's. After a logout or `unInitSDK` no user is logged in until the owner calls [`log_in`](Self::log_in).
    pub fn handle(&mut self, event: Event, now: Duration) -> Vec<KeeperAction> {
        let now = self.read_clock(now);
        let mut wanted = Vec::new();
        if matches!(event, Event::Logout { .. } | Event::UnInit) {
            wanted.extend(self.input(Input::LogOut));
        }
        let actions = self.client.handle(event, now);
        wanted.extend(self.observe(actions));
        wanted
    }

    /// Does what is due, of the keeper and of its client.
    pub fn handle_timeout(&mut self, now: Duration) -> Vec<KeeperAction> {
        let now = self.read_clock(now);
        let actions = self.client.handle_timeout(now);
        let mut wanted = self.observe(actions);
        wanted.extend(self.input(Input::Timeout));
        wanted
    }

    fn read_clock(&mut self, now: Duration) -> Duration {
        self.context.now = self.stopwatch.read(now);
        self.context.now
    }

    fn input(&mut self, input: Input) -> Vec<KeeperAction> {
        let (state, effect) = step(self.state, input, &mut self.context);
        self.state = state;
        match effect {
            None => Vec::new(),
            Some(Effect::Ask(user_id)) => vec![KeeperAction::AskForTicket(user_id)],
            Some(Effect::LoggedIn(user_id)) => vec![KeeperAction::LoggedIn(user_id)],
            Some(Effect::LogIn(user_id, user_sig)) => {
                let call = CallId(self.next_call);
                self.next_call = self.next_call.wrapping_sub(1);
                let actions = self.client.login(call, user_id.as_str(), &user_sig, self.context.now);
                self.observe(actions)
            }
            Some(Effect::Paused { code, until }) => {
                vec![KeeperAction::Paused { code, until: self.stopwatch.shown_at(until) }]
            }
        }
    }

    /// Passes on what the client wants, and reacts to what concerns the keeper.
    fn observe(&mut self, actions: Vec<Action>) -> Vec<KeeperAction> {
        let mut wanted = Vec::new();
        for action in actions {
            let input = match &action {
                Action::Answer(call, answer) if call.0 > self.next_call => {
                    let is_logged_in = self.client.login_user().is_some();
                    wanted.extend(self.input(Input::Answered { code: answer.code, is_logged_in }));
                    continue;
                }
                Action::Notify(Callback::KickedOffline) => Some(Input::Kicked),
                Action::Notify(Callback::UserSigExpired) => Some(Input::Expired),
                _ => None,
            };
            wanted.push(KeeperAction::Client(action));
            if let Some(input) = input {
                wanted.extend(self.input(input));
            }
        }
        wanted
    }
}
