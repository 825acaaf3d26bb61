//! The table of the keeper: the effect of each input in each state. Every cell is decided here.

use std::time::Duration;

use usersig::{ErrorCode, UserId};

use crate::client::Answer;
use crate::keeper::history::History;
use crate::keeper::pace::Pace;
use crate::keeper::state::{Effect, Input, Keeping, OldTicket};

// A row of the table is a line this way.
use Input as I;
use Keeping as K;

/// The values that a keeper has in every state.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub(super) pace: Pace,
    pub(super) history: History,
    pub(super) now: Duration,
}

type Step = (Keeping, Option<Effect>);

pub(super) fn step(state: Keeping, input: Input, at: &mut Context) -> Step {
    match (state, input) {
        (K::Paused { code, until }, I::LogIn(_)) if at.now < until => (state, Some(Effect::Paused { code, until })),
        (K::Idle | K::Paused { .. }, I::LogIn(user_id)) => ask(user_id),
        (K::Asking { user_id } | K::Kept { user_id, .. } | K::Waiting { user_id, .. }, I::LogIn(other)) => {
            if user_id == other { (state, None) } else { ask(other) }
        }
        (K::LoggingIn { user_id, lifetime, old_ticket, .. }, I::LogIn(other)) => {
            let next = (other != user_id).then_some(other);
            (K::LoggingIn { user_id, lifetime, next, old_ticket }, None)
        }

        (K::Asking { .. } | K::Idle | K::Kept { .. } | K::LoggingIn { .. } | K::Waiting { .. }, I::LogOut) => (K::Idle, None),

        (K::Asking { user_id }, I::Ticket { user_id: of, lifetime, .. }) if user_id == of && lifetime.is_zero() => {
            wait(user_id, at)
        }
        (K::Asking { user_id }, I::Ticket { user_id: of, user_sig, lifetime }) if user_id == of => {
            let (next, old_ticket) = (None, OldTicket::NotExpired);
            (K::LoggingIn { user_id, lifetime, next, old_ticket }, Some(Effect::LogIn(user_id, user_sig)))
        }
        (K::Asking { user_id }, I::NoTicket(of)) if user_id == of => wait(user_id, at),
        (K::Kept { user_id, ask_at } | K::Waiting { user_id, ask_at }, I::Timeout) if ask_at <= at.now => ask(user_id),

        (K::LoggingIn { next: Some(next), .. }, I::Answered { .. }) => ask(next),
        (K::LoggingIn { user_id, lifetime, old_ticket, .. }, I::Answered { code, is_logged_in }) => {
            answered(user_id, lifetime, old_ticket, (code, is_logged_in), at)
        }

        (K::Asking { .. } | K::Kept { .. } | K::LoggingIn { .. } | K::Waiting { .. }, I::Kicked) => {
            let kicks = at.history.kicked(at.now, &at.pace.settings);
            pause(ErrorCode::LOGIN_KICKED_OFF_BY_OTHER, at.pace.after_kicks(kicks), at)
        }

        (K::LoggingIn { user_id, lifetime, next, .. }, I::Expired) => {
            (K::LoggingIn { user_id, lifetime, next, old_ticket: OldTicket::Expired }, None)
        }
        (K::Kept { user_id, .. }, I::Expired) => retry(user_id, at),

        // A pause outlasts a logout, or the owner could skip it that way.
        (K::Paused { .. }, I::LogOut)
        // The keeper does not wait for this ticket, answer or moment.
        | (_, I::Answered { .. } | I::NoTicket(_) | I::Ticket { .. } | I::Timeout)
        // The login that has ended is not the keeper's.
        | (K::Idle | K::Paused { .. }, I::Kicked | I::Expired)
        // The next ticket is on its way, or will be asked for after the pause.
        | (K::Asking { .. } | K::Waiting { .. }, I::Expired) => (state, None),
    }
}

/// The keeper logs in again by itself only for an expired ticket (login guide, FAQ). Any other code is for its owner.
fn answered(
    user_id: UserId,
    lifetime: Duration,
    old_ticket: OldTicket,
    (code, is_logged_in): (ErrorCode, bool),
    at: &mut Context,
) -> Step {
    if code == Answer::SUCCESS {
        at.history.logged_in(at.now);
        let ask_at = at.now.saturating_add(at.pace.until_renewal(lifetime));
        return (K::Kept { user_id, ask_at }, Some(Effect::LoggedIn(user_id)));
    }
    match code {
        ErrorCode::USER_SIG_EXPIRED | ErrorCode::USERSIG_EXPIRED => retry(user_id, at),
        // While the old ticket is good, bringing a new one later is not a login. After its expiry, a login is due.
        _ if is_logged_in || old_ticket == OldTicket::Expired => wait(user_id, at),
        code => {
            let failures = at.history.failed(at.now, &at.pace.settings);
            pause(code, at.pace.after_failures(failures), at)
        }
    }
}

/// The first expiry is answered at once, and further ones with growing pauses.
fn retry(user_id: UserId, at: &mut Context) -> Step {
    let failures = at.history.failed(at.now, &at.pace.settings);
    if failures == 1 { ask(user_id) } else { wait_for(user_id, at.pace.after_failures(failures - 1), at) }
}

fn wait(user_id: UserId, at: &mut Context) -> Step {
    let failures = at.history.failed(at.now, &at.pace.settings);
    wait_for(user_id, at.pace.after_failures(failures), at)
}

fn wait_for(user_id: UserId, pause: Duration, at: &Context) -> Step {
    (K::Waiting { user_id, ask_at: at.now.saturating_add(pause) }, None)
}

fn ask(user_id: UserId) -> Step {
    (K::Asking { user_id }, Some(Effect::Ask(user_id)))
}

fn pause(code: ErrorCode, pause: Duration, at: &Context) -> Step {
    let until = at.now.saturating_add(pause);
    (K::Paused { code, until }, Some(Effect::Paused { code, until }))
}

#[cfg(test)]
mod tests;
