//! The time of an answer, a heartbeat or a pause is over.

use crate::client::action::Request;
use crate::client::answered::{login_answered, reconnected, renewed};
use crate::client::codes::{LOGOUT_ANSWER, NOT_ANSWERED};
use crate::client::network::reconnect;
use crate::client::outbox::Outbox;
use crate::client::state::{Login, Online, Session, State};

/// A call that is answered without the service: the time is over.
pub(super) fn time_is_over(state: State, out: &mut Outbox<'_>) -> State {
    out.send_farewells();
    match state {
        State::LoggingIn(login) if login.deadline <= out.now => login_timed_out(login, out),
        State::LoggingOut { call, deadline, .. } if deadline <= out.now => {
            out.answer(call, LOGOUT_ANSWER);
            State::LoggedOut { last: None }
        }
        State::LoggedIn(session) => session_due(session, out),
        State::Uninitialized | State::LoggedOut { .. } | State::LoggingIn(_) | State::LoggingOut { .. } => state,
    }
}

fn login_timed_out(login: Login, out: &mut Outbox<'_>) -> State {
    login_answered(login, NOT_ANSWERED, None, out)
}

fn session_due(mut session: Session, out: &mut Outbox<'_>) -> State {
    if let Some(renewal) = session.renewal.take_if(|renewal| renewal.deadline <= out.now) {
        return renewed(session, renewal, NOT_ANSWERED, None, out);
    }
    if session.online.due_at().is_none_or(|due_at| due_at > out.now) {
        return State::LoggedIn(session);
    }
    match session.online {
        Online::LinkDown => State::LoggedIn(session),
        Online::Now { .. } => {
            let beat_at = out.now.saturating_add(out.shared.settings.heartbeat);
            session.online = Online::Now { beat_at, beat: Some(out.send(Request::Heartbeat)) };
            State::LoggedIn(session)
        }
        Online::Reconnecting { failures, with, .. } => reconnected(session, (failures, with), NOT_ANSWERED, None, out),
        Online::Waiting { failures, .. } => State::LoggedIn(reconnect(session, failures, out)),
    }
}
