//! The answers of the service.

use usersig::ErrorCode;

use crate::client::answer::Answer;
use crate::client::codes::{KICKED_DURING_LOGIN, LOGOUT_ANSWER};
use crate::client::event::Attempt;
use crate::client::meaning::{Meaning, is_in_doubt, meaning};
use crate::client::network::{log_in_by_itself, online_now, reconnect, wait};
use crate::client::outbox::Outbox;
use crate::client::pushes::{apply_push, expired, kicked};
use crate::client::settings::RefusedRenewal;
use crate::client::state::{Earlier, Login, Online, Session, State, With};
use crate::service::SessionId;

/// A login that fails calls no listener. If the service may have logged the user in all the same, the client logs out.
pub(super) fn login_answered(login: Login, code: ErrorCode, session: Option<SessionId>, out: &mut Outbox<'_>) -> State {
    let was_sent = login.sent.is_some();
    let Login { call, user_id, user_sig, earlier, push, .. } = login;
    out.answer(call, code);
    out.shared.farewells.release();
    if code != Answer::SUCCESS {
        if (was_sent && is_in_doubt(code)) || earlier == Earlier::Lost {
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
pub(super) fn reconnected(
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
        Meaning::NoAccount if with == With::Reconnect && session.renewal.is_none() => {
            State::LoggedIn(log_in_by_itself(session, failures, out))
        }
        Meaning::NoAccount | Meaning::NotLoggedIn | Meaning::TryAgain => {
            State::LoggedIn(wait(session, failures.saturating_add(1), out))
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
pub(super) fn renewed(
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
