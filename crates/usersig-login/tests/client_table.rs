//! The client's states against a table written from the guides: every cell, then random walks through it.
//!
//! A cell is the state that follows, where it is another one, and what is done: `a` answers the call that is made, `p`
//! the one that waits, `n` calls a listener, `s` sends a request. `code` is whatever the service has answered.

mod common;

use common::dice::{Dice, operations};
use usersig::{ErrorCode, UserId};
use usersig_login::{
    Action, Answer, Api, Attempt, CallId, Callback, Client, Event, LoginCall, LoginStatus, Request, TicketText,
};

/// Uninitialised; logged Out; out after a Failed login; logging In; Logged in; with a fresh ticket uNder way; with a
/// Reconnect under way; with Both; loGging out.
const STATES: [char; 9] = ['U', 'O', 'F', 'I', 'L', 'N', 'R', 'B', 'G'];

#[rustfmt::skip]
const TABLE: [(&str, [&str; 9]); 25] = [
    //                  U                    O                 F                 I                       L                           N                        R                           B                            G
    ("init 0",         ["init:false",        "init:false",     "init:false",     "init:false",           "init:false",               "init:false",            "init:false",               "init:false",                "init:false"]),
    ("init",           ["O open init:true",  "init:true",      "init:true",      "init:true",            "init:true",                "init:true",             "init:true",                "init:true",                 "init:true"]),
    ("un-init",        ["",                  "U close",        "U close",        "U p:7009 close",       "U close",                  "U p:7009 close",        "U close",                  "U p:7009 close",            "U p:7009 close"]),
    ("login nobody",   ["a:6013",            "a:6017",         "a:6017",         "a:6017",               "a:6017",                   "a:6017",                "a:6017",                   "a:6017",                    "a:7502"]),
    ("login no sig",   ["a:6013",            "a:6017",         "a:6017",         "a:6017",               "a:6017",                   "a:6017",                "a:6017",                   "a:6017",                    "a:7502"]),
    ("login bad id",   ["a:6013",            "a:7003",         "a:7003",         "a:7003",               "a:7003",                   "a:7003",                "a:7003",                   "a:7003",                    "a:7502"]),
    ("login again",    ["a:6013",            "I s:login",      "I s:login",      "a:7501",               "a:0",                      "a:7501",                "a:0",                      "a:7501",                    "a:7502"]),
    ("login fresh",    ["a:6013",            "I s:login",      "I s:login",      "a:7501",               "N s:renew",                "a:7501",                "B s:renew",                "a:7501",                    "a:7502"]),
    ("login other",    ["a:6013",            "I s:login",      "I s:login",      "a:7501",               "I s:logout s:login",       "a:7501",                "I s:logout s:login",       "a:7501",                    "a:7502"]),
    ("logout",         ["a:6013",            "a:6014",         "a:6014",         "G p:6023 s:logout",    "G s:logout",               "G p:6023 s:logout",     "G s:logout",               "G p:6023 s:logout",         "a:7502"]),
    ("conversations",  ["a:6013",            "a:6014",         "perform",        "perform",              "perform",                  "perform",               "perform",                  "perform",                   "a:6014"]),
    ("other call",     ["a:6013",            "a:6014",         "a:6014",         "a:6014",               "perform",                  "perform",               "perform",                  "perform",                   "a:6014"]),
    ("connecting",     ["",                  "n:connecting",   "n:connecting",   "n:connecting",         "n:connecting",             "n:connecting",          "n:connecting",             "n:connecting",              "n:connecting"]),
    ("connect failed", ["",                  "n:failed",       "n:failed",       "n:failed",             "n:failed",                 "n:failed",              "n:failed",                 "n:failed",                  "n:failed"]),
    ("connected",      ["",                  "n:connected",    "n:connected",    "n:connected",          "R n:connected s:reconnect", "B n:connected s:reconnect", "R n:connected s:reconnect", "B n:connected s:reconnect", "n:connected"]),
    ("yes",            ["",                  "",               "",               "L p:0",                "",                         "L p:0",                 "",                         "R p:0",                     "O p:0"]),
    ("no",             ["",                  "",               "",               "F p:code",             "",                         "L p:code",              "",                         "R p:code",                  "O p:0"]),
    ("no: kicked",     ["",                  "",               "",               "F p:6208",             "",                         "O n:kicked p:6208",     "",                         "O n:kicked p:6208",         "O p:0"]),
    ("back: yes",      ["",                  "",               "",               "",                     "",                         "",                      "L",                        "N",                         ""]),
    ("back: expired",  ["",                  "",               "",               "",                     "",                         "",                      "O n:expired",              "N",                         ""]),
    ("back: later",    ["",                  "",               "",               "",                     "",                         "",                      "L",                        "N",                         ""]),
    ("back: no",       ["",                  "",               "",               "",                     "",                         "",                      "O n:kicked",               "O n:kicked p:6014",         ""]),
    ("old answer",     ["",                  "",               "",               "",                     "",                         "",                      "",                         "",                          ""]),
    ("kicked",         ["",                  "",               "",               "",                     "O n:kicked",               "O n:kicked p:6014",     "O n:kicked",               "O n:kicked p:6014",         ""]),
    ("expired",        ["",                  "",               "",               "",                     "O n:expired",              "",                      "O n:expired",              "",                          ""]),
];

