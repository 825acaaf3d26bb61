//! Expiry, kicks and reconnects, by the login guides.
//!
//! The sources are the Flutter guide to login and logout, and the Flutter guide to the `login` API. Each test begins
//! with the sentence it checks.

use usersig::Lifetime;
use usersig_login::client::{Api, Callback};
use usersig_login::platform::Platform::{Android, IPad, IPhone, Mac};
use usersig_login::service::{AppSettings, ExpiryNotice, Status};
use usersig_login::sim::{SimSettings, Simulation};

use crate::support::clients::SEC;
use crate::support::fixture::{DAY, text, user};
use crate::support::world::World;

// G08 "在线期间收到 onUserSigExpired……生成新的 userSig 重新登录"
#[test]
fn expired_online_both_ways_of_telling() {
    for notice in [ExpiryNotice::AtTheNextRequest, ExpiryNotice::AtTheSecond] {
        let app = AppSettings { expiry_notice: notice, ..AppSettings::default() };
        let mut sim = Simulation::with(8, SimSettings { app, ..SimSettings::default() });
        let d = sim.device(user("alice"), Mac);
        sim.set_ticket_lifetime(d, Lifetime::from_secs(30).unwrap());
        sim.login(d);
        sim.run_for(SEC * 200);
        let told = sim.heard(d).iter().filter(|c| **c == Callback::UserSigExpired).count();
        assert_eq!((told, sim.is_logged_in(d)), (1, false), "{notice:?}");
        sim.set_ticket_lifetime(d, Lifetime::DAY);
        let call = sim.login(d);
        sim.run_for(SEC * 2);
        assert!(sim.answers(d, call)[0].is_success() && sim.is_logged_in(d));
        assert_eq!(sim.registry().presence(&user("alice")).unwrap().status, Status::Online);
    }
}

// G09 + G22 "在线时被踢……onKickedOffline……调用 login 重新登录". The kicked side hears of the kick.
#[test]
fn kicked_online_then_back() {
    let mut w = World::plain();
    let (a, b) = (w.ready(IPhone), w.ready(IPad));
    w.login(a, "alice");
    w.login(b, "alice");
    assert_eq!((w.heard(a, Callback::KickedOffline), w.who(a), w.status(a)), (1, None, 3));
    assert_eq!((w.api(a, Api::Other), w.logout(a)), (6014, 6014));
    w.pass(1);
    assert_eq!(w.login(a, "alice"), 0);
    assert_eq!((w.heard(a, Callback::KickedOffline), w.heard(b, Callback::KickedOffline)), (1, 1));
}

// G10 "网络断开并重新连接后，不需要调用 login"
#[test]
fn reconnect_without_login_for_every_length_of_outage_up_to_a_week() {
    for outage in [1, 60, 399, 400, 401, 3600, 6 * DAY, 7 * DAY - 1] {
        let mut w = World::plain();
        let g = w.ready(Android);
        let sig = text("alice", 0, 30 * DAY);
        w.login_with(g, "alice", &sig);
        w.link(g, false);
        w.pass(outage);
        assert_eq!((w.who(g), w.status(g)), (Some("alice"), 1));
        w.link(g, true);
        assert_eq!(w.online("alice"), [Android], "after {outage} s");
        assert_eq!(w.heard(g, Callback::KickedOffline) + w.heard(g, Callback::UserSigExpired), 0, "after {outage} s");
        assert_eq!(w.registry.daily_active_users(w.at()), u32::from(outage < 64_000), "{outage}: no login, no user");
    }
}

// G10, the same sentence, for an outage of more than a week. The guide states no limit.
#[test]
fn an_outage_of_eight_days_is_still_no_reason_to_log_in() {
    let mut w = World::plain();
    let g = w.ready(Android);
    let sig = text("alice", 0, 30 * DAY);
    w.login_with(g, "alice", &sig);
    w.link(g, false);
    w.pass(8 * DAY);
    w.link(g, true);
    assert_eq!(w.heard(g, Callback::KickedOffline), 0, "nobody has kicked it");
    assert_eq!(w.online("alice"), [Android]);
}
