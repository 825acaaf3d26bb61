//! Hostile drivers.

use std::collections::{HashMap, HashSet};

use usersig::{ErrorCode, SdkAppId, UserId};
use usersig_login::client::{
    Action, Api, Attempt, CallId, Callback, Client, Event, LoginCall, LoginStatus, Request, TicketText,
};
use usersig_login::keeper::KeeperAction;
use usersig_login::platform::Platform::{self, IPhone, Web};
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::{
    AppSettings, Device, KICKED_DEVICES_KEPT, KickedWhileAway, ReconnectRefused, Registry, RenewalRefused, ServiceEvent,
};

use crate::support::clients::{answered_by, keeper, kicked, secs, session, ticket_expired};
use crate::support::fixture::{DAY, HOME, T, at, claims, claims_of, device, registry, registry_with, second, user};
use crate::support::random::Rng;
use crate::support::world::World;

// one account logs in from 10,000 instances; half of them vanish at once.
#[test]
fn a_login_storm_of_one_account_leaves_no_more_than_the_limits_allow() {
    for policy in [MultiDevicePolicy::Dual, MultiDevicePolicy::Multi] {
        for kicked_while_away in [KickedWhileAway::IsTold, KickedWhileAway::LogsIn] {
            let login = LoginSettings { policy, limits: InstanceLimits::highest() };
            let mut r = registry_with(AppSettings { login, kicked_while_away, ..AppSettings::default() });
            for n in 0..10_000 {
                let device = Device::new(Platform::ALL[(n % 7) as usize], n);
                let logged_in = r.login(&claims("alice", 0, DAY), device, HOME, at(n / 100)).unwrap();
                if n % 2 == 0 {
                    r.disconnect(logged_in.session, at(n / 100));
                }
            }
            assert!(r.sessions(&user("alice")).unwrap().len() <= 28);
            let counts = r.counts();
            assert!(counts.online_sessions + counts.away_sessions <= 28 + KICKED_DEVICES_KEPT, "{counts:?}");
        }
    }
}

// deletion while somebody is about to use it; another account gets its number.
#[test]
fn a_deleted_account_and_the_next_one_on_its_number() {
    let mut r = registry();
    let old = r.login(&claims("alice", 0, DAY), device(Web), HOME, at(0)).unwrap().session;
    r.delete(&user("alice"), at(1)).unwrap();
    let new = r.login(&claims("bob", 0, DAY), device(Web), HOME, at(1)).unwrap().session;
    assert!(r.request(old, at(2)).is_err() && r.logout(old, at(2)).is_err() && r.disconnect(old, at(2)).is_empty());
    assert!(matches!(r.renew(old, &claims("alice", 2, DAY), at(2)), Err(RenewalRefused::NotLoggedIn)));
    assert!(r.request(new, at(2)).is_ok());
    let back = r.reconnect(&claims("alice", 2, DAY), device(Web), Some(old), at(2));
    assert_eq!(back, Err(ReconnectRefused::NoAccount));
}

// tickets and sessions of other apps
#[test]
fn nothing_of_another_app_has_an_effect() {
    let other_app = SdkAppId::new(5).unwrap();
    let mut r = registry();
    let mine = r.login(&claims("alice", 0, DAY), device(Web), HOME, at(0)).unwrap().session;
    let foreign = claims_of(other_app, "alice", second(0), DAY);
    assert_eq!(r.login(&foreign, Device::new(Web, 2), HOME, at(0)).unwrap_err().code().number(), 70014);
    assert_eq!(r.renew(mine, &foreign, at(0)).unwrap_err().code().number(), 70014);
    assert_eq!(r.reconnect(&foreign, device(Web), Some(mine), at(0)).unwrap_err().code().number(), 70014);
    let mut other = Registry::new(other_app, AppSettings::default());
    let bobs = other.login(&claims_of(other_app, "bob", second(0), DAY), device(Web), HOME, at(0)).unwrap().session;
    assert!(other.logout(mine, at(1)).is_err() && other.request(mine, at(1)).is_err());
    assert!(other.disconnect(mine, at(1)).is_empty() && other.kick_session(mine, at(1)).is_err());
    assert!(other.request(bobs, at(1)).is_ok() && r.request(mine, at(1)).is_ok());
}

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

// a kick by a clock that is 77 years ahead, then set right: the exact valid-after time undoes it.
#[test]
fn a_kick_of_a_wrong_clock_can_be_undone() {
    let mut r = registry();
    r.login(&claims("alice", 0, DAY), device(Web), HOME, at(0)).unwrap();
    let wrong = 77 * 365 * DAY;
    r.kick_account(&user("alice"), at(wrong)).unwrap();
    r.kick_account(&user("alice"), at(10)).unwrap();
    let login = |r: &mut Registry, issued| r.login(&claims("alice", issued, DAY), device(Web), HOME, at(60)).is_ok();
    assert!(!login(&mut r, 60));
    for not_exact in [10, wrong - 1, wrong + 1] {
        let refused = r.undo_kick(&user("alice"), second(not_exact)).unwrap_err();
        assert_eq!((refused.code().number(), r.valid_after(&user("alice"))), (70402, Some(second(wrong))));
    }
    let (undone, valid_after) = (second(wrong), Some(second(10)));
    let event = ServiceEvent::KickUndone { user_id: user("alice"), undone, valid_after };
    assert_eq!(r.undo_kick(&user("alice"), second(wrong)), Ok(vec![event]));
    assert!(!login(&mut r, 10) && login(&mut r, 11), "the kick at 10 still counts");
}

// two phones with one instance id, restored from one backup: each takes the other's place, and the other one is told.
#[test]
fn two_phones_with_one_instance_id() {
    let mut w = World::plain();
    let phones = [(); 2].map(|()| w.add(Device::new(IPhone, 1)));
    for phone in phones {
        w.init(phone);
        w.login(phone, "alice");
    }
    assert_eq!(phones.map(|phone| w.who(phone)), [None, Some("alice")]);
    assert_eq!(phones.map(|phone| w.heard(phone, Callback::KickedOffline)), [1, 0]);
    // The same while the first one has no link.
    w.link(phones[1], false);
    w.login(phones[0], "alice");
    w.link(phones[1], true);
    assert_eq!(phones.map(|phone| w.who(phone)), [Some("alice"), None]);
    assert_eq!(phones.map(|phone| w.heard(phone, Callback::KickedOffline)), [1, 1]);
}