const NO: [i32; 5] = [6206, 70001, 70051, 9520, 6014];
const OLD: Attempt = Attempt(u64::MAX);

/// What the table says, with the names the cells leave out.
#[derive(Clone, Debug)]
struct Model {
    state: char,
    user: &'static str,
    ticket: String,
    wanted: (&'static str, String),
    waiting: (CallId, Attempt),
    reconnect: Attempt,
    attempts: u64,
}

impl Model {
    fn new() -> Self {
        let (ticket, call) = (String::from("ticket"), CallId(0));
        Self {
            state: 'U',
            user: "alice",
            ticket: ticket.clone(),
            wanted: ("", ticket),
            waiting: (call, OLD),
            reconnect: OLD,
            attempts: 0,
        }
    }

    fn is_logged_in(&self) -> bool {
        "LNRB".contains(self.state)
    }

    fn status(&self) -> LoginStatus {
        match self.state {
            'L' | 'N' | 'R' | 'B' => LoginStatus::LoggedIn,
            'I' => LoginStatus::LoggingIn,
            _ => LoginStatus::LoggedOut,
        }
    }

    /// Chooses what is not told by the name of the event, and notes who would be logged in by it.
    fn event(&mut self, name: &str, call: CallId, dice: &mut Dice) -> Event {
        let user = if self.is_logged_in() { self.user } else { "alice" };
        let other = if user == "alice" { "bob" } else { "alice" };
        let fresh = format!("ticket {}", call.0);
        let mut login = |user: &'static str, user_sig: &str| {
            if "OFLR".contains(self.state) && !user.is_empty() && !user.contains('é') && !user_sig.is_empty() {
                self.wanted = (user, user_sig.to_owned());
            }
            Event::Login(LoginCall { call, user_id: user.to_owned(), user_sig: TicketText::new(user_sig) })
        };
        let answered = |attempt, code| Event::Answered { attempt, code: ErrorCode::new(code) };
        match name {
            "init 0" => Event::Init { sdk_app_id: *dice.one_of(&[0, -1, i64::MIN]) },
            "init" => Event::Init { sdk_app_id: *dice.one_of(&[1, 1_400_000_000, i64::MAX]) },
            "un-init" => Event::UnInit,
            "login nobody" => login("", "ticket"),
            "login no sig" => login("alice", ""),
            "login bad id" => login("aliceé", "ticket"),
            "login again" => login(user, &self.ticket.clone()),
            "login fresh" => login(user, &fresh),
            "login other" => login(other, &fresh),
            "logout" => Event::Logout { call },
            "conversations" => Event::Call { call, api: Api::Conversations },
            "other call" => Event::Call { call, api: Api::Other },
            "connecting" => Event::Connecting,
            "connect failed" => Event::ConnectFailed { code: ErrorCode::NET_CONN_REFUSE },
            "connected" => Event::Connected,
            "yes" => answered(self.waiting.1, 0),
            "no" => answered(self.waiting.1, *dice.one_of(&NO)),
            "no: kicked" => answered(self.waiting.1, 6208),
            "back: yes" => answered(self.reconnect, 0),
            "back: expired" => answered(self.reconnect, *dice.one_of(&[6206, 70001])),
            "back: later" => answered(self.reconnect, *dice.one_of(&[9520, 70500, 1])),
            "back: no" => answered(self.reconnect, *dice.one_of(&[6208, 70051, 70107])),
            "old answer" => answered(OLD, *dice.one_of(&[0, 6206])),
            "kicked" => Event::Kicked,
            "expired" => Event::TicketExpired,
            unknown => panic!("no event is called {unknown}"),
        }
    }

