//! The table of the client: the effect of each event in each state. Every cell is decided here.

use usersig::{ErrorCode, UserId};

use crate::client::action::{Action, Callback};
use crate::client::answered::{farewell_answered, login_answered, session_answered};
use crate::client::calls::{log_in, log_in_again, log_in_twice, log_out, log_out_early, un_init};
use crate::client::codes::{LOGIN_DURING_LOGOUT, LOGOUT_DURING_LOGOUT, LOGOUT_WHEN_LOGGED_OUT};
use crate::client::event::{Api, CallId, Event, LoginCall};
use crate::client::network::{connected, link_lost};
use crate::client::outbox::Outbox;
use crate::client::pushes::pushed;
use crate::client::state::{News, Push, State};
use crate::client::timeout::time_is_over;
use crate::service::SessionId;

// A row of the table is a line this way.
use Event as E;
use State as S;

pub(super) fn step(state: State, event: Event, out: &mut Outbox<'_>) -> State {
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
        (S::Uninitialized, E::Kicked { .. } | E::TicketExpired { .. } | E::Timeout | E::UnInit) => S::Uninitialized,
        (state, E::UnInit) => un_init(state, out),

        (S::LoggedIn(session), E::Login(login)) => log_in_again(session, &login, out),
        (state @ S::LoggedOut { .. }, E::Login(login)) => log_in(state, &login, out),
        (state @ S::LoggingIn(_), E::Login(login)) => log_in_twice(state, &login, out),
        (state @ S::LoggingOut { .. }, E::Login(login)) => refuse(login.call, LOGIN_DURING_LOGOUT, state, out),

        (S::LoggedIn(session), E::Logout { call }) => log_out(session, call, out),
        (state @ S::LoggedOut { .. }, E::Logout { call }) => refuse(call, LOGOUT_WHEN_LOGGED_OUT, state, out),
        (S::LoggingIn(login), E::Logout { call }) => log_out_early(login, call, out),
        (state @ S::LoggingOut { .. }, E::Logout { call }) => refuse(call, LOGOUT_DURING_LOGOUT, state, out),

        (state, E::Call { call, api }) => make_call(state, call, api, out),

        (S::LoggedIn(session), E::Answered { attempt, code, session: id }) => {
            let state = session_answered(session, attempt, code, id, out);
            farewell_answered(state, attempt, code, out)
        }
        (S::LoggingIn(login), E::Answered { attempt, code, session }) if login.sent == Some(attempt) => {
            login_answered(login, code, session, out)
        }
        (state, E::Answered { attempt, code, .. }) => farewell_answered(state, attempt, code, out),

        (state, E::Connecting) => notify(Callback::Connecting, link_lost(state, out), out),
        (state, E::ConnectFailed { code }) => notify(Callback::ConnectFailed(code), state, out),
        (state, E::Connected) => connected(state, out),
        (state, E::Timeout) => time_is_over(state, out),

        (state, E::Kicked { user_id, session }) => push(state, user_id, session, News::Kicked, out),
        (state, E::TicketExpired { user_id, session }) => push(state, user_id, session, News::TicketExpired, out),
    }
}

/// A push is about a login that is over if it names another user or if no user is logged in.
fn push(state: State, user_id: UserId, session: SessionId, news: News, out: &mut Outbox<'_>) -> State {
    let push = Push { session, news };
    match state {
        S::LoggedIn(logged_in) if logged_in.user_id == user_id => pushed(logged_in, push, out),
        S::LoggingIn(mut login) if login.user_id == user_id => {
            login.push = Some(push);
            S::LoggingIn(login)
        }
        other => other,
    }
}

/// Conversations are stored on the device. The app may read them as soon as it calls `login`, and also if the login fails
/// (login guide). Every other call needs a user who is logged in.
fn make_call(state: State, call: CallId, api: Api, out: &mut Outbox<'_>) -> State {
    let user_id = match (&state, api) {
        (S::LoggedIn(session), _) => Some(session.user_id),
        (S::LoggingIn(login), Api::Conversations) => Some(login.user_id),
        (S::LoggedOut { last }, Api::Conversations) => *last,
        (S::LoggedOut { .. } | S::LoggingIn(_) | S::LoggingOut { .. } | S::Uninitialized, _) => None,
    };
    match (user_id, api) {
        (Some(user_id), _) => out.push(Action::Perform(call, api, user_id)),
        (None, Api::Conversations) => out.answer(call, out.shared.settings.conversations_of_nobody.code()),
        (None, Api::Other) => out.answer(call, ErrorCode::NOT_LOGGED_IN),
    }
    state
}

fn init(out: &mut Outbox<'_>) -> State {
    out.push(Action::OpenLink);
    initialized(true, State::LoggedOut { last: None }, out)
}

fn initialized(answer: bool, state: State, out: &mut Outbox<'_>) -> State {
    out.push(Action::Initialized(answer));
    state
}

fn refuse(call: CallId, code: ErrorCode, state: State, out: &mut Outbox<'_>) -> State {
    out.answer(call, code);
    state
}

fn notify(callback: Callback, state: State, out: &mut Outbox<'_>) -> State {
    out.notify(callback);
    state
}

#[cfg(test)]
mod tests;
