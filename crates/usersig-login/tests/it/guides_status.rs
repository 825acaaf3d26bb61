//! The login user and the login status, by the login guides.
//!
//! The sources are the Flutter guide to login and logout, and the Flutter guide to the `login` API. Each test begins
//! with the sentence it checks.

use usersig_login::client::{Callback, Client, ClientSettings, Event, RefusedRenewal, TicketText};
use usersig_login::platform::Platform::{IPad, IPhone, Web};
use usersig_login::service::Device;

use crate::support::fixture::{DAY, device, text};
use crate::support::world::World;

// G15, G16 getLoginUser
#[test]
fn login_user() {
    let mut w = World::plain();
    let g = w.add(Device::new(IPhone, 1));
    assert_eq!(w.who(g), None);
    w.happens(g, Event::Init { sdk_app_id: 1 });
    assert_eq!(w.who(g), None);
    w.gadgets[g].hold = true;
    w.login_raw(g, "alice", &text("alice", 0, DAY));
    assert_eq!(w.who(g), None, "not yet");
    w.release(g);
    assert_eq!(w.who(g), Some("alice"));
    w.logout(g);
    assert_eq!(w.who(g), None);
    for bad in ["", "x", "eJwx"] {
        w.login_with(g, "alice", &TicketText::new(bad));
        assert_eq!(w.who(g), None);
    }
}

// G16 by the letter: "如果登录失败，获取的登录用户 UserID 为空", also if a user was logged in before
#[test]
fn login_user_is_empty_after_a_failed_login_of_the_same_user_online() {
    let mut w = World::plain();
    let settings = ClientSettings { refused_renewal: RefusedRenewal::EndsTheLogin, ..ClientSettings::default() };
    let g = w.add_client(device(IPhone), Client::new(settings));
    w.init(g);
    w.login(g, "alice");
    assert_eq!(w.login_with(g, "alice", &text("alice", 0, 1)), 0);
    w.pass(2);
    assert_eq!(w.login_with(g, "alice", &text("bob", 2, DAY)), 70013);
    assert_eq!(w.who(g), None, "the login has failed");
}

// G17 the table of states, at every moment
#[test]
fn status_at_each_moment() {
    let mut w = World::plain();
    let (g, other) = (w.add(Device::new(IPhone, 1)), w.ready(IPad));
    let mut seen = vec![("before init", w.status(g))];
    w.happens(g, Event::Init { sdk_app_id: 1 });
    seen.push(("init", w.status(g)));
    w.gadgets[g].hold = true;
    w.login_raw(g, "alice", &text("alice", 0, DAY));
    seen.push(("asked", w.status(g)));
    w.release(g);
    seen.push(("in", w.status(g)));
    w.link(g, false);
    seen.push(("link down", w.status(g)));
    w.link(g, true);
    seen.push(("link up", w.status(g)));
    w.login(other, "alice");
    seen.push(("kicked", w.status(g)));
    w.login_with(g, "alice", &text("alice", 0, 9));
    w.pass(10);
    w.beat(g);
    seen.push(("expired", w.status(g)));
    w.login(g, "alice");
    w.gadgets[g].hold = true;
    w.logout_raw(g);
    seen.push(("logging out", w.status(g)));
    w.release(g);
    seen.push(("out", w.status(g)));
    w.login_with(g, "alice", &TicketText::new("bad"));
    seen.push(("failed", w.status(g)));
    w.happens(g, Event::UnInit);
    seen.push(("uninit", w.status(g)));
    let numbers: Vec<i32> = seen.iter().map(|s| s.1).collect();
    assert_eq!(numbers, [3, 3, 2, 1, 1, 1, 3, 3, 3, 3, 3, 3], "{seen:?}");
}

// G17 "已处于已登录和登录中状态，请勿再频繁调用". Repeated logins send no request.
#[test]
fn repeated_login_is_harmless() {
    let mut w = World::plain();
    let (a, b) = (w.ready(Web), w.ready(IPhone));
    let sig = text("alice", 0, DAY);
    w.login_with(a, "alice", &sig);
    w.login(b, "alice");
    let changes = w.changes.len();
    for _ in 0..1000 {
        assert_eq!(w.login_with(a, "alice", &sig), 0);
    }
    assert_eq!(
        (w.changes.len(), w.heard(a, Callback::KickedOffline), w.heard(b, Callback::KickedOffline)),
        (changes, 0, 0)
    );
}
