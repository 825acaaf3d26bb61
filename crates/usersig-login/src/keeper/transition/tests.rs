//! The table of the keeper, every cell.

use std::time::Duration;

use usersig::{ErrorCode, UserId};

use super::{Context, step};
use crate::client::TicketText;
use crate::keeper::history::History;
use crate::keeper::pace::Pace;
use crate::keeper::settings::KeeperSettings;
use crate::keeper::state::{Effect, Input, Keeping, OldTicket};

const NOW: Duration = Duration::from_secs(1000);
const LIFETIME: Duration = Duration::from_secs(86_400);

/// | letter | state |
/// |---|---|
/// | I | idle |
/// | A | asking |
/// | N, X, B, E | logging in: as usual, with an expired old ticket, with bob next, with both |
/// | K, D | kept, and kept with the next ticket due |
/// | W, R | waiting, and waiting with the next ticket due |
/// | P, O | paused, and paused with the pause over |
const STATES: [char; 12] = ['I', 'A', 'N', 'X', 'B', 'E', 'K', 'D', 'W', 'R', 'P', 'O'];

/// The state that follows, and the effect (`ask`, `askbob`, `login`, `in` or `pause`). A dot changes nothing.
#[rustfmt::skip]
const TABLE: [(&str, [&str; 12]); 15] = [
    //                  I          A           N          X          B          E          K          D          W          R          P          O
    ("log in",         ["A ask",   ".",        ".",       ".",       "N",       "X",       ".",       ".",       ".",       ".",       "P pause", "A ask"]),
    ("log in bob",     ["b askbob","b askbob", "B",       "E",       ".",       ".",       "b askbob","b askbob","b askbob","b askbob","P pause", "b askbob"]),
    ("log out",        [".",       "I",        "I",       "I",       "I",       "I",       "I",       "I",       "I",       "I",       ".",       "."]),
    ("ticket",         [".",       "N login",  ".",       ".",       ".",       ".",       ".",       ".",       ".",       ".",       ".",       "."]),
    ("bob's ticket",   [".",       ".",        ".",       ".",       ".",       ".",       ".",       ".",       ".",       ".",       ".",       "."]),
    ("dead ticket",    [".",       "W",        ".",       ".",       ".",       ".",       ".",       ".",       ".",       ".",       ".",       "."]),
    ("no ticket",      [".",       "W",        ".",       ".",       ".",       ".",       ".",       ".",       ".",       ".",       ".",       "."]),
    ("no bob's ticket",[".",       ".",        ".",       ".",       ".",       ".",       ".",       ".",       ".",       ".",       ".",       "."]),
    ("timeout",        [".",       ".",        ".",       ".",       ".",       ".",       ".",       "A ask",   ".",       "A ask",   ".",       "."]),
    ("yes",            [".",       ".",        "K in",    "K in",    "b askbob","b askbob",".",       ".",       ".",       ".",       ".",       "."]),
    ("expired at once",[".",       ".",        "A ask",   "A ask",   "b askbob","b askbob",".",       ".",       ".",       ".",       ".",       "."]),
    ("no",             [".",       ".",        "P pause", "W",       "b askbob","b askbob",".",       ".",       ".",       ".",       ".",       "."]),
    ("no, old is good",[".",       ".",        "W",       "W",       "b askbob","b askbob",".",       ".",       ".",       ".",       ".",       "."]),
    ("kicked",         [".",       "P pause",  "P pause", "P pause", "P pause", "P pause", "P pause", "P pause", "P pause", "P pause", ".",       "."]),
    ("expired",        [".",       ".",        "X",       "X",       "E",       "E",       "A ask",   "A ask",   ".",       ".",       ".",       "."]),
];

fn user(name: &str) -> UserId {
    UserId::new(name).unwrap()
}

fn state(name: char) -> Keeping {
    let user_id = user("alice");
    let logging_in = |next, old_ticket| Keeping::LoggingIn { user_id, lifetime: LIFETIME, next, old_ticket };
    let later = NOW + Duration::from_secs(1);
    let code = ErrorCode::INTERNAL_ERROR;
    match name {
        'I' => Keeping::Idle,
        'A' => Keeping::Asking { user_id },
        'b' => Keeping::Asking { user_id: user("bob") },
        'N' => logging_in(None, OldTicket::NotExpired),
        'X' => logging_in(None, OldTicket::Expired),
        'B' => logging_in(Some(user("bob")), OldTicket::NotExpired),
        'E' => logging_in(Some(user("bob")), OldTicket::Expired),
        'K' => Keeping::Kept { user_id, ask_at: later },
        'D' => Keeping::Kept { user_id, ask_at: NOW },
        'W' => Keeping::Waiting { user_id, ask_at: later },
        'R' => Keeping::Waiting { user_id, ask_at: NOW },
        'P' => Keeping::Paused { code, until: later },
        'O' => Keeping::Paused { code, until: NOW },
        other => panic!("{other} is not a state"),
    }
}

fn input(name: &str) -> Input {
    let ticket = |user_id, lifetime| Input::Ticket { user_id, user_sig: TicketText::new("t"), lifetime };
    let answered = |code, is_logged_in| Input::Answered { code: ErrorCode::new(code), is_logged_in };
    match name {
        "log in" => Input::LogIn(user("alice")),
        "log in bob" => Input::LogIn(user("bob")),
        "log out" => Input::LogOut,
        "ticket" => ticket(user("alice"), LIFETIME),
        "bob's ticket" => ticket(user("bob"), LIFETIME),
        "dead ticket" => ticket(user("alice"), Duration::ZERO),
        "no ticket" => Input::NoTicket(user("alice")),
        "no bob's ticket" => Input::NoTicket(user("bob")),
        "timeout" => Input::Timeout,
        "yes" => answered(0, true),
        "expired at once" => answered(70001, false),
        "no" => answered(70051, false),
        "no, old is good" => answered(9520, true),
        "kicked" => Input::Kicked,
        "expired" => Input::Expired,
        other => panic!("{other} is not an input"),
    }
}

/// The kind of a state, without its moments.
fn kind(keeping: Keeping) -> String {
    match keeping {
        Keeping::Kept { .. } => "K".into(),
        Keeping::Waiting { .. } => "W".into(),
        Keeping::Paused { .. } => "P".into(),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_cell_of_the_table_holds() {
    for (name, row) in TABLE {
        for (from, cell) in STATES.iter().zip(row) {
            let pace = Pace::new(KeeperSettings::default(), 1);
            let mut context = Context { pace, history: History::default(), now: NOW };
            let (to, effect) = step(state(*from), input(name), &mut context);
            let (next, wanted) = cell.split_once(' ').unwrap_or((cell, ""));
            let next = if next == "." { *from } else { next.chars().next().unwrap() };
            assert_eq!(kind(to), kind(state(next)), "{name} in {from}");
            let effect = match effect {
                None => "",
                Some(Effect::Ask(user_id)) if user_id == user("bob") => "askbob",
                Some(Effect::Ask(_)) => "ask",
                Some(Effect::LogIn(..)) => "login",
                Some(Effect::LoggedIn(_)) => "in",
                Some(Effect::Paused { .. }) => "pause",
            };
            assert_eq!(effect, wanted, "{name} in {from}");
        }
    }
}
