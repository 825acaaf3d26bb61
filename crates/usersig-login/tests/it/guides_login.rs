//! Login, by the login guides.
//!
//! The sources are the Flutter guide to login and logout, and the Flutter guide to the `login` API. Each test begins
//! with the sentence it checks.

use usersig::ErrorCode;
use usersig_login::client::{Answer, Api, Event, TicketText};
use usersig_login::platform::Platform::{Android, IPhone, Web, Windows};
use usersig_login::service::{Device, Status};
use usersig_login::sim::{RequestKind, Script, Simulation};

use crate::support::clients::SEC;
use crate::support::fixture::{DAY, text, user};
use crate::support::world::World;

// G01 "初始化 SDK 后调用登录……登录成功后，才能正常使用消息、会话等功能"
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

// G02 "只有获取会话的接口可以在调用登录接口后立即调用……其他……必须在登录成功后"
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

// G03 "首次登录不需要先注册……在登录成功后自动完成注册", but not if the login fails
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

// G04 "建议只包含 a-zA-Z0-9_-……长度不超过 32 字节" (bytes, not characters)
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

// G06 "App 启动后首次使用". A process that starts is logged out.
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

// G07 "登录时票据过期……6206 或 70001……生成新的 userSig 重新登录"
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
    // Midnight in Beijing is 16:00 UTC, and T0 is 22:13:20Z.
    w.pass(DAY);
    assert_eq!(dau(&w), 0);
    w.login(a, "carol");
    assert_eq!(dau(&w), 1);
    w.registry.kick_account(&user("carol"), w.at()).unwrap();
    assert_eq!(dau(&w), 1, "a kick takes nobody off the count");
}

// G13 "一个 App 中不支持多个帐号同时在线……只有最后登录的帐号在线"
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
    let by_the_client = [0, 6004, 6012, 6013, 6014, 6017, 6023, 6206, 6208, 7003, 7501, 7502];
    let by_the_network = [9514, 9515, 9516, 9517, 9518, 9519, 9520, 9521];
    for code in by_the_client.into_iter().chain(by_the_network).chain([70001, 70003, 70009, 70398, 72000]) {
        let answer = Answer::new(ErrorCode::new(code));
        assert_eq!(answer.is_success(), code == 0);
        assert_eq!(answer.desc.is_empty(), code == 0, "{code} has no desc");
    }
}
