//! The pushes of the service, and the end of a login that a push or an answer tells of.

use crate::client::action::Callback;
use crate::client::codes::KICKED_DURING_LOGIN;
use crate::client::network::wait;
use crate::client::outbox::Outbox;
use crate::client::state::{News, Online, Push, Session, State};

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

pub(super) fn apply_push(mut session: Session, out: &mut Outbox<'_>) -> State {
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
pub(super) fn kicked(session: Session, out: &mut Outbox<'_>) -> State {
    out.notify(Callback::KickedOffline);
    if let Some(renewal) = session.renewal {
        out.answer(renewal.call, KICKED_DURING_LOGIN);
    }
    State::LoggedOut { last: None }
}

/// The user is logged out, as after a kick. The documents ask for a login next and do not name the state. While a new
/// ticket is on its way, its answer decides, and the old ticket is not used any more.
pub(super) fn expired(mut session: Session, out: &mut Outbox<'_>) -> State {
    if session.renewal.is_some() {
        session.is_expired = true;
        return State::LoggedIn(if session.online == Online::LinkDown { session } else { wait(session, 0, out) });
    }
    out.notify(Callback::UserSigExpired);
    State::LoggedOut { last: None }
}
