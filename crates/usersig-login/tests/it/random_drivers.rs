//! A client and a keeper under random drivers.

use std::collections::{HashMap, HashSet};

use usersig::{ErrorCode, UserId};
use usersig_login::client::{
    Action, Api, Attempt, CallId, Callback, Client, Event, LoginCall, LoginStatus, Request, TicketText,
};
use usersig_login::keeper::KeeperAction;

use crate::support::clients::{answered_by, keeper, kicked, secs, session, ticket_expired};
use crate::support::fixture::{T, user};
use crate::support::random::Rng;

// random events on a client, forged answers among them.
#[test]
fn a_client_under_a_random_driver() {
    for seed in 1..3000_u64 {
        let mut rng = Rng::new(seed);
        let mut c = Client::default();
        let now = secs(0);
        let (mut open, mut answered): (HashSet<CallId>, HashMap<CallId, usize>) = Default::default();
        let mut calls = 0_u64;
        let mut attempts: Vec<Attempt> = vec![Attempt(u64::MAX - 1), Attempt(u64::MAX)];
        let mut link = false;
        let mut sig = 0;
        for _ in 0..200 {
            calls += 1;
            let call = CallId(calls);
            let before = c.login_user().copied();
            let event = match rng.below(14) {
                0 => Event::Init { sdk_app_id: *rng.pick(&[1, 0, -1, i64::MAX, i64::MIN]) },
                1 if rng.below(4) == 0 => Event::UnInit,
                2..5 => {
                    open.insert(call);
                    sig += rng.below(2);
                    let user_id = (*rng.pick(&["alice", "bob", "", "ümlaut"])).to_owned();
                    let user_sig = TicketText::new(if rng.below(9) == 0 { String::new() } else { format!("t{sig}") });
                    Event::Login(LoginCall { call, user_id, user_sig })
                }
                5 => {
                    open.insert(call);
                    Event::Logout { call }
                }
                6 => {
                    open.insert(call);
                    Event::Call { call, api: *rng.pick(&[Api::Conversations, Api::Other]) }
                }
                7 => Event::Connecting,
                8 => Event::Connected,
                9 => Event::ConnectFailed { code: ErrorCode::NET_NET_UNREACH },
                10 if rng.below(3) == 0 => Event::Kicked { user_id: user("alice"), session: session(rng.below(3)) },
                11 if rng.below(3) == 0 => {
                    Event::TicketExpired { user_id: user("bob"), session: session(rng.below(3)) }
                }
                12 => Event::Timeout,
                _ => Event::Answered {
                    attempt: *rng.pick(&attempts),
                    code: ErrorCode::new(
                        *rng.pick(&[0, 0, 0, 6206, 70001, 6208, 9520, 70051, 6014, 70500, -10003, 12345]),
                    ),
                    session: Some(session(rng.below(3))),
                },
            };
            for action in c.handle(event.clone(), now) {
                match action {
                    Action::Answer(call, _) | Action::Perform(call, ..) => {
                        *answered.entry(call).or_default() += 1;
                        assert!(open.contains(&call), "nobody has called {call:?}");
                    }
                    Action::Send(attempt, _) => {
                        assert!(!attempts[2..].contains(&attempt));
                        attempts.push(attempt);
                        assert!(link, "{event:?} sends without a link wanted");
                    }
                    Action::OpenLink => assert!(!std::mem::replace(&mut link, true)),
                    Action::CloseLink => assert!(std::mem::replace(&mut link, false)),
                    Action::Notify(Callback::KickedOffline | Callback::UserSigExpired) => {
                        assert!(before.is_some() || matches!(event, Event::Answered { .. }), "{event:?}");
                        assert!(c.login_user().is_none(), "{event:?}");
                    }
                    Action::Notify(_) | Action::Initialized(_) => {}
                }
            }
            assert_eq!(c.login_user().is_some(), c.login_status() == LoginStatus::LoggedIn);
        }
        for attempt in attempts.clone() {
            for action in c.handle(answered_by(attempt, 70500), now) {
                if let Action::Answer(call, _) = action {
                    *answered.entry(call).or_default() += 1;
                }
            }
        }
        for action in c.handle_timeout(secs(1000)) {
            if let Action::Answer(call, _) = action {
                *answered.entry(call).or_default() += 1;
            }
        }
        for call in &open {
            assert_eq!(answered.get(call), Some(&1), "seed {seed}: {call:?}");
        }
    }
}

// a keeper under a random owner and a clock that jumps
#[test]
fn a_keeper_under_a_random_owner() {
    for seed in 1..3000_u64 {
        let mut rng = Rng::new(seed);
        let mut k = keeper(seed);
        let (mut now, mut asked): (u64, Option<UserId>) = (T, None);
        let mut attempts: Vec<Attempt> = vec![];
        let mut wanted = false;
        for step in 0..200 {
            now = match rng.below(8) {
                0 => now.saturating_add(rng.below(100_000)),
                1 => now.saturating_sub(rng.below(100_000)),
                2 => *rng.pick(&[0, 1, T, u64::MAX, u64::MAX / 2]),
                _ => now.saturating_add(rng.below(5)),
            };
            let at = secs(now);
            let name = user(if rng.below(2) == 0 { "alice" } else { "bob" });
            let (mut brought, mut is_connected) = (false, false);
            let actions = match rng.below(9) {
                0 => {
                    wanted = true;
                    k.log_in(name, at)
                }
                1 if rng.below(4) == 0 => {
                    wanted = false;
                    asked = None;
                    k.log_out(CallId(step), at)
                }
                2 | 3 => {
                    brought = true;
                    if asked == Some(name) {
                        asked = None;
                    }
                    k.ticket(name, &TicketText::new(format!("t{step}")), secs(rng.below(100_000)), at)
                }
                4 => {
                    if asked == Some(name) {
                        asked = None;
                    }
                    k.no_ticket(name, at)
                }
                5 => k.handle_timeout(at),
                6 => {
                    is_connected = true;
                    k.handle(Event::Connected, at)
                }
                7 => k.handle(rng.pick(&[kicked(name.as_str()), ticket_expired(name.as_str())]).clone(), at),
                _ if attempts.is_empty() => vec![],
                _ => {
                    let code = *rng.pick(&[0, 0, 0, 6206, 70001, 6208, 9520, 70051]);
                    k.handle(answered_by(*rng.pick(&attempts), code), at)
                }
            };
            for action in actions {
                match action {
                    KeeperAction::AskForTicket(u) => {
                        assert!(wanted, "seed {seed}: asks for nobody");
                        assert_ne!(asked, Some(u), "seed {seed}: asks twice");
                        asked = Some(u);
                    }
                    KeeperAction::Client(Action::Send(attempt, request)) => {
                        if matches!(request, Request::Login { .. } | Request::Renew { .. }) {
                            assert!(brought || is_connected, "seed {seed}: a login without a ticket from the owner");
                        }
                        attempts.push(attempt);
                    }
                    KeeperAction::Paused { .. } => {
                        wanted = false;
                        asked = None;
                    }
                    _ => {}
                }
            }
        }
    }
}
