//! The login guides: login, expiry, kicks and reconnects.
//!
//! Sources: the Flutter guide to login and logout, and the Flutter guide to the `login` API. Each test begins with the
//! sentence it checks.

use std::time::Duration;

use usersig::{ErrorCode, Lifetime};
use usersig_login::client::{Answer, Api, Callback, Event, TicketText};
use usersig_login::platform::Platform::{Android, IPad, IPhone, Mac, Web, Windows};
use usersig_login::service::{AppSettings, Device, ExpiryNotice, Status};
use usersig_login::sim::{RequestKind, Script, SimSettings, Simulation};

use crate::support::fixture::{DAY, text, user};
use crate::support::world::World;

const SEC: Duration = Duration::from_secs(1);

// G01 "初始化 SDK 后调用登录; 登录成功后，才能正常使用消息、会话等功能"
#[test]
fn init_then_login_then_use() {
    let mut w = World::plain();
    let g = w.add(Device::new(IPhone, 1));
    assert_eq!((w.api(g, Api::Other), w.api(g, Api::Conversations)), (6013, 6013));
    assert_eq!(w.login(g, "alice"), 6013);
    w.happens(g, Event::Init { sdk_app_id: 1 });
    assert_eq!(w.api(g, Api::Other), 6014);
    assert_eq!(w.login(g, "alice"), 0);
    assert_eq!((w.api(g, Api::Other), w.api(g, Api::Conversations)), (0, 0));
}

// G02 "只有获取会话的接口可以在调用登录接口后立即调用. 其他...必须在登录成功后"
#[test]
fn conversations_right_after_the_call_and_the_rest_after_success() {
    let mut w = World::plain();
    let g = w.ready(Android);
    assert_eq!(w.api(g, Api::Conversations), 6014, "not before the call of login");
    w.gadgets[g].hold = true;
    let sig = text("alice", 0, DAY);
    let call = w.login_raw(g, "alice", &sig);
    assert_eq!(w.code(g, call), -1);
    for _ in 0..3 {
        assert_eq!(w.api(g, Api::Conversations), 0);
        assert_eq!(w.api(g, Api::Other), 6014);
    }
    w.release(g);
    assert_eq!(w.code(g, call), 0);
    assert_eq!(w.api(g, Api::Other), 0);
}

// G03 "首次登录不需要先注册; 在登录成功后自动完成注册" - and not when it fails
#[test]
fn registration_by_a_successful_login_alone() {
    let mut w = World::plain();
    let g = w.ready(Web);
    let old = text("newbie", 0, 5);
    w.pass(6);
    assert_eq!(w.login_with(g, "newbie", &old), 70001);
    let bobs = text("bob", 6, 50);
    assert_eq!(w.login_with(g, "newbie", &bobs), 70013);
    assert_eq!(w.login_with(g, "newbie", &TicketText::new("rubbish")), 70003);
    assert!(!w.registry.has_account(&user("newbie")) && w.registry.counts().accounts == 0);
    assert_eq!(w.login(g, "newbie"), 0);
    assert!(w.registry.has_account(&user("newbie")));
    assert_eq!(w.registry.counts().accounts, 1);
    w.logout(g);
    assert_eq!(w.login(g, "newbie"), 0);
    assert_eq!(w.registry.counts().accounts, 1);
}

// G04 "建议只包含 a-zA-Z0-9_-; 长度不超过 32 字节" (bytes, not characters)
#[test]
fn user_ids_in_bytes() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    let any = text("alice", 0, DAY);
    assert_eq!(w.login_with(g, &"x".repeat(33), &any), 7003);
    assert_eq!(w.login_with(g, "十一个汉字的帐号名字十一", &any), 7003);
    assert_eq!(w.login_with(g, "", &any), 6017);
    assert_eq!(w.login(g, &"x".repeat(32)), 0);
    assert_eq!(w.login(g, "a.b@c d#1"), 0, "advice only");
    assert_eq!(w.login(g, "Alice"), 0);
    assert_eq!(w.login(g, "alice"), 0);
    assert_eq!(w.registry.counts().accounts, 4, "ids are compared as they are");
}

// G06 "App 启动后首次使用": a process that starts is logged out
#[test]
fn after_a_start_of_the_app_login_is_needed() {
    let mut sim = Simulation::new(61);
    let d = sim.device(user("alice"), IPhone);
    sim.login(d);
    sim.run_for(SEC * 2);
    sim.restart(d);
    sim.run_for(SEC * 500);
    assert!(!sim.is_logged_in(d));
    assert_eq!(sim.registry().presence(&user("alice")).unwrap().status, Status::PushOnline);
}

