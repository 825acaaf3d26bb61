//! The link and the answers of the service.

use usersig::ErrorCode;

use crate::client::action::{Callback, Request};
use crate::client::answer::Answer;
use crate::client::codes::{KICKED_DURING_LOGIN, LOGOUT_ANSWER, NOT_ANSWERED};
use crate::client::event::Attempt;
use crate::client::meaning::{Meaning, is_in_doubt, meaning};
use crate::client::outbox::{Link, Outbox};
use crate::client::settings::RefusedRenewal;
use crate::client::state::{Earlier, Login, News, Online, Push, Session, State, With};
use crate::service::SessionId;

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

fn reconnect(mut session: Session, failures: u32, out: &mut Outbox<'_>) -> Session {
    let (user_id, user_sig) = (session.user_id, session.user_sig.clone());
    let attempt = out.send(Request::Reconnect { user_id, user_sig, session: session.id });
    session.online = Online::Reconnecting { attempt, deadline: out.answer_deadline(), failures, with: With::Reconnect };
    session
}

/// The service has no such account: it lost its state, or the account was deleted. A login registers the user again.
fn log_in_by_itself(mut session: Session, failures: u32, out: &mut Outbox<'_>) -> Session {
    let (user_id, user_sig) = (session.user_id, session.user_sig.clone());
    let attempt = out.send(Request::Login { user_id, user_sig });
    // If the answer is lost, the old session must not be taken for a newer one.
    session.id = None;
    session.online = Online::Reconnecting { attempt, deadline: out.answer_deadline(), failures, with: With::Login };
    session
}

/// A login that fails calls no listener. If the service may have logged the user in all the same, the client logs out.
pub(super) fn login_answered(login: Login, code: ErrorCode, session: Option<SessionId>, out: &mut Outbox<'_>) -> State {
    let Login { call, user_id, user_sig, earlier, push, .. } = login;
    out.answer(call, code);
    out.shared.farewells.release();
    if code != Answer::SUCCESS {
        if is_in_doubt(code) || earlier == Earlier::Lost {
            out.say_farewell(user_id, user_sig, None);
        }
        out.send_farewells();
        return State::LoggedOut { last: Some(user_id) };
    }
    out.shared.farewells.forget(&user_id);
    let online = online_now(out);
    let logged_in = Session { user_id, user_sig, id: session, online, renewal: None, is_expired: false, push };
    apply_push(logged_in, out)
}

pub(super) fn session_answered(
    mut session: Session,
    answered: Attempt,
    code: ErrorCode,
    id: Option<SessionId>,
    out: &mut Outbox<'_>,
) -> State {
    match session.online {
        Online::Reconnecting { attempt, failures, with, .. } if attempt == answered => {
            return reconnected(session, (failures, with), code, id, out);
        }
        Online::Now { beat: Some(beat), .. } if beat == answered => return beat_answered(session, code, out),
        Online::LinkDown | Online::Now { .. } | Online::Reconnecting { .. } | Online::Waiting { .. } => {}
    }
    match session.renewal.take_if(|renewal| renewal.sent == Some(answered)) {
        Some(renewal) => renewed(session, renewal, code, id, out),
        None => State::LoggedIn(session),
    }
}

/// Each class of answers has its row.
fn reconnected(
    mut session: Session,
    (failures, with): (u32, With),
    code: ErrorCode,
    id: Option<SessionId>,
    out: &mut Outbox<'_>,
) -> State {
    match meaning(code) {
        Meaning::Done => {
            session.online = online_now(out);
            session.id = id.or(session.id);
            apply_push(session, out)
        }
        Meaning::Expired => expired(session, out),
        Meaning::Kicked => kicked(session, out),
        Meaning::NoAccount if with == With::Reconnect => State::LoggedIn(log_in_by_itself(session, failures, out)),
        Meaning::NoAccount | Meaning::NotLoggedIn | Meaning::TryAgain => {
            let failures = failures.saturating_add(1);
            session.online = Online::Waiting { until: out.next_try(failures, &session.user_id), failures };
            State::LoggedIn(session)
        }
    }
}

fn beat_answered(mut session: Session, code: ErrorCode, out: &mut Outbox<'_>) -> State {
    match meaning(code) {
        Meaning::Expired => expired(session, out),
        Meaning::Kicked => kicked(session, out),
        Meaning::NotLoggedIn | Meaning::NoAccount => State::LoggedIn(reconnect(session, 0, out)),
        Meaning::Done | Meaning::TryAgain => {
            if let Online::Now { beat, .. } = &mut session.online {
                *beat = None;
            }
            State::LoggedIn(session)
        }
    }
}

