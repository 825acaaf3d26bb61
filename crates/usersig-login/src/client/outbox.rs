//! Collects the effects of one step.

use std::mem;
use std::time::Duration;

use usersig::{ErrorCode, UserId};

use crate::client::action::{Action, Callback, Request};
use crate::client::answer::Answer;
use crate::client::event::{Attempt, CallId, TicketText};
use crate::client::farewell::{Farewell, Farewells};
use crate::client::settings::ClientSettings;
use crate::rng::Rng;
use crate::service::SessionId;

/// How long a client waits for an answer.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// The pause after the first failure of a request that is repeated. Each further failure doubles it.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The longest pause, without its jitter of up to a half.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// The values that a client keeps in every state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    pub(super) settings: ClientSettings,
    pub(super) link: Link,
    pub(super) farewells: Farewells,
    pub(super) next_attempt: u64,
}

/// The link of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    Down,
    Up,
}

#[derive(Debug)]
pub(super) struct Outbox<'a> {
    pub(super) actions: Vec<Action>,
    pub(super) now: Duration,
    pub(super) shared: &'a mut Shared,
}

impl Outbox<'_> {
    pub(super) fn answer(&mut self, call: CallId, code: ErrorCode) {
        self.actions.push(Action::Answer(call, Answer::new(code)));
    }

    pub(super) fn notify(&mut self, callback: Callback) {
        self.actions.push(Action::Notify(callback));
    }

    pub(super) fn push(&mut self, action: Action) {
        self.actions.push(action);
    }

    pub(super) fn is_up(&self) -> bool {
        self.shared.link == Link::Up
    }

    pub(super) fn send(&mut self, request: Request) -> Attempt {
        let attempt = Attempt(self.shared.next_attempt);
        self.shared.next_attempt = self.shared.next_attempt.wrapping_add(1);
        self.actions.push(Action::Send(attempt, request));
        attempt
    }

    /// Sends a request if the link is up. If it is down, the request is made again when the link is back.
    pub(super) fn send_if_up(&mut self, request: impl FnOnce() -> Request) -> Option<Attempt> {
        if self.is_up() { Some(self.send(request())) } else { None }
    }

    /// The last moment for an answer to a request made now.
    pub(super) const fn answer_deadline(&self) -> Duration {
        self.now.saturating_add(ANSWER_WITHIN)
    }

    /// When to try again after this many failures. Clients of different users spread.
    pub(super) fn next_try(&self, failures: u32, user_id: &UserId) -> Duration {
        let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
        let pause = FIRST_PAUSE.saturating_mul(doubled).min(LONGEST_PAUSE);
        let seed = user_id
            .as_str()
            .bytes()
            .fold(self.shared.next_attempt, |seed, byte| seed * 31 % (1 << 40) + u64::from(byte));
        let half = u64::try_from(pause.as_millis() / 2).unwrap_or(u64::MAX);
        self.now.saturating_add(pause).saturating_add(Duration::from_millis(Rng::new(seed).up_to(half)))
    }

    /// Keeps a logout until the service has received it, and sends it now if the link is up.
    pub(super) fn say_farewell(&mut self, user_id: UserId, user_sig: TicketText, session: Option<SessionId>) {
        self.shared.farewells.add(Farewell::new(user_id, user_sig, session));
        self.send_farewells();
    }

    /// Sends the logouts whose time has come.
    pub(super) fn send_farewells(&mut self) {
        if !self.is_up() {
            return;
        }
        let (now, deadline) = (self.now, self.answer_deadline());
        let mut farewells = mem::take(&mut self.shared.farewells);
        for farewell in farewells.due(now) {
            let attempt = self.send(farewell.request());
            farewell.sent(attempt, deadline);
        }
        self.shared.farewells = farewells;
    }
}