// G07 "登录时票据过期: 6206 或 70001; 生成新的 userSig 重新登录"
#[test]
fn both_codes_at_login() {
    let mut w = World::plain();
    let g = w.ready(Windows);
    let old = text("alice", 0, 1);
    w.pass(1);
    assert_eq!(w.login_with(g, "alice", &old), 0, "good through its last second");
    w.logout(g);
    w.pass(1);
    assert_eq!(w.login_with(g, "alice", &old), 70001);
    assert_eq!((w.who(g), w.status(g)), (None, 3));
    assert_eq!(w.login(g, "alice"), 0);
    // 6206 is what a device hears whose link comes back with a ticket that is over.
    let mut sim = Simulation::new(7);
    let d = sim.device(user("alice"), Windows);
    sim.script(d, RequestKind::Login, Script::Answer(ErrorCode::USER_SIG_EXPIRED));
    let call = sim.login(d);
    sim.run_for(SEC * 2);
    assert_eq!(sim.answers(d, call)[0].code.number(), 6206);
    let call = sim.login(d);
    sim.run_for(SEC * 2);
    assert!(sim.answers(d, call)[0].is_success());
}

// G08 "在线期间收到 onUserSigExpired; 生成新的 userSig 重新登录"
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

// G09 + G22 "在线时被踢: onKickedOffline; 调用 login 重新登录"; the kicked side hears it
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

// G10, the same sentence, for an outage of more than a week: the guide knows no end of it.
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

// G11 "当一个登录过程在进行时，不需要进行重复登录"
#[test]
fn no_double_login() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    w.gadgets[g].hold = true;
    let sig = text("alice", 0, DAY);
    let first = w.login_raw(g, "alice", &sig);
    let again: Vec<_> = (0..50).map(|_| w.login_raw(g, "alice", &sig)).collect();
    let other = w.login_raw(g, "bob", &text("bob", 0, DAY));
    assert_eq!(w.gadgets[g].held.len(), 1, "the service is asked once");
    for call in again.iter().chain([&other]) {
        assert_eq!(w.code(g, *call), 7501);
    }
    w.release(g);
    assert_eq!((w.code(g, first), w.who(g)), (0, Some("alice")));
}

// G12 "成功登录后，将会开始计算 DAU"
#[test]
fn dau() {
    let mut w = World::plain();
    let (a, b) = (w.ready(IPhone), w.ready(Web));
    let dau = |w: &World| w.registry.daily_active_users(w.at());
    assert_eq!(w.login_with(a, "alice", &TicketText::new("x")), 70003);
    assert_eq!(dau(&w), 0);
    w.login(a, "alice");
    assert_eq!(dau(&w), 1);
    w.login(b, "alice");
    w.logout(a);
    w.login(a, "alice");
    assert_eq!(dau(&w), 1, "one user, however often");
    w.login(b, "bob");
    assert_eq!(dau(&w), 2);
    // Beijing midnight is 16:00 UTC; T0 is 22:13:20Z.
    w.pass(DAY);
    assert_eq!(dau(&w), 0);
    w.login(a, "carol");
    assert_eq!(dau(&w), 1);
    w.registry.kick_account(&user("carol"), w.at()).unwrap();
    assert_eq!(dau(&w), 1, "a kick takes nobody off the count");
}

// G13 "一个 App 中不支持多个帐号同时在线; 只有最后登录的帐号在线"
#[test]
fn last_account_wins() {
    let mut w = World::plain();
    let g = w.ready(Android);
    for name in ["a", "b", "c", "d"] {
        w.login(g, name);
    }
    let online: Vec<_> = ["a", "b", "c", "d"].into_iter().filter(|n| w.presence(n) != Status::Offline).collect();
    assert_eq!((online, w.who(g)), (vec!["d"], Some("d")));
}

// G14 SD1 example, SD2 template
#[test]
fn code_and_desc() {
    for code in [0, 6012, 6013, 6014, 6017, 6023, 6206, 6208, 7003, 7501, 7502, 9520, 70001, 70003, 70009, 70398, 72000]
    {
        let answer = Answer::new(ErrorCode::new(code));
        assert_eq!(answer.is_success(), code == 0);
        assert_eq!(answer.desc.is_empty(), code == 0, "{code} has no desc");
    }
}