    fn step(&mut self, name: &str, event: &Event, call: CallId) -> Vec<Action> {
        let column = STATES.iter().position(|state| *state == self.state).unwrap();
        let row = TABLE.iter().find(|row| row.0 == name).unwrap();
        let before = self.clone();
        let mut actions = Vec::new();
        for word in row.1[column].split_whitespace() {
            match word.chars().next() {
                Some(state) if word.len() == 1 => self.state = state,
                _ => actions.push(self.action(word, event, call, &before)),
            }
        }
        if name == "yes" && "INB".contains(before.state) {
            (self.user, self.ticket) = before.wanted;
        }
        actions
    }

    fn action(&mut self, word: &str, event: &Event, call: CallId, before: &Self) -> Action {
        let (kind, what) = word.split_once(':').unwrap_or((word, ""));
        match (kind, what) {
            ("init", answer) => Action::Initialized(answer == "true"),
            ("open", _) => Action::OpenLink,
            ("close", _) => Action::CloseLink,
            ("perform", _) => match event {
                Event::Call { call, api } => Action::Perform(*call, *api),
                other => panic!("{other:?} is no call"),
            },
            ("a", code) => answer(call, code.parse().unwrap()),
            ("p", "code") => match event {
                Event::Answered { code, .. } => answer(before.waiting.0, code.number()),
                other => panic!("{other:?} is no answer"),
            },
            ("p", code) => answer(before.waiting.0, code.parse().unwrap()),
            ("n", "connecting") => Action::Notify(Callback::Connecting),
            ("n", "connected") => Action::Notify(Callback::ConnectSuccess),
            ("n", "failed") => Action::Notify(Callback::ConnectFailed(ErrorCode::NET_CONN_REFUSE)),
            ("n", "kicked") => Action::Notify(Callback::KickedOffline),
            ("n", "expired") => Action::Notify(Callback::UserSigExpired),
            ("s", request) => self.request(request, call, before),
            unknown => panic!("the table says {unknown:?}"),
        }
    }

    fn request(&mut self, what: &str, call: CallId, before: &Self) -> Action {
        let attempt = Attempt(self.attempts);
        self.attempts += 1;
        if what == "reconnect" {
            self.reconnect = attempt;
        } else {
            self.waiting = (call, attempt);
        }
        let logged_in = if before.state == 'I' { before.wanted.0 } else { before.user };
        let (wanted, ticket) = (user(self.wanted.0), TicketText::new(&*self.wanted.1));
        let request = match what {
            "login" => Request::Login(wanted, ticket),
            "renew" => Request::Renew(wanted, ticket),
            "logout" => Request::Logout(user(logged_in)),
            "reconnect" => Request::Reconnect(user(self.user), TicketText::new(&*self.ticket)),
            unknown => panic!("the table sends {unknown:?}"),
        };
        Action::Send(attempt, request)
    }

