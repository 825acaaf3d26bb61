//! The client's side: the states and callbacks of the SDK.

mod action;
mod answer;
mod calls;
mod codes;
mod event;
mod network;
mod outbox;
mod state;
mod transition;

use std::mem;

use usersig::UserId;

pub use action::{Action, Callback, Request};
pub use answer::Answer;
pub use codes::{
    KICKED_DURING_LOGIN, LOGIN_AGAIN, LOGIN_DURING_LOGIN, LOGIN_DURING_LOGOUT, LOGOUT_UNANSWERED,
    LOGOUT_WHEN_LOGGED_OUT,
};
pub use event::{Api, Attempt, CallId, Event, LoginCall, TicketText};
use outbox::Outbox;
pub use state::LoginStatus;
use state::State;

/// The login of one SDK (V2TIMManager): calls and events go in, answers, callbacks and requests come out.
///
/// Every `login` and every `logout` is answered exactly once. None of it depends on the time, so no call takes it: a
/// request that takes too long is the driver's to give up, with the code of a time-out.
///
/// ```
/// use usersig_login::{Action, Answer, CallId, Client, Event, LoginStatus, Request, TicketText};
///
/// let mut client = Client::new();
/// assert!(client.init(1_400_000_000).contains(&Action::Initialized(true)));
/// let actions = client.login(CallId(1), "alice", &TicketText::new("eJx..."));
/// let [Action::Send(attempt, Request::Login(alice, _))] = &actions[..] else { panic!("{actions:?}") };
/// assert_eq!((alice.as_str(), client.login_status()), ("alice", LoginStatus::LoggingIn));
///
/// let actions = client.handle(Event::Answered { attempt: *attempt, code: Answer::SUCCESS });
/// assert_eq!(actions, [Action::Answer(CallId(1), Answer::new(Answer::SUCCESS))]);
/// assert_eq!(client.login_user().map(|user| user.as_str()), Some("alice"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    state: State,
    next_attempt: u64,
}

impl Client {
    /// Before `initSDK`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an event and says what it brings about.
    pub fn handle(&mut self, event: Event) -> Vec<Action> {
        let mut out = Outbox { actions: Vec::new(), next_attempt: self.next_attempt };
        self.state = transition::step(mem::take(&mut self.state), event, &mut out);
        self.next_attempt = out.next_attempt;
        out.actions
    }

    /// `initSDK`: false for a number below 1; a second time it is true and does nothing (SDK's wrappers).
    pub fn init(&mut self, sdk_app_id: i64) -> Vec<Action> {
        self.handle(Event::Init { sdk_app_id })
    }

    /// `unInitSDK`: what runs is answered 7009 (`TIMErrorCode.h`).
    pub fn un_init(&mut self) -> Vec<Action> {
        self.handle(Event::UnInit)
    }

    /// `login`: 6013 before `initSDK`, 7003 for what is no id, 7501 while another one runs (`TIMErrorCode.h`); of another
    /// user than the one who is logged in, it switches (login guide).
    pub fn login(&mut self, call: CallId, user_id: &str, user_sig: &TicketText) -> Vec<Action> {
        self.handle(Event::Login(LoginCall { call, user_id: user_id.into(), user_sig: user_sig.clone() }))
    }

    /// `logout`: a login it overtakes is answered 6023 (`TIMErrorCode.h`).
    pub fn logout(&mut self, call: CallId) -> Vec<Action> {
        self.handle(Event::Logout { call })
    }

    /// `getLoginUser`: nobody before a login has succeeded, and after it has failed or ended (login guide).
    #[must_use]
    pub const fn login_user(&self) -> Option<&UserId> {
        self.state.login_user()
    }

    /// `getLoginStatus` (login guide).
    #[must_use]
    pub const fn login_status(&self) -> LoginStatus {
        self.state.status()
    }
}
