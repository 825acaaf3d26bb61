//! The calls of the app that do more than be refused.

use usersig::{ErrorCode, UserId};

use crate::client::action::{Action, Request};
use crate::client::codes::{LOGIN_AGAIN, LOGIN_DURING_LOGIN};
use crate::client::event::{Attempt, CallId, LoginCall};
use crate::client::outbox::Outbox;
use crate::client::state::{Login, Session, State};

/// When nobody is logged in.
pub(super) fn log_in(state: State, asked: &LoginCall, out: &mut Outbox) -> State {
    match user_id(asked) {
        Ok(user_id) => send_login(asked, user_id, out),
        Err(code) => {
            out.answer(asked.call, code);
            state
        }
    }
}

/// While another login runs.
pub(super) fn log_in_twice(state: State, asked: &LoginCall, out: &mut Outbox) -> State {
    out.answer(asked.call, user_id(asked).err().unwrap_or(LOGIN_DURING_LOGIN));
    state
}

/// When somebody is logged in: the same user again, or another one, for whom this one is logged out first (login
/// guide; V2TIMManager.h wants the app to do that itself). If the other's login then fails, nobody is logged in, on
/// which the documents are silent.
pub(super) fn log_in_again(mut session: Session, asked: &LoginCall, out: &mut Outbox) -> State {
    let code = match user_id(asked) {
        Err(code) => code,
        Ok(_) if session.renewal.is_some() => LOGIN_DURING_LOGIN,
        Ok(user_id) if user_id != session.user_id => {
            out.send(Request::Logout(session.user_id));
            return send_login(asked, user_id, out);
        }
        Ok(_) if asked.user_sig == session.user_sig => LOGIN_AGAIN,
        Ok(user_id) => {
            let attempt = out.send(Request::Renew(user_id, asked.user_sig.clone()));
            session.renewal = Some(pending(asked, user_id, attempt));
            return State::LoggedIn(session);
        }
    };
    out.answer(asked.call, code);
    State::LoggedIn(session)
}

/// The login the logout overtakes, if there is one, is answered 6023.
pub(super) fn log_out(user_id: UserId, overtaken: Option<Login>, call: CallId, out: &mut Outbox) -> State {
    if let Some(login) = overtaken {
        out.answer(login.call, ErrorCode::LOGGED_OUT_BEFORE_LOGIN_FINISHED);
    }
    let attempt = out.send(Request::Logout(user_id));
    State::LoggingOut { call, attempt }
}

/// Whatever runs is answered 7009.
pub(super) fn un_init(state: State, out: &mut Outbox) -> State {
    let running = match state {
        State::Uninitialized | State::LoggedOut { .. } => None,
        State::LoggedIn(session) => session.renewal.map(|renewal| renewal.call),
        State::LoggingIn(login) => Some(login.call),
        State::LoggingOut { call, .. } => Some(call),
    };
    if let Some(call) = running {
        out.answer(call, ErrorCode::TERMINATED_WHILE_RUNNING);
    }
    out.push(Action::CloseLink);
    State::Uninitialized
}

/// 6017 for nothing at all (SDK's wrappers), 7003 for what is no user id (`TIMErrorCode.h`): the SDK looks at what it is
/// given before anything else.
fn user_id(asked: &LoginCall) -> Result<UserId, ErrorCode> {
    if asked.user_id.is_empty() || asked.user_sig.as_str().is_empty() {
        return Err(ErrorCode::INVALID_PARAMETERS);
    }
    UserId::new(&asked.user_id).map_err(|invalid| invalid.code())
}

fn send_login(asked: &LoginCall, user_id: UserId, out: &mut Outbox) -> State {
    let attempt = out.send(Request::Login(user_id, asked.user_sig.clone()));
    State::LoggingIn(pending(asked, user_id, attempt))
}

fn pending(asked: &LoginCall, user_id: UserId, attempt: Attempt) -> Login {
    Login { call: asked.call, attempt, user_id, user_sig: asked.user_sig.clone() }
}
