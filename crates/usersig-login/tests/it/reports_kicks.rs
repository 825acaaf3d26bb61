//! Public reports about kicks, each rebuilt as a sequence.

use usersig_login::client::{Api, Callback, Event};
use usersig_login::platform::Platform::{Android, IPhone};
use usersig_login::service::{AccountKickNotice, AppSettings, KickSecond, KickedWhileAway, ReconnectRefused};
use usersig_login::sim::{Network, SimSettings, Simulation};

use crate::support::clients::SEC;
use crate::support::fixture::{DAY, at, claims, device, registry_with, text, user};
use crate::support::world::World;

// TIMSDK#231. The device that logs in later succeeds and at once hears that it was kicked, and so does the earlier one.
#[test]
fn the_later_device_is_not_kicked_by_its_own_login() {
    for seed in 0..300 {
        let network = Network { dies_per_thousand: (seed % 5) * 40, ..Default::default() };
        let mut sim = Simulation::with(seed, SimSettings { network, ..Default::default() });
        let [a, b] = [IPhone, IPhone].map(|p| sim.device(user("alice"), p));
        sim.login(a);
        sim.run_for(SEC * 40);
        let call = sim.login(b);
        sim.run_for(SEC * 600);
        let ok = sim.answers(b, call)[0].is_success();
        let told = |d| sim.heard(d).iter().filter(|c| **c == Callback::KickedOffline).count();
        assert_eq!(told(b), 0, "seed {seed}");
        if ok && network.dies_per_thousand == 0 {
            assert_eq!((told(a), sim.is_logged_in(a), sim.is_logged_in(b)), (1, false, true), "seed {seed}");
        }
    }
}

// TIMSDK#586 and 269/3853. After `kick` the old UserSig fails (70001), "使用重新生成的 UserSig 可以成功登录".
#[test]
fn after_a_rest_kick_the_old_ticket_is_70001_and_a_new_one_logs_in() {
    let mut w = World::plain();
    let g = w.ready(Android);
    let old = text("alice", 0, DAY);
    w.login_with(g, "alice", &old);
    w.pass(10);
    let out = w.registry.kick_account(&user("alice"), w.at()).unwrap();
    w.pass_on(out);
    assert_eq!(w.login_with(g, "alice", &old), 70001);
    w.pass(1);
    assert_eq!(w.login(g, "alice"), 0);
}

// the same, the app's server signing in the very second of its kick, as a program does.
#[test]
fn a_ticket_signed_right_after_the_kick_logs_in() {
    let mut w = World::new(AppSettings { kick_second: KickSecond::Accepted, ..AppSettings::default() });
    let g = w.ready(Android);
    w.login(g, "alice");
    w.pass(10);
    let out = w.registry.kick_account(&user("alice"), w.at()).unwrap();
    w.pass_on(out);
    assert_eq!(w.login(g, "alice"), 0, "269/3853: a ticket made anew logs in");
}

// 269/3853. A device that the service has forgotten learns of the kick by its ticket.
#[test]
fn a_rest_kick_is_told_in_the_same_way_to_a_device_that_the_service_has_forgotten() {
    for (account_kick_notice, told) in [
        (AccountKickNotice::KickedOffline, ReconnectRefused::Kicked),
        (AccountKickNotice::UserSigExpired, ReconnectRefused::TicketOver),
    ] {
        let mut registry = registry_with(AppSettings { account_kick_notice, ..AppSettings::default() });
        registry.import(&user("alice")).unwrap();
        registry.kick_account(&user("alice"), at(1)).unwrap();
        let back = registry.reconnect(&claims("alice", 0, DAY), device(IPhone), None, at(2));
        assert_eq!(back, Err(told));
    }
}

// TIMSDK#200. An Android device that iOS has kicked still has a getLoginUser (fixed in 4.4.627).
#[test]
fn get_login_user_after_a_kick() {
    let mut w = World::plain();
    let (a, i) = (w.ready(Android), w.ready(IPhone));
    w.login(a, "alice");
    w.login(i, "alice");
    assert_eq!((w.api(a, Api::Other), w.status(a), w.who(a)), (6014, 3, None));
}

