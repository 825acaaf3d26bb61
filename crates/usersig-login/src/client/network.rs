//! The link goes down and comes up. Then the client puts its user online again.

use crate::client::action::{Callback, Request};
use crate::client::codes::LOGOUT_ANSWER;
use crate::client::outbox::{Link, Outbox};
use crate::client::state::{Earlier, Online, Session, State, With};

/// The link is gone. Nothing that was on its way will be answered.
pub(super) fn link_lost(state: State, out: &mut Outbox<'_>) -> State {
    out.shared.link = Link::Down;
    out.shared.farewells.link_lost();
    match state {
        State::LoggedIn(mut session) => {
            session.online = Online::LinkDown;
            if let Some(renewal) = &mut session.renewal {
                renewal.sent = None;
            }
            State::LoggedIn(session)
        }
        State::LoggingIn(mut login) => {
            if login.sent.take().is_some() {
                login.earlier = Earlier::Lost;
            }
            State::LoggingIn(login)
        }
        State::LoggingOut { call, .. } => {
            out.answer(call, LOGOUT_ANSWER);
            State::LoggedOut { last: None }
        }
        State::LoggedOut { .. } | State::Uninitialized => state,
    }
}

/// The link is up. Logouts go first, so that a session is ended before the next one begins. Then the SDK puts its user
/// online again by itself (login guide: no login is needed).
pub(super) fn connected(state: State, out: &mut Outbox<'_>) -> State {
    let state = if out.is_up() { link_lost(state, out) } else { state };
    out.shared.link = Link::Up;
    out.notify(Callback::ConnectSuccess);
    out.send_farewells();
    match state {
        State::LoggedIn(session) => State::LoggedIn(put_online(session, out)),
        State::LoggingIn(mut login) => {
            let (user_id, user_sig) = (login.user_id, login.user_sig.clone());
            login.sent = Some(out.send(Request::Login { user_id, user_sig }));
            State::LoggingIn(login)
        }
        State::Uninitialized | State::LoggedOut { .. } | State::LoggingOut { .. } => state,
    }
}

/// A new ticket that waits for its turn puts the user online too.
fn put_online(mut session: Session, out: &mut Outbox<'_>) -> Session {
    let Some(renewal) = &mut session.renewal else { return reconnect(session, 0, out) };
    let (user_id, user_sig) = (renewal.user_id, renewal.user_sig.clone());
    renewal.sent = Some(out.send(Request::Renew { user_id, user_sig, session: session.id }));
    session.online = Online::Waiting { until: renewal.deadline, failures: 0 };
    session
}

/// A new ticket that was sent puts the user online by itself. A reconnect behind it would bring the old ticket back.
pub(super) fn reconnect(mut session: Session, failures: u32, out: &mut Outbox<'_>) -> Session {
    if session.renewal.is_some() {
        return wait(session, failures, out);
    }
    let (user_id, user_sig) = (session.user_id, session.user_sig.clone());
    let attempt = out.send(Request::Reconnect { user_id, user_sig, session: session.id });
    session.online = Online::Reconnecting { attempt, deadline: out.answer_deadline(), failures, with: With::Reconnect };
    session
}

/// The user is put online later: when the new ticket has failed, or after a pause.
pub(super) fn wait(mut session: Session, failures: u32, out: &Outbox<'_>) -> Session {
    let renewal = session.renewal.as_ref().map(|renewal| renewal.deadline);
    let until = renewal.unwrap_or_else(|| out.next_try(failures, &session.user_id));
    session.online = Online::Waiting { until, failures };
    session
}

/// The service has no such account: it lost its state, or the account was deleted. A login registers the user again.
pub(super) fn log_in_by_itself(mut session: Session, failures: u32, out: &mut Outbox<'_>) -> Session {
    let (user_id, user_sig) = (session.user_id, session.user_sig.clone());
    let attempt = out.send(Request::Login { user_id, user_sig });
    // If the answer is lost, the old session must not be taken for a newer one.
    session.id = None;
    session.online = Online::Reconnecting { attempt, deadline: out.answer_deadline(), failures, with: With::Login };
    session
}

pub(super) fn online_now(out: &Outbox<'_>) -> Online {
    if out.is_up() {
        Online::Now { beat_at: out.now.saturating_add(out.shared.settings.heartbeat), beat: None }
    } else {
        Online::LinkDown
    }
}
