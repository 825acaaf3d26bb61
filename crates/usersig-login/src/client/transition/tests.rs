//! A long random walk through every cell of the table of the client, which `table.txt` writes down.

mod events;
mod position;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use usersig::{ErrorCode, UserId};

use self::events::{EVENTS, event};
use self::position::{Position, position};
use self::table::Table;
use super::step;
use crate::client::action::{Action, Callback, Request};
use crate::client::event::{CallId, Event};
use crate::client::farewell::Farewells;
use crate::client::outbox::{Link, Outbox, Shared};
use crate::client::settings::ClientSettings;
use crate::client::state::{Online, State};
use crate::rng::Rng;

/// A client and the numbers a test has used.
#[derive(Clone)]
struct Walk {
    state: State,
    shared: Shared,
    now: Duration,
    last_number: u64,
    /// The calls that are not answered yet.
    open: BTreeSet<CallId>,
}

impl Walk {
    fn new() -> Self {
        let settings = ClientSettings::default();
        let shared = Shared { settings, link: Link::Down, farewells: Farewells::default(), next_attempt: 0 };
        let (state, now) = (State::Uninitialized, Duration::ZERO);
        Self { state, shared, now, last_number: 0, open: BTreeSet::new() }
    }

    fn has_a_heartbeat_out(&self) -> bool {
        let State::LoggedIn(session) = &self.state else { return false };
        matches!(session.online, Online::Now { beat: Some(_), .. })
    }

    fn number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }

    fn user(&self) -> Option<UserId> {
        match &self.state {
            State::Uninitialized | State::LoggingOut { .. } => None,
            State::LoggedOut { last } => *last,
            State::LoggingIn(login) => Some(login.user_id),
            State::LoggedIn(session) => Some(session.user_id),
        }
    }

    /// Lets an event happen, and writes the effects as the table does.
    fn happens(&mut self, event: Event) -> Vec<String> {
        let call = match &event {
            Event::Call { call, .. } | Event::Logout { call } => Some(*call),
            Event::Login(asked) => Some(asked.call),
            _ => None,
        };
        self.open.extend(call);
        let (user_before, logouts_before) = (self.user(), self.shared.farewells.said());
        let mut out = Outbox { actions: Vec::new(), now: self.now, shared: &mut self.shared };
        self.state = step(std::mem::take(&mut self.state), event, &mut out);
        let mut effects: Vec<String> = std::mem::take(&mut out.actions)
            .into_iter()
            .filter_map(|action| self.effect(action, call, user_before))
            .collect();
        let logouts = self.shared.farewells.said();
        if logouts.iter().any(|logout| !logouts_before.contains(logout)) {
            effects.push("logout".to_owned());
        }
        effects
    }

    fn effect(&mut self, action: Action, call: Option<CallId>, user: Option<UserId>) -> Option<String> {
        Some(match action {
            Action::Answer(answered, answer) => {
                assert!(self.open.remove(&answered), "{answered:?} is answered twice");
                let which = if call == Some(answered) { "answer" } else { "answer-waiting" };
                format!("{which}:{}", answer.code)
            }
            Action::CloseLink => "close".to_owned(),
            Action::Initialized(started) => started.to_string(),
            Action::Notify(callback) => notification(callback).to_owned(),
            Action::OpenLink => "open".to_owned(),
            Action::Perform(performed, _, of) => {
                assert!(self.open.remove(&performed) && call == Some(performed) && user == Some(of));
                "perform".to_owned()
            }
            Action::Send(_, request) => return sent(&request).map(ToOwned::to_owned),
        })
    }
}

const fn notification(callback: Callback) -> &'static str {
    match callback {
        Callback::ConnectFailed(_) => "onConnectFailed",
        Callback::ConnectSuccess => "onConnectSuccess",
        Callback::Connecting => "onConnecting",
        Callback::KickedOffline => "onKickedOffline",
        Callback::UserSigExpired => "onUserSigExpired",
    }
}

/// The table names a logout when the client decides it, not each time it is sent.
const fn sent(request: &Request) -> Option<&'static str> {
    match request {
        Request::Heartbeat => Some("send:heartbeat"),
        Request::Login { .. } => Some("send:login"),
        Request::Logout { .. } => None,
        Request::Reconnect { .. } => Some("send:reconnect"),
        Request::Renew { .. } => Some("send:renew"),
    }
}

#[test]
fn every_cell_of_the_table_holds_in_a_random_walk() {
    let table = Table::read(include_str!("tests/table.txt"));
    let mut rng = Rng::new(1);
    let mut visited: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut latest: BTreeMap<(&str, bool), Walk> = BTreeMap::from([(("", false), Walk::new())]);
    let mut walk = Walk::new();
    for step in 0..STEPS {
        // A story goes on where an earlier one has come to a state, so that each state is visited as often.
        if step % STORY == 0 {
            let chosen = usize::try_from(rng.up_to(latest.len() as u64 - 1)).unwrap();
            walk = latest.values().nth(chosen).unwrap().clone();
        }
        let before = position(&walk.state, walk.shared.link);
        let name = EVENTS[usize::try_from(rng.up_to(EVENTS.len() as u64 - 1)).unwrap()];
        let longest = if rng.up_to(9) == 0 { 120_000 } else { 500 };
        walk.now += Duration::from_millis(rng.up_to(longest));
        let Some(event) = event(name, &mut walk) else { continue };
        let (row, effects) = (events::row(name, &walk), walk.happens(event));
        let after = position(&walk.state, walk.shared.link);
        let cell = table.cell(before, row);
        assert_eq!((after, &effects), (cell.0, &cell.1), "step {step}: {row} when {}", before.name());
        assert!(
            walk.shared.farewells.are_on_their_way(walk.shared.link == Link::Up),
            "step {step}: {row} when {}",
            before.name()
        );
        visited.insert((before.name(), row));
        let is_waiting = match &walk.state {
            State::LoggedIn(session) => session.renewal.is_some(),
            State::LoggingIn(_) | State::LoggingOut { .. } => true,
            State::LoggedOut { .. } | State::Uninitialized => false,
        };
        assert_eq!(walk.open.len(), usize::from(is_waiting), "step {step}: every call is answered");
        let has_a_heartbeat_out = walk.has_a_heartbeat_out();
        latest.insert((after.name(), has_a_heartbeat_out), walk.clone());
    }
    for position in Position::ALL {
        for row in events::ROWS {
            let is_possible = events::is_possible(row, *position);
            assert!(
                visited.contains(&(position.name(), row)) || !is_possible,
                "{row} when {} never occurred",
                position.name()
            );
        }
    }
}

const STEPS: u64 = 400_000;

/// The steps of a story.
const STORY: u64 = 5;

/// A code for each class of answers.
const CODES: [(&str, ErrorCode); 6] = [
    ("yes", ErrorCode::new(0)),
    ("expired", ErrorCode::USERSIG_EXPIRED),
    ("kicked", ErrorCode::LOGIN_KICKED_OFF_BY_OTHER),
    ("no account", ErrorCode::SVR_ACCOUNT_NOT_FOUND),
    ("not logged in", ErrorCode::NOT_LOGGED_IN),
    ("later", ErrorCode::new(9520)),
];
