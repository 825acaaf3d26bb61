//! What the network brings.

use usersig::{ErrorCode, Reaction};

use crate::client::action::{Callback, Request};
use crate::client::answer::Answer;
use crate::client::codes::{KICKED_DURING_LOGIN, LOGOUT_UNANSWERED};
use crate::client::event::Attempt;
use crate::client::outbox::Outbox;
use crate::client::state::{Login, Session, State};

/// Nobody calls `login` for it: the user is put online again by the SDK (login guide).
pub(super) fn connected(state: State, out: &mut Outbox) -> State {
    out.notify(Callback::ConnectSuccess);
    match state {
        State::LoggedIn(mut session) => {
            let reconnect = out.send(Request::Reconnect(session.user_id, session.user_sig.clone()));
            session.reconnect = Some(reconnect);
            State::LoggedIn(session)
        }
        State::Uninitialized | State::LoggedOut { .. } | State::LoggingIn(_) | State::LoggingOut { .. } => state,
    }
}

/// A login that fails is answered and calls no listener.
pub(super) fn login_answered(login: Login, attempt: Attempt, code: ErrorCode, out: &mut Outbox) -> State {
    if attempt != login.attempt {
        return State::LoggingIn(login);
    }
    out.answer(login.call, code);
    let Login { user_id, user_sig, .. } = login;
    if code == Answer::SUCCESS {
        State::LoggedIn(Session { user_id, user_sig, reconnect: None, renewal: None })
    } else {
        State::LoggedOut { last: Some(user_id) }
    }
}

pub(super) fn session_answered(mut session: Session, attempt: Attempt, code: ErrorCode, out: &mut Outbox) -> State {
    if session.reconnect == Some(attempt) {
        session.reconnect = None;
        return reconnected(session, code, out);
    }
    if let Some(renewal) = session.renewal.take_if(|renewal| renewal.attempt == attempt) {
        return renewed(session, renewal, code, out);
    }
    State::LoggedIn(session)
}

/// A fresh ticket that is refused leaves the login as it was, unless that is over.
fn renewed(mut session: Session, renewal: Login, code: ErrorCode, out: &mut Outbox) -> State {
    let state = match code {
        Answer::SUCCESS => {
            session.user_sig = renewal.user_sig;
            State::LoggedIn(session)
        }
        ErrorCode::LOGIN_KICKED_OFF_BY_OTHER => kicked(session, out),
        _ => State::LoggedIn(session),
    };
    out.answer(renewal.call, code);
    state
}

/// What a refusal means for a user who was logged in: the ticket is over, or it is worth another try with the next
/// link, or the login has ended for a reason no fresh ticket mends, which is a kick.
fn reconnected(session: Session, code: ErrorCode, out: &mut Outbox) -> State {
    let is_over = matches!(code, ErrorCode::USER_SIG_EXPIRED | ErrorCode::USERSIG_EXPIRED);
    match code.reaction() {
        _ if is_over => expired(session, out),
        Some(Reaction::FixConfiguration | Reaction::GiveUp | Reaction::LogInAgain) => kicked(session, out),
        Some(Reaction::BackOff) | None => State::LoggedIn(session),
    }
}

/// Whatever the service says, the device has forgotten the user.
pub(super) fn logout_answered(state: State, answered: Attempt, out: &mut Outbox) -> State {
    match state {
        State::LoggingOut { call, attempt } if attempt == answered => {
            out.answer(call, LOGOUT_UNANSWERED);
            State::LoggedOut { last: None }
        }
        other => other,
    }
}

/// The user is logged out and every call is 6014 from now on; logging in again is for the app to decide (login guide).
pub(super) fn kicked(session: Session, out: &mut Outbox) -> State {
    out.notify(Callback::KickedOffline);
    if let Some(renewal) = session.renewal {
        out.answer(renewal.call, KICKED_DURING_LOGIN);
    }
    State::LoggedOut { last: None }
}

/// The user is logged out, as after a kick: the documents want a login next and do not say what the state is. While a
/// fresh ticket is under way the old one does not matter any more: if the fresh one fails, the service says so again.
pub(super) fn expired(session: Session, out: &mut Outbox) -> State {
    if session.renewal.is_some() {
        return State::LoggedIn(session);
    }
    out.notify(Callback::UserSigExpired);
    State::LoggedOut { last: None }
}
