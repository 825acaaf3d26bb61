//! Public reports about devices, each rebuilt as a sequence.

use usersig_login::client::{Action, Api, Callback, Client, Event, LoginStatus, Request};
use usersig_login::platform::Platform::{Android, IPhone, Web};
use usersig_login::sim::Simulation;

use crate::support::clients::{SEC, alices_client, answered, secs, success, ticket_expired};
use crate::support::fixture::{DAY, text, user};
use crate::support::world::World;

// TIMSDK#95 (2019). onUserSigExpired comes with a request, not by a timer. It never comes while logged out (4.5.15
// change log).
#[test]
fn expiry_is_told_by_a_request_and_never_to_who_is_logged_out() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    w.login_with(g, "alice", &text("alice", 0, 60));
    w.pass(300);
    assert_eq!(w.heard(g, Callback::UserSigExpired), 0, "nobody has asked for anything");
    assert_eq!(w.beat(g), 6206);
    assert_eq!(w.heard(g, Callback::UserSigExpired), 1);
    for _ in 0..10 {
        assert_eq!(w.beat(g), 6206);
    }
    assert_eq!(w.heard(g, Callback::UserSigExpired), 1);
    w.login(g, "alice");
    w.logout(g);
    w.happens(g, ticket_expired("alice"));
    assert_eq!(w.heard(g, Callback::UserSigExpired), 1, "not while logged out");
}

// TIMSDK#662 (Web 2.5.2). A logout without a user, and a logout with a login directly after it.
#[test]
fn logout_of_nobody_and_login_behind_a_logout() {
    let mut w = World::plain();
    let g = w.ready(Web);
    assert_eq!(w.logout(g), 6014);
    w.login(g, "alice");
    w.gadgets[g].hold = true;
    let out = w.logout_raw(g);
    let early = w.login_raw(g, "alice", &text("alice", 0, DAY));
    assert_eq!(w.code(g, early), 7502, "header: login may fail before the logout's callback");
    w.release(g);
    assert_eq!((w.code(g, out), w.login(g, "alice")), (0, 0));
}

// TIMSDK#116, #124, #60, #530. A login ends with a 6012 time-out, and later the answer arrives after all.
#[test]
fn a_login_that_timed_out_can_be_tried_again_and_a_late_answer_is_nothing() {
    let mut w = World::plain();
    let g = w.ready(Android);
    w.gadgets[g].hold = true;
    let sig = text("alice", 0, DAY);
    let first = w.login_raw(g, "alice", &sig);
    let (late, request) = w.gadgets[g].held.pop().unwrap();
    w.happens(g, answered(late, 6012));
    assert_eq!((w.code(g, first), w.status(g), w.who(g)), (6012, 3, None));
    let code = w.serve(g, &request);
    w.happens(g, answered(late, code.code.number()));
    assert_eq!((w.status(g), w.who(g)), (3, None), "a late answer is nothing");
    w.gadgets[g].hold = false;
    assert_eq!(w.login(g, "alice"), 0);
    assert_eq!(w.online("alice"), [Android]);
    assert_eq!(w.heard(g, Callback::KickedOffline), 0);
}

// FlutterTencentImPlugin#66. After the ticket ran out, login says "already logged in", logout says "not logged in",
// getLoginUser has a user.
#[test]
fn after_onusersigexpired_login_goes_through_and_nothing_contradicts_itself() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    w.login_with(g, "alice", &text("alice", 0, 60));
    w.pass(61);
    w.beat(g);
    assert_eq!((w.logout(g), w.status(g), w.who(g)), (6014, 3, None));
    assert_eq!(w.login(g, "alice"), 0);
    assert_eq!(w.logout(g), 0);
}