// iLiveSDK_iOS#54. After 8050 "kicked off by other device", logout is 6014 and only a login helps.
#[test]
fn after_a_kick_logout_is_6014_and_login_helps() {
    let mut w = World::plain();
    let (a, i) = (w.ready(Android), w.ready(IPhone));
    w.login(i, "alice");
    w.login(a, "alice");
    assert_eq!(w.logout(i), 6014);
    assert_eq!(w.login(i, "alice"), 0);
}

// CSDN 91436350. After a kick the app gets 6208 at login and also onForceOffline, and shows two dialogs for one kick.
#[test]
fn one_kick_is_told_once_at_a_login() {
    let app = AppSettings { kicked_while_away: KickedWhileAway::IsTold, ..AppSettings::default() };
    let mut w = World::new(app);
    let (a, b) = (w.ready(IPhone), w.ready(Android));
    w.login(a, "alice");
    w.happens(a, Event::UnInit);
    w.login(b, "alice");
    w.happens(a, Event::Init { sdk_app_id: 1 });
    assert_eq!(w.login(a, "alice"), 6208);
    assert_eq!(w.heard(a, Callback::KickedOffline), 0);
    assert_eq!(w.login(a, "alice"), 0);
    assert_eq!(w.heard(b, Callback::KickedOffline), 1);
}

// the same kick, found by bringing a fresh ticket on a link that is back
#[test]
fn one_kick_is_told_once_to_who_brings_a_fresh_ticket() {
    let mut sim = Simulation::new(9);
    let [a, b] = [IPhone, Android].map(|p| sim.device(user("alice"), p));
    sim.login(a);
    sim.run_for(SEC * 2);
    sim.cut_off(a);
    sim.run_for(SEC * 20);
    sim.login(b);
    sim.run_for(SEC);
    let call = sim.login(a);
    sim.let_back(a);
    sim.run_for(SEC * 30);
    let told = sim.heard(a).iter().filter(|c| **c == Callback::KickedOffline).count();
    let coded = sim.answers(a, call).iter().filter(|a| a.code.number() == 6208).count();
    assert_eq!(told + coded, 1, "onKickedOffline {told} times, 6208 {coded} times");
}

// open-im-sdk-android#27, openim-sdk-core#44. The reconnect of a kicked device kicks the other one back, forever.
#[test]
fn reconnects_never_kick() {
    for seed in 0..100 {
        let network = Network { dies_per_thousand: 150, ..Default::default() };
        let mut sim = Simulation::with(seed, SimSettings { network, ..Default::default() });
        let [a, b] = [Android, Android].map(|p| sim.device(user("alice"), p));
        sim.login(a);
        sim.run_for(SEC * 50);
        sim.login(b);
        sim.run_for(SEC * 50);
        let b_is_in = sim.is_logged_in(b);
        for _ in 0..40 {
            sim.kill_link(a);
            sim.kill_link(b);
            sim.run_for(SEC * 100);
        }
        let kicks = |d| sim.heard(d).iter().filter(|c| **c == Callback::KickedOffline).count();
        assert!(kicks(a) <= 1 && kicks(b) == 0, "seed {seed}: {} {}", kicks(a), kicks(b));
        assert_eq!(sim.is_logged_in(b), b_is_in);
    }
}

// open-im-server#1335. A's app is killed, B logs in, then A is opened again and logs in. B is kicked (269/75294, the
// default).
#[test]
fn killed_then_opened_again() {
    let mut w = World::plain();
    let (a, b) = (w.ready(Android), w.ready(IPhone));
    w.login(a, "alice");
    w.happens(a, Event::UnInit);
    w.login(b, "alice");
    w.happens(a, Event::Init { sdk_app_id: 1 });
    assert_eq!(w.login(a, "alice"), 0, "default: no 6208");
    assert_eq!((w.heard(b, Callback::KickedOffline), w.online("alice")), (1, vec![Android]));
}
