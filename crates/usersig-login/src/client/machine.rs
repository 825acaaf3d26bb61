//! The client.

use std::mem;
use std::time::Duration;

use usersig::UserId;

use crate::client::action::Action;
use crate::client::event::{CallId, Event, LoginCall, TicketText};
use crate::client::farewell::Farewells;
use crate::client::outbox::{Link, Outbox, Shared};
use crate::client::settings::ClientSettings;
use crate::client::state::{LoginStatus, State};
use crate::client::transition;
use crate::stopwatch::Stopwatch;

/// The login of one SDK (`V2TIMManager`). Calls and events go in. Answers, callbacks and requests come out.
///
/// Every `login` and every `logout` is answered exactly once, at the latest after [`ANSWER_WITHIN`]. Time is a
/// [`Duration`] since any moment the driver chooses, by a monotonic clock such as
/// [`Instant`](std::time::Instant). If the clock is set back all the same, no pause gets longer.
///
/// A logout, and the logout of the old user when the app logs in another one, is kept until the service has received it.
/// If the process ends before, the service's time-out ends the session.
///
/// [`ANSWER_WITHIN`]: crate::client::ANSWER_WITHIN
///
/// ```
/// use std::time::Duration;
/// use usersig_login::client::{Action, Answer, CallId, Client, Event, LoginStatus, Request, TicketText};
///
/// let mut client = Client::default();
/// let now = Duration::ZERO;
/// assert!(client.init(1_400_000_000, now).contains(&Action::Initialized(true)));
/// client.handle(Event::Connected, now);
/// let actions = client.login(CallId(1), "alice", &TicketText::new("eJx..."), now);
/// let [Action::Send(attempt, Request::Login { user_id, .. })] = &actions[..] else { panic!("{actions:?}") };
/// assert_eq!((user_id.as_str(), client.login_status()), ("alice", LoginStatus::LoggingIn));
///
/// let actions = client.handle(Event::Answered { attempt: *attempt, code: Answer::SUCCESS, session: None }, now);
/// assert_eq!(actions, [Action::Answer(CallId(1), Answer::new(Answer::SUCCESS))]);
/// assert_eq!(client.login_user().map(|user| user.as_str()), Some("alice"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    state: State,
    shared: Shared,
    stopwatch: Stopwatch,
}

impl Default for Client {
    fn default() -> Self {
        Self::new(ClientSettings::default())
    }
}

impl Client {
    /// A client before `initSDK`.
    #[must_use]
    pub fn new(settings: ClientSettings) -> Self {
        let shared = Shared { settings, link: Link::Down, farewells: Farewells::default(), next_attempt: 0 };
        Self { state: State::Uninitialized, shared, stopwatch: Stopwatch::default() }
    }

    /// Takes an event and returns what the driver has to do.
    pub fn handle(&mut self, event: Event, now: Duration) -> Vec<Action> {
        let now = self.stopwatch.read(now);
        let mut out = Outbox { actions: Vec::new(), now, shared: &mut self.shared };
        self.state = transition::step(mem::take(&mut self.state), event, &mut out);
        out.actions
    }

    /// When [`handle_timeout`](Self::handle_timeout) should be called, if ever. It changes with every other call.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Duration> {
        if matches!(self.state, State::Uninitialized) {
            return None;
        }
        let farewells = if self.shared.link == Link::Up { self.shared.farewells.poll_timeout() } else { None };
        let due_at = self.state.poll_timeout().into_iter().chain(farewells).min();
        due_at.map(|due_at| self.stopwatch.shown_at(due_at))
    }

    /// Sends heartbeats and repeated requests that are due, and answers calls whose time is over.
    pub fn handle_timeout(&mut self, now: Duration) -> Vec<Action> {
        self.handle(Event::Timeout, now)
    }

    /// `initSDK` returns false for a number below 1. A second time it returns true and does nothing (SDK's wrappers).
    pub fn init(&mut self, sdk_app_id: i64, now: Duration) -> Vec<Action> {
        self.handle(Event::Init { sdk_app_id }, now)
    }

    /// `unInitSDK` answers a running call with 7009 (`TIMErrorCode.h`).
    pub fn un_init(&mut self, now: Duration) -> Vec<Action> {
        self.handle(Event::UnInit, now)
    }

    /// `login` is answered 6013 before `initSDK`, 7003 if the id is not a UserID, and 7501 while another login runs
    /// (`TIMErrorCode.h`). A login of another user than the one who is logged in switches to that user (login guide).
    pub fn login(&mut self, call: CallId, user_id: &str, user_sig: &TicketText, now: Duration) -> Vec<Action> {
        self.handle(Event::Login(LoginCall { call, user_id: user_id.into(), user_sig: user_sig.clone() }), now)
    }

    /// `logout` answers a login that is still running with 6023 (`TIMErrorCode.h`).
    pub fn logout(&mut self, call: CallId, now: Duration) -> Vec<Action> {
        self.handle(Event::Logout { call }, now)
    }

    /// `getLoginUser` is empty before a login has succeeded and after it has failed or ended (login guide).
    #[must_use]
    pub const fn login_user(&self) -> Option<&UserId> {
        self.state.login_user()
    }

    /// `getLoginStatus` (login guide).
    #[must_use]
    pub const fn login_status(&self) -> LoginStatus {
        self.state.status()
    }

    /// Whether the client still has to tell the service of a logout.
    #[must_use]
    pub const fn has_unsent_logout(&self) -> bool {
        !self.shared.farewells.is_empty()
    }
}