// TIMSDK#30, #998. After A was kicked or has logged out and B logs in, the conversations are A's.
#[test]
fn conversations_of_the_user_before_are_not_had() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    w.login(g, "alice");
    w.logout(g);
    assert_eq!(w.api(g, Api::Conversations), 6014, "#998: none after a logout");
    w.login(g, "alice");
    let session = w.session(g).unwrap();
    w.happens(g, Event::Kicked { user_id: user("alice"), session });
    assert_eq!(w.api(g, Api::Conversations), 6014, "none after a kick");
    // #30. Bob's conversations may be read while bob logs in.
    w.gadgets[g].hold = true;
    w.login_raw(g, "bob", &text("bob", 0, DAY));
    assert_eq!((w.api(g, Api::Conversations), w.who(g)), (0, None));
    assert_eq!(w.gadgets[g].performed.last().map(|(_, whose)| *whose), Some(user("bob")));
}

// A device without a network hears "login in progress" forever.
#[test]
fn a_login_without_network_ends() {
    for seed in 0..50 {
        let mut sim = Simulation::new(seed);
        let d = sim.device(user("alice"), Android);
        sim.cut_off(d);
        sim.run_for(SEC * (seed as u32 % 12));
        let call = sim.login(d);
        sim.run_for(SEC * 11);
        assert_eq!(sim.answers(d, call).len(), 1);
        assert_eq!(sim.login_status(d), LoginStatus::LoggedOut);
        sim.let_back(d);
        sim.run_for(SEC * 11);
        let call = sim.login(d);
        sim.run_for(SEC * 11);
        assert!(sim.answers(d, call)[0].is_success(), "seed {seed}");
    }
}

// A transient failure at the reconnect (9520, 70500, -10113). "SDK 会自动上线", so the SDK has to try again.
#[test]
fn a_reconnect_that_failed_once_is_tried_again_on_the_same_link() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    w.login(g, "alice");
    w.link(g, false);
    w.gadgets[g].hold = true;
    w.link(g, true);
    let (attempt, _) = w.gadgets[g].held.pop().unwrap();
    w.happens(g, answered(attempt, 70500));
    w.gadgets[g].hold = false;
    assert_eq!(w.status(g), 1, "the app is told that it is logged in");
    // Only time, heartbeats and calls of the app can still happen on this link.
    for _ in 0..10 {
        w.pass(120);
        w.beat(g);
        w.api(g, Api::Other);
    }
    assert_eq!(w.online("alice"), [IPhone], "the app believes to be online and gets no message");
}

// A service that is down for an hour must not be asked every second.
#[test]
fn a_reconnect_that_fails_again_and_again_is_repeated_after_growing_pauses_until_it_succeeds() {
    for failure in [9520, 70500, -10113] {
        let (mut client, mut now) = (alices_client(), SEC);
        client.handle(Event::Connecting, now);
        let mut actions = client.handle(Event::Connected, now);
        for failures in 0..20 {
            let Some(Action::Send(attempt, Request::Reconnect { .. })) = actions.last() else { panic!("{actions:?}") };
            assert_eq!(client.handle(answered(*attempt, failure), now), []);
            let due_at = client.poll_timeout().unwrap();
            let least = secs(1 << failures.min(9)).min(secs(300));
            let pause = due_at.saturating_sub(now);
            assert!((least..=least * 3 / 2).contains(&pause), "{pause:?} after {failures}");
            now = due_at;
            actions = client.handle_timeout(now);
        }
        let [Action::Send(attempt, Request::Reconnect { .. })] = actions[..] else { panic!("{actions:?}") };
        assert_eq!(client.handle(success(attempt), now), []);
        let actions = client.handle_timeout(client.poll_timeout().unwrap());
        assert!(matches!(actions[..], [Action::Send(_, Request::Heartbeat)]), "it is online: {actions:?}");
    }
}

// TUILogin and initSDK, twice with another app. The second call does nothing and returns true.
#[test]
fn init_twice() {
    let mut client = Client::default();
    assert!(client.init(1, SEC).contains(&Action::Initialized(true)));
    assert_eq!(client.init(2, SEC), [Action::Initialized(true)]);
    assert_eq!(client.init(0, SEC), [Action::Initialized(false)]);
    assert_eq!(client.init(-5, SEC), [Action::Initialized(false)]);
}