    fn login_user(&self) -> Option<UserId> {
        self.is_logged_in().then(|| user(self.user))
    }
}

fn user(name: &str) -> UserId {
    UserId::new(name).unwrap()
}

fn answer(call: CallId, code: i32) -> Action {
    Action::Answer(call, Answer::new(ErrorCode::new(code)))
}

/// The client and the model, side by side.
struct Pair {
    client: Client,
    model: Model,
    calls: u64,
}

impl Pair {
    fn new() -> Self {
        Self { client: Client::new(), model: Model::new(), calls: 1 }
    }

    fn step(&mut self, name: &str, dice: &mut Dice) {
        let call = CallId(self.calls);
        self.calls += 1;
        let before = self.model.state;
        let event = self.model.event(name, call, dice);
        let expected = self.model.step(name, &event, call);
        assert_eq!(self.client.handle(event), expected, "{name} in {before}");
        assert_eq!(self.client.login_status(), self.model.status(), "{name} in {before}");
        assert_eq!(self.client.login_user().copied(), self.model.login_user(), "{name} in {before}");
    }
}

/// Events that lead into a state.
fn way_to(state: char) -> &'static [&'static str] {
    match state {
        'U' => &[],
        'O' => &["init"],
        'F' => &["init", "login fresh", "no"],
        'I' => &["init", "login fresh"],
        'L' => &["init", "login fresh", "yes"],
        'N' => &["init", "login fresh", "yes", "login fresh"],
        'R' => &["init", "login fresh", "yes", "connected"],
        'B' => &["init", "login fresh", "yes", "login fresh", "connected"],
        'G' => &["init", "login fresh", "yes", "logout"],
        other => panic!("{other} is no state"),
    }
}

#[test]
fn every_cell_of_the_table_holds() {
    let mut cells = 0;
    for state in STATES {
        for (name, _) in TABLE {
            for seed in 0..10 {
                let (mut pair, mut dice) = (Pair::new(), Dice::new(seed));
                for step in way_to(state) {
                    pair.step(step, &mut dice);
                }
                assert_eq!(pair.model.state, state);
                pair.step(name, &mut dice);
            }
            cells += 1;
        }
    }
    assert_eq!(cells, STATES.len() * TABLE.len());
}

#[test]
fn random_walks_agree_with_the_table() {
    let (mut pair, mut dice) = (Pair::new(), Dice::new(1));
    let mut visits = [0; STATES.len()];
    for _ in 0..operations(1_000_000) {
        // The service says yes, and the app does not give up, more often than all else.
        let name = match dice.below(3) {
            0 => "yes",
            _ => dice.one_of(&TABLE).0,
        };
        pair.step(name, &mut dice);
        visits[STATES.iter().position(|state| *state == pair.model.state).unwrap()] += 1;
    }
    assert!(visits.iter().all(|visits| *visits > 1000), "{visits:?}");
}

#[test]
fn every_login_and_logout_is_answered_exactly_once() {
    let (mut client, mut dice) = (Client::new(), Dice::new(2));
    let mut model = Model::new();
    let mut open = std::collections::HashSet::new();
    for call in (1..200_000).map(CallId) {
        let name = if dice.below(3) == 0 { "yes" } else { dice.one_of(&TABLE).0 };
        let event = model.event(name, call, &mut dice);
        if matches!(event, Event::Login { .. } | Event::Logout { .. }) {
            open.insert(call);
        }
        model.step(name, &event, call);
        for action in client.handle(event) {
            match action {
                Action::Answer(call, _) if matches!(name, "conversations" | "other call") => {
                    assert!(!open.contains(&call));
                }
                Action::Answer(call, _) => assert!(open.remove(&call), "{call:?} is answered twice"),
                _ => {}
            }
        }
        assert!(open.len() <= 1, "{open:?} wait");
    }
}