/// A new ticket that is refused leaves the user online with the old one, unless the login has ended meanwhile.
fn renewed(
    mut session: Session,
    renewal: Login,
    code: ErrorCode,
    id: Option<SessionId>,
    out: &mut Outbox<'_>,
) -> State {
    let (call, mut answer) = (renewal.call, code);
    let state = match meaning(code) {
        Meaning::Done => {
            session.user_sig = renewal.user_sig;
            session.id = id.or(session.id);
            session.online = online_now(out);
            session.is_expired = false;
            apply_push(session, out)
        }
        // The callback tells of the kick. The answer does not tell it a second time.
        Meaning::Kicked => {
            answer = KICKED_DURING_LOGIN;
            kicked(session, out)
        }
        _ if session.is_expired => expired(session, out),
        Meaning::Expired if out.shared.settings.refused_renewal == RefusedRenewal::EndsTheLogin => {
            let last = Some(session.user_id);
            out.say_farewell(session.user_id, session.user_sig, session.id);
            State::LoggedOut { last }
        }
        Meaning::NoAccount | Meaning::NotLoggedIn => State::LoggedIn(back_with_old_ticket(session, out)),
        Meaning::Expired | Meaning::TryAgain if !session.online.is_settled() => {
            State::LoggedIn(back_with_old_ticket(session, out))
        }
        Meaning::Expired | Meaning::TryAgain => State::LoggedIn(session),
    };
    out.answer(call, answer);
    state
}

/// The new ticket did not put the user online, so the old one is tried.
fn back_with_old_ticket(session: Session, out: &mut Outbox<'_>) -> Session {
    if out.is_up() { reconnect(session, 0, out) } else { session }
}

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

fn online_now(out: &Outbox<'_>) -> Online {
    if out.is_up() {
        Online::Now { beat_at: out.now.saturating_add(out.shared.settings.heartbeat), beat: None }
    } else {
        Online::LinkDown
    }
}

/// The service has answered a logout. If it could not take it, the client sends it again later.
pub(super) fn farewell_answered(state: State, answered: Attempt, code: ErrorCode, out: &mut Outbox<'_>) -> State {
    let Some((farewell, failures)) = out.shared.farewells.take(answered) else { return state };
    let of_user = *farewell.user_id();
    if meaning(code) == Meaning::TryAgain {
        let failures = failures.saturating_add(1);
        let until = out.next_try(failures, &of_user);
        out.shared.farewells.put_back(farewell, failures, until);
    }
    match state {
        State::LoggingOut { call, user_id, .. } if user_id == of_user => {
            out.answer(call, LOGOUT_ANSWER);
            State::LoggedOut { last: None }
        }
        other => other,
    }
}

/// A push names its session. One about another session is old, or ahead of the answer that tells of its session.
pub(super) fn pushed(mut session: Session, push: Push, out: &mut Outbox<'_>) -> State {
    if session.id.is_none_or(|known| known == push.session) && session.online.is_settled() {
        return heard(session, push.news, out);
    }
    if session.id == Some(push.session) {
        return heard(session, push.news, out);
    }
    session.push = Some(push);
    State::LoggedIn(session)
}

fn apply_push(mut session: Session, out: &mut Outbox<'_>) -> State {
    match session.push.take() {
        Some(push) if session.id == Some(push.session) => heard(session, push.news, out),
        Some(_) | None => State::LoggedIn(session),
    }
}

fn heard(session: Session, news: News, out: &mut Outbox<'_>) -> State {
    match news {
        News::Kicked => kicked(session, out),
        News::TicketExpired => expired(session, out),
    }
}

/// The user is logged out, and every call is 6014 from now on. The app decides whether to log in again (login guide).
fn kicked(session: Session, out: &mut Outbox<'_>) -> State {
    out.notify(Callback::KickedOffline);
    if let Some(renewal) = session.renewal {
        out.answer(renewal.call, KICKED_DURING_LOGIN);
    }
    State::LoggedOut { last: None }
}

/// The user is logged out, as after a kick. The documents ask for a login next and do not name the state. While a new
/// ticket is on its way, its answer decides.
fn expired(mut session: Session, out: &mut Outbox<'_>) -> State {
    if session.renewal.is_some() {
        session.is_expired = true;
        return State::LoggedIn(session);
    }
    out.notify(Callback::UserSigExpired);
    State::LoggedOut { last: None }
}

impl Online {
    const fn is_settled(self) -> bool {
        matches!(self, Self::Now { .. })
    }
}
