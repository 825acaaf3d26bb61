//! The calls of the app that do more than get refused.

use usersig::{ErrorCode, UserId};

use crate::client::action::{Action, Request};
use crate::client::codes::{LOGIN_AGAIN, LOGIN_DURING_LOGIN, LOGOUT_ANSWER};
use crate::client::event::{Attempt, CallId, LoginCall, TicketText};
use crate::client::network::wait;
use crate::client::outbox::{Link, Outbox};
use crate::client::state::{Earlier, Login, Online, Session, State};
use crate::service::SessionId;

/// `login` if no user is logged in.
pub(super) fn log_in(state: State, asked: &LoginCall, out: &mut Outbox<'_>) -> State {
    match user_id(asked) {
        Ok(user_id) => start_login(asked, user_id, out),
        Err(code) => {
            out.answer(asked.call, code);
            state
        }
    }
}

/// `login` while another login runs.
pub(super) fn log_in_twice(state: State, asked: &LoginCall, out: &mut Outbox<'_>) -> State {
    out.answer(asked.call, user_id(asked).err().unwrap_or(LOGIN_DURING_LOGIN));
    state
}

/// `login` if a user is logged in. It can be the same user again, or another user. Another user takes over, and this
/// one is logged out (login guide). V2TIMManager.h wants the app to log out first. If the login then fails, no user is
/// logged in. The documents do not say so.
pub(super) fn log_in_again(mut session: Session, asked: &LoginCall, out: &mut Outbox<'_>) -> State {
    let code = match user_id(asked) {
        Err(code) => code,
        Ok(_) if session.renewal.is_some() => LOGIN_DURING_LOGIN,
        Ok(user_id) if user_id != session.user_id => {
            out.say_farewell(session.user_id, session.user_sig, session.id);
            return start_login(asked, user_id, out);
        }
        Ok(_) if asked.user_sig == session.user_sig => LOGIN_AGAIN,
        Ok(user_id) => {
            session.renewal = Some(renewal(asked, user_id, session.id, out));
            return State::LoggedIn(if let Online::Waiting { failures, .. } = session.online {
                wait(session, failures, out)
            } else {
                session
            });
        }
    };
    out.answer(asked.call, code);
    State::LoggedIn(session)
}

/// `logout` of a user who is logged in. A running renewal is answered 6023.
pub(super) fn log_out(session: Session, call: CallId, out: &mut Outbox<'_>) -> State {
    if let Some(renewal) = session.renewal {
        out.answer(renewal.call, ErrorCode::LOGGED_OUT_BEFORE_LOGIN_FINISHED);
    }
    leave(session.user_id, session.user_sig, session.id, call, out)
}

/// `logout` during a login, which is answered 6023. The login may have reached the service.
pub(super) fn log_out_early(login: Login, call: CallId, out: &mut Outbox<'_>) -> State {
    out.answer(login.call, ErrorCode::LOGGED_OUT_BEFORE_LOGIN_FINISHED);
    out.shared.farewells.release();
    leave(login.user_id, login.user_sig, None, call, out)
}

/// Without a link the call is answered at once, because the device has forgotten the user. The logout goes out with the
/// next link.
fn leave(
    user_id: UserId,
    user_sig: TicketText,
    session: Option<SessionId>,
    call: CallId,
    out: &mut Outbox<'_>,
) -> State {
    out.say_farewell(user_id, user_sig, session);
    if out.is_up() {
        return State::LoggingOut { call, user_id, deadline: out.answer_deadline() };
    }
    out.answer(call, LOGOUT_ANSWER);
    State::LoggedOut { last: None }
}

/// `unInitSDK` answers a running call with 7009. Logouts the service has not received go out after the next `initSDK`.
pub(super) fn un_init(state: State, out: &mut Outbox<'_>) -> State {
    let running = match state {
        State::Uninitialized | State::LoggedOut { .. } => None,
        State::LoggedIn(session) => session.renewal.map(|renewal| renewal.call),
        State::LoggingIn(login) => Some(give_up(login, out)),
        State::LoggingOut { call, .. } => Some(call),
    };
    if let Some(call) = running {
        out.answer(call, ErrorCode::TERMINATED_WHILE_RUNNING);
    }
    out.shared.link = Link::Down;
    out.shared.farewells.link_lost();
    out.push(Action::CloseLink);
    State::Uninitialized
}

/// A login that was sent may have reached the service, so it is taken back.
fn give_up(login: Login, out: &mut Outbox<'_>) -> CallId {
    out.shared.farewells.release();
    if login.sent.is_some() || login.earlier == Earlier::Lost {
        out.say_farewell(login.user_id, login.user_sig, None);
    }
    login.call
}

/// The SDK checks its arguments first. It answers 6017 if one is empty (SDK's wrappers), and 7003 if the user id is not
/// a UserID (`TIMErrorCode.h`).
fn user_id(asked: &LoginCall) -> Result<UserId, ErrorCode> {
    if asked.user_id.is_empty() || asked.user_sig.as_str().is_empty() {
        return Err(ErrorCode::INVALID_PARAMETERS);
    }
    UserId::new(&asked.user_id).map_err(|invalid| invalid.code())
}

fn start_login(asked: &LoginCall, user_id: UserId, out: &mut Outbox<'_>) -> State {
    out.shared.farewells.hold(user_id);
    let user_sig = asked.user_sig.clone();
    let sent = out.send_if_up(|| Request::Login { user_id, user_sig });
    State::LoggingIn(pending(asked, user_id, sent, out))
}

fn renewal(asked: &LoginCall, user_id: UserId, session: Option<SessionId>, out: &mut Outbox<'_>) -> Login {
    let user_sig = asked.user_sig.clone();
    let sent = out.send_if_up(|| Request::Renew { user_id, user_sig, session });
    pending(asked, user_id, sent, out)
}

fn pending(asked: &LoginCall, user_id: UserId, sent: Option<Attempt>, out: &Outbox<'_>) -> Login {
    let (call, user_sig, deadline) = (asked.call, asked.user_sig.clone(), out.answer_deadline());
    Login { call, user_id, user_sig, sent, deadline, earlier: Earlier::None, push: None }
}
