//! Logout and the switch of accounts, by the login guides.
//!
//! The sources are the Flutter guide to login and logout, and the Flutter guide to the `login` API. Each test begins
//! with the sentence it checks.

use std::time::Duration;

use usersig_login::client::{Api, Callback, Event};
use usersig_login::platform::Platform::{IPhone, Web, Windows};
use usersig_login::service::{Change, Status};
use usersig_login::sim::{Network, Note, SimSettings, Simulation};

use crate::support::fixture::{DAY, text, user};
use crate::support::random::Rng;
use crate::support::world::World;

const SEC: Duration = Duration::from_secs(1);

// G23 "退出应用前可以不登出，直接退出即可"
#[test]
fn quit_without_logout() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    w.login(g, "alice");
    w.happens(g, Event::UnInit);
    assert_eq!(w.changes.last().unwrap().change, Change::LinkClosed);
    w.happens(g, Event::Init { sdk_app_id: 1 });
    w.pass(3 * DAY);
    assert_eq!(w.login(g, "alice"), 0);
    assert_eq!(w.heard(g, Callback::KickedOffline), 0);
}

// G24 "登出成功后，不会再收到其他人发送的新消息"
#[test]
fn after_logout_nothing_reaches_the_device() {
    let mut w = World::plain();
    let (a, b) = (w.ready(IPhone), w.ready(Web));
    w.login(a, "alice");
    w.login(b, "alice");
    assert_eq!(w.logout(a), 0);
    assert_eq!((w.platforms("alice", Status::Online), w.platforms("alice", Status::PushOnline)), (vec![Web], vec![]));
    assert_eq!(w.who(b), Some("alice"), "a1.logout leaves a2 alone");
    assert_eq!(w.logout(b), 0);
    assert_eq!(w.presence("alice"), Status::Offline);
}

// G25 "登出成功后还需要调 unInitSDK"
#[test]
fn un_init_after_logout() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    w.login(g, "alice");
    assert_eq!(w.logout(g), 0);
    w.happens(g, Event::UnInit);
    assert_eq!((w.login(g, "alice"), w.logout(g), w.api(g, Api::Conversations)), (6013, 6013, 6013));
    w.happens(g, Event::Init { sdk_app_id: 1 });
    assert_eq!(w.login(g, "alice"), 0);
}

// G26 "已经登录了 alice，切换到 bob，只需要直接 login bob"
#[test]
fn switch() {
    let mut w = World::plain();
    let (g, h) = (w.ready(IPhone), w.ready(Web));
    w.login(g, "alice");
    w.login(h, "alice");
    w.gadgets[g].hold = true;
    let call = w.login_raw(g, "bob", &text("bob", 0, DAY));
    assert_eq!((w.status(g), w.who(g), w.code(g, call)), (2, None, -1));
    w.release(g);
    assert_eq!((w.status(g), w.who(g), w.code(g, call)), (1, Some("bob"), 0));
    assert_eq!((w.platforms("alice", Status::Online), w.online("bob")), (vec![Web], vec![IPhone]));
    assert_eq!(w.platforms("alice", Status::PushOnline), []);
    assert_eq!(w.heard(g, Callback::KickedOffline), 0);
    let changes: Vec<_> = w.changes.iter().map(|c| (c.user_id.to_string(), c.change.action())).collect();
    assert_eq!(changes[2..], [("alice".into(), "Logout"), ("bob".into(), "Login")]);
}

// SD1 and SD2 together in a simulation of 200 seeds. Each call of login is answered exactly once.
#[test]
fn every_login_is_answered_exactly_once_with_code_and_desc() {
    for seed in 0..200 {
        let network = Network { dies_per_thousand: seed % 400, ..Default::default() };
        let mut sim = Simulation::with(seed, SimSettings { network, ..Default::default() });
        let d: Vec<_> = [IPhone, Web, Windows].map(|p| sim.device(user("alice"), p)).into();
        let mut rng = Rng::new(seed + 1);
        let mut calls = Vec::new();
        for _ in 0..30 {
            let on = *rng.pick(&d);
            calls.push((on, if rng.below(4) == 0 { sim.logout(on) } else { sim.login(on) }));
            sim.run_for(Duration::from_millis(rng.below(9000)));
        }
        sim.run_for(SEC * 40);
        for (on, call) in calls {
            assert_eq!(sim.answers(on, call).len(), 1);
        }
        let asked = sim.journal().iter().filter(|l| matches!(l.what, Note::Login(..))).count();
        assert!(asked > 0);
    }
}
