//! The table of the client: what each event does in each state. Every cell is decided here.

use usersig::ErrorCode;

use crate::client::action::{Action, Callback};
use crate::client::calls::{log_in, log_in_again, log_in_twice, log_out, un_init};
use crate::client::codes::{LOGIN_DURING_LOGOUT, LOGOUT_DURING_LOGOUT, LOGOUT_WHEN_LOGGED_OUT};
use crate::client::event::{Api, CallId, Event, LoginCall};
use crate::client::network::{connected, expired, kicked, login_answered, logout_answered, session_answered};
use crate::client::outbox::Outbox;
use crate::client::state::State;

// So that a row of the table is a line.
use Event as E;
use State as S;

pub(super) fn step(state: State, event: Event, out: &mut Outbox) -> State {
    match (state, event) {
        (state, E::Init { sdk_app_id: ..=0 }) => initialized(false, state, out),
        (S::Uninitialized, E::Init { .. }) => init(out),
        (state, E::Init { .. }) => initialized(true, state, out),
        (S::Uninitialized, E::Call { call, .. } | E::Login(LoginCall { call, .. }) | E::Logout { call }) => {
            refuse(call, ErrorCode::NOT_INITIALIZED, S::Uninitialized, out)
        }
        (S::Uninitialized, E::Answered { .. } | E::ConnectFailed { .. } | E::Connected | E::Connecting) => {
            S::Uninitialized
        }
        (S::Uninitialized, E::Kicked | E::TicketExpired | E::UnInit) => S::Uninitialized,
        (state, E::UnInit) => un_init(state, out),

        (S::LoggedIn(session), E::Login(login)) => log_in_again(session, &login, out),
        (state @ S::LoggedOut { .. }, E::Login(login)) => log_in(state, &login, out),
        (state @ S::LoggingIn(_), E::Login(login)) => log_in_twice(state, &login, out),
        (state @ S::LoggingOut { .. }, E::Login(login)) => refuse(login.call, LOGIN_DURING_LOGOUT, state, out),

        (S::LoggedIn(session), E::Logout { call }) => log_out(session.user_id, session.renewal, call, out),
        (state @ S::LoggedOut { .. }, E::Logout { call }) => refuse(call, LOGOUT_WHEN_LOGGED_OUT, state, out),
        (S::LoggingIn(login), E::Logout { call }) => log_out(login.user_id, Some(login), call, out),
        (state @ S::LoggingOut { .. }, E::Logout { call }) => refuse(call, LOGOUT_DURING_LOGOUT, state, out),

        (state, E::Call { call, api }) if may_call(&state, api) => perform(call, api, state, out),
        (state, E::Call { call, .. }) => refuse(call, ErrorCode::NOT_LOGGED_IN, state, out),

        (S::LoggedIn(session), E::Answered { attempt, code }) => session_answered(session, attempt, code, out),
        (S::LoggingIn(login), E::Answered { attempt, code }) => login_answered(login, attempt, code, out),
        (state @ S::LoggingOut { .. }, E::Answered { attempt, .. }) => logout_answered(state, attempt, out),
        (state, E::Connecting) => notify(Callback::Connecting, state, out),
        (state, E::ConnectFailed { code }) => notify(Callback::ConnectFailed(code), state, out),
        (state, E::Connected) => connected(state, out),
        (S::LoggedIn(session), E::Kicked) => kicked(session, out),
        (S::LoggedIn(session), E::TicketExpired) => expired(session, out),
        // These speak of a login that is over or not there yet.
        (state @ S::LoggedOut { .. }, E::Answered { .. }) | (state, E::Kicked | E::TicketExpired) => state,
    }
}

/// Conversations are on the device: they can be had as soon as `login` is called, and also when it fails (login guide).
const fn may_call(state: &State, api: Api) -> bool {
    match state {
        S::LoggedIn(_) => true,
        S::LoggedOut { last: Some(_) } | S::LoggingIn(_) => matches!(api, Api::Conversations),
        S::LoggedOut { last: None } | S::LoggingOut { .. } | S::Uninitialized => false,
    }
}

fn init(out: &mut Outbox) -> State {
    out.push(Action::OpenLink);
    initialized(true, State::LoggedOut { last: None }, out)
}

fn initialized(answer: bool, state: State, out: &mut Outbox) -> State {
    out.push(Action::Initialized(answer));
    state
}

fn refuse(call: CallId, code: ErrorCode, state: State, out: &mut Outbox) -> State {
    out.answer(call, code);
    state
}

fn perform(call: CallId, api: Api, state: State, out: &mut Outbox) -> State {
    out.push(Action::Perform(call, api));
    state
}

fn notify(callback: Callback, state: State, out: &mut Outbox) -> State {
    out.notify(callback);
    state
}
