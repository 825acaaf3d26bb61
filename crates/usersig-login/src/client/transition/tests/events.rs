//! The events of the table by name.

use usersig::{ErrorCode, SdkAppId, UserId};

use super::position::Position;
use super::{CODES, Walk};
use crate::client::event::{Api, Attempt, CallId, Event, LoginCall, TicketText};
use crate::client::outbox::Link;
use crate::client::state::{Online, State};
use crate::service::SessionId;

/// The events a walk chooses from.
pub(super) const EVENTS: [&str; 41] = [
    "init 0",
    "init",
    "unInit",
    "login nobody",
    "login no ticket",
    "login bad id",
    "login again",
    "login new ticket",
    "login other user",
    "logout",
    "conversations",
    "other call",
    "connecting",
    "connect failed",
    "connected",
    "asked: yes",
    "asked: expired",
    "asked: kicked",
    "asked: no account",
    "asked: not logged in",
    "asked: later",
    "back: yes",
    "back: expired",
    "back: kicked",
    "back: no account",
    "back: not logged in",
    "back: later",
    "beat: yes",
    "beat: expired",
    "beat: kicked",
    "beat: no account",
    "beat: not logged in",
    "beat: later",
    "bye: yes",
    "bye: later",
    "old answer",
    "push kicked",
    "push kicked, other session",
    "push expired",
    "push expired, other session",
    "time",
];

/// The rows of the table. The time has three.
pub(super) const ROWS: [&str; 43] = {
    let mut rows = [""; 43];
    let mut index = 0;
    while index < EVENTS.len() - 1 {
        rows[index] = EVENTS[index];
        index += 1;
    }
    rows[40] = "time: call";
    rows[41] = "time: online";
    rows[42] = "time: logout";
    rows
};

/// The row of an event. A time-out has the row of the first deadline that has come.
pub(super) fn row(name: &'static str, walk: &Walk) -> &'static str {
    if name != "time" {
        return name;
    }
    let call = match &walk.state {
        State::LoggingIn(login) => Some(login.deadline),
        State::LoggedIn(session) => session.renewal.as_ref().map(|renewal| renewal.deadline),
        State::LoggingOut { deadline, .. } => Some(*deadline),
        State::Uninitialized | State::LoggedOut { .. } => None,
    };
    let online = if let State::LoggedIn(session) = &walk.state { session.online.due_at() } else { None };
    if call.is_some_and(|due_at| due_at <= walk.now) {
        "time: call"
    } else if online.is_some_and(|due_at| due_at <= walk.now) {
        "time: online"
    } else {
        "time: logout"
    }
}

/// Whether the row can occur. An answer to a request that was not made is an old answer.
pub(super) fn is_possible(row: &str, position: Position) -> bool {
    use Position as P;
    let name = position.name();
    let is_renewing = name.contains("new ticket");
    match row {
        "time: call" => is_renewing || (name.starts_with("logging") && position != P::LoggingInByItself),
        "time: online" => {
            let waits_for_the_call = [P::WaitingRenewing, P::ExpiredRenewing].contains(&position);
            let has_a_deadline = ["online", "reconnecting", "waiting", "logging in by itself"];
            !waits_for_the_call && has_a_deadline.iter().any(|start| name.starts_with(start))
        }
        // A logout of an earlier user is rare in the other states.
        "time: logout" => [P::LoggedOut, P::Failed, P::Online].contains(&position),
        "bye: yes" | "bye: later" => [P::LoggedOut, P::Failed, P::Online, P::LoggingOut].contains(&position),
        "push kicked" | "push expired" => ![P::LoggingInByItself, P::LoggingInByItselfRenewing].contains(&position),
        _ if row.starts_with("beat: ") => name.starts_with("online"),
        _ => true,
    }
}

/// An event of this name, or `None` if it cannot occur now.
pub(super) fn event(name: &'static str, walk: &mut Walk) -> Option<Event> {
    let number = walk.number();
    let call = CallId(number);
    if let Some((whom, class)) = name.split_once(": ") {
        let (_, code) = *CODES.iter().find(|(named, _)| *named == class).expect("each class has a code");
        let attempt = attempt(whom, walk)?;
        return Some(Event::Answered { attempt, code, session: Some(session(number)) });
    }
    let ticket = || TicketText::new(format!("ticket {number}"));
    let login = |user_id: &str, user_sig| Event::Login(LoginCall { call, user_id: user_id.to_owned(), user_sig });
    let user = walk.user().unwrap_or_else(first_user);
    let logged_in = if let State::LoggedIn(session) = &walk.state { Some(session.clone()) } else { None };
    let known = logged_in.as_ref().map_or_else(|| Some(session(number)), |session| session.id);
    Some(match name {
        "init 0" => Event::Init { sdk_app_id: 0 },
        "init" => Event::Init { sdk_app_id: 1_400_000_000 },
        "unInit" => Event::UnInit,
        "login nobody" => login("", ticket()),
        "login no ticket" => login("user0", TicketText::new("")),
        "login bad id" => login(&"x".repeat(33), ticket()),
        "login again" => login(user.as_str(), logged_in.map_or_else(ticket, |session| session.user_sig)),
        "login new ticket" => login(user.as_str(), ticket()),
        "login other user" => {
            let others = (0..12).map(|other| format!("user{other}")).filter(|other| *other != user.as_str());
            login(&others.cycle().nth(usize::try_from(number % 11).unwrap())?, ticket())
        }
        "logout" => Event::Logout { call },
        "conversations" => Event::Call { call, api: Api::Conversations },
        "other call" => Event::Call { call, api: Api::Other },
        "connecting" => Event::Connecting,
        "connect failed" => Event::ConnectFailed { code: ErrorCode::NET_CONN_REFUSE },
        "connected" => Event::Connected,
        "old answer" => {
            Event::Answered { attempt: Attempt(u64::MAX), code: ErrorCode::new(0), session: Some(session(number)) }
        }
        "push kicked" => Event::Kicked { user_id: user, session: known? },
        "push kicked, other session" => Event::Kicked { user_id: user, session: session(number) },
        "push expired" => Event::TicketExpired { user_id: user, session: known? },
        "push expired, other session" => Event::TicketExpired { user_id: user, session: session(number) },
        "time" => {
            let farewells = if walk.shared.link == Link::Up { walk.shared.farewells.poll_timeout() } else { None };
            walk.now = walk.now.max(walk.state.poll_timeout().into_iter().chain(farewells).min()?);
            Event::Timeout
        }
        other => panic!("{other} is not an event"),
    })
}

/// The request that is answered, if the client has made one. An answer to none is an old one.
fn attempt(whom: &str, walk: &Walk) -> Option<Attempt> {
    let session = if let State::LoggedIn(session) = &walk.state { Some(session) } else { None };
    let attempt = match (whom, session.map(|session| session.online)) {
        ("asked", _) => match &walk.state {
            State::LoggingIn(login) => login.sent,
            _ => session.and_then(|session| session.renewal.as_ref()?.sent),
        },
        ("back", Some(Online::Reconnecting { attempt, .. })) => Some(attempt),
        ("beat", Some(Online::Now { beat, .. })) => return beat,
        ("bye", _) => return walk.shared.farewells.last_sent(),
        _ => None,
    };
    Some(attempt.unwrap_or(Attempt(u64::MAX)))
}

fn session(serial: u64) -> SessionId {
    SessionId { serial, account: 0, sdk_app_id: SdkAppId::new(1_400_000_000).unwrap() }
}

fn first_user() -> UserId {
    UserId::new("user0").unwrap()
}
