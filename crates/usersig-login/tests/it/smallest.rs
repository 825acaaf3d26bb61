//! The smallest forms of what random stories have found.

use std::time::Duration;

use usersig_login::client::{Action, CallId, Callback, Client, Event, Request, TicketText};
use usersig_login::keeper::{KeeperAction, KeeperSettings, SessionKeeper};
use usersig_login::platform::Platform::{Android, IPhone};
use usersig_login::service::{
    AppSettings, Device, ExpiryNotice, LoginService, ReconnectRefused, Registry, ServiceEvent, Status,
};
use usersig_login::sim::{SimSettings, Simulation};

use crate::support::clients::{SEC, alices_client, answered, kicked, ready_client, secs, ticket_expired};
use crate::support::fixture::{DAY, HOME, app, at, claims, registry, user};
use crate::support::world::World;

// The expiry is told at its second, but the link is dead and times out. Then the same device comes back with a fresh
// ticket.
#[test]
fn who_missed_the_news_of_its_expiry_comes_back_with_a_fresh_ticket() {
    let mut r = Registry::new(app(), AppSettings { expiry_notice: ExpiryNotice::AtTheSecond, ..Default::default() });
    r.login(&claims("alice", 0, 60), Device::new(IPhone, 1), HOME, at(0)).unwrap();
    assert!(matches!(r.handle_timeout(at(61), 9)[..], [ServiceEvent::UserSigExpired(_)]));
    assert!(matches!(r.handle_timeout(at(400), 9)[..], [ServiceEvent::StateChanged(_)]));
    let back = r.reconnect(&claims("alice", 410, DAY), Device::new(IPhone, 1), None, at(410));
    assert_ne!(back.map(drop), Err(ReconnectRefused::Kicked), "no other device exists");
}

// The same with the default settings. The request that found the expiry was the link's last one.
#[test]
fn the_answer_to_its_last_request_was_lost_with_the_link() {
    let mut r = registry();
    let session = r.login(&claims("alice", 0, 60), Device::new(IPhone, 1), HOME, at(0)).unwrap().session;
    assert!(r.request(session, at(61)).is_err());
    r.disconnect(session, at(62));
    let back = r.reconnect(&claims("alice", 63, DAY), Device::new(IPhone, 1), Some(session), at(63));
    assert_ne!(back.map(drop), Err(ReconnectRefused::Kicked), "no other device exists");
}

// The ticket is over, the service says so, and the fresh one under way fails. The app must hear of it all the same.
#[test]
fn an_expiry_that_is_told_while_a_fresh_ticket_is_under_way_is_not_lost() {
    for failure in [9520, 70009, 70001, 70500] {
        let mut c = alices_client();
        let actions = c.login(CallId(2), "alice", &TicketText::new("new"), SEC);
        let [Action::Send(renewal, Request::Renew { .. })] = actions[..] else { panic!("{actions:?}") };
        let mut heard = c.handle(ticket_expired("alice"), SEC);
        heard.extend(c.handle(answered(renewal, failure), SEC));
        let told = heard.iter().filter(|action| **action == Action::Notify(Callback::UserSigExpired)).count();
        assert_eq!((told, c.login_user()), (1, None), "{failure}: {heard:?}");
    }
}

// the reconnect is answered with 6206, and then the fresh ticket that was under way fails.
#[test]
fn an_expiry_that_answers_the_reconnect_is_told_if_the_fresh_ticket_fails_after_it() {
    for failure in [9520, 70009, 70001, 70500] {
        let mut c = alices_client();
        c.handle(Event::Connecting, SEC);
        let actions = c.handle(Event::Connected, SEC);
        let Some(Action::Send(reconnect, Request::Reconnect { .. })) = actions.last() else { panic!("{actions:?}") };
        let actions = c.login(CallId(2), "alice", &TicketText::new("new"), SEC);
        let [Action::Send(renewal, Request::Renew { .. })] = actions[..] else { panic!("{actions:?}") };
        let mut heard = c.handle(answered(*reconnect, 6206), SEC);
        heard.extend(c.handle(answered(renewal, failure), SEC));
        let told = heard.iter().filter(|action| **action == Action::Notify(Callback::UserSigExpired)).count();
        assert_eq!((told, c.login_user()), (1, None), "{failure}: {heard:?}");
    }
}

// logout while the link is down, in a world without delays.
#[test]
fn a_logout_without_network_reaches_the_service_when_the_network_is_back() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    w.login(g, "alice");
    w.link(g, false);
    assert_eq!(w.logout(g), 0);
    w.pass(10);
    w.link(g, true);
    w.pass(1000);
    assert_eq!(w.presence("alice"), Status::Offline, "logged out with code 0");
}

// A logout that waits for the link and then is the first request on it. The service has no session on the new link yet.
#[test]
fn a_logout_that_is_the_first_request_of_a_new_link() {
    let mut w = World::plain();
    let g = w.ready(IPhone);
    w.login(g, "alice");
    w.link(g, false);
    w.gadgets[g].hold = true;
    let call = w.logout_raw(g);
    w.link(g, true);
    w.release(g);
    assert_eq!(w.code(g, call), 0);
    w.pass(1000);
    assert_eq!(w.presence("alice"), Status::Offline, "answered 0, and the request did arrive");
}

// clocks of a simulation at the ends of time
#[test]
fn a_simulation_at_the_ends_of_time() {
    for jump in [i64::MIN, i64::MAX, -1_700_000_001, i64::MAX - 1_700_000_000] {
        for notice in [ExpiryNotice::AtTheSecond, ExpiryNotice::AtTheNextRequest] {
            let app = AppSettings { expiry_notice: notice, ..Default::default() };
            let mut sim = Simulation::with(1, SimSettings { app, ..Default::default() });
            let d = sim.device(user("alice"), Android);
            sim.login(d);
            sim.run_for(SEC * 3);
            sim.jump_clock(jump);
            sim.run_for(SEC * 500);
            sim.login(d);
            sim.run_for(SEC * 500);
            sim.jump_clock(jump.saturating_neg());
            sim.run_for(SEC * 500);
            sim.kick_account(&user("alice"));
            sim.run_for(SEC * 3);
            sim.login(d);
            sim.run_for(SEC * 3);
        }
    }
}

// it can be shared among threads
#[test]
fn send_and_sync() {
    fn both<T: Send + Sync>() {}
    both::<Registry>();
    both::<LoginService>();
    both::<Client>();
    both::<SessionKeeper>();
    both::<Simulation>();
    both::<ServiceEvent>();
}

// Settings of a keeper at their extremes.
#[test]
fn a_keeper_with_wild_settings() {
    let spans = [Duration::ZERO, SEC, Duration::from_secs(u64::MAX), Duration::MAX];
    let all = spans.iter().flat_map(|one| spans.iter().flat_map(move |two| spans.map(|three| [*one, *two, three])));
    for [margin, first, longest] in all {
        let (first_pause, longest_pause, first_kick_pause, longest_kick_pause) = (first, longest, first, longest);
        let jitter = margin;
        let settings =
            KeeperSettings { margin, jitter, first_pause, longest_pause, first_kick_pause, longest_kick_pause };
        let mut k = SessionKeeper::new(ready_client(), settings, 1);
        let mut now = secs(0);
        for round in 0..40_u64 {
            k.log_in(user("alice"), now);
            for action in k.ticket(user("alice"), &TicketText::new(format!("{round}")), Duration::MAX, now) {
                if let KeeperAction::Client(Action::Send(attempt, _)) = action {
                    k.handle(answered(attempt, if round % 3 == 0 { 0 } else { 70001 }), now);
                }
            }
            k.handle(kicked("alice"), now);
            now = k.poll_timeout().unwrap_or_else(|| now.saturating_add(SEC * 1000));
            k.handle_timeout(now);
        }
    }
}

// The driver was late by an hour. The test asks when the connection timed out, and for how long it is push-online.
#[test]
fn a_late_advance_reports_the_moment_it_was_due() {
    let mut r = registry();
    r.login(&claims("alice", 0, 30 * DAY), Device::new(IPhone, 1), HOME, at(0)).unwrap();
    let all = r.handle_timeout(at(4000), 9);
    let [ServiceEvent::StateChanged(change)] = &all[..] else { panic!("{all:?}") };
    assert_eq!(change.at, at(400), "no heartbeat for 400 s: it ended then");
    let mut status = |now| {
        assert_eq!(r.handle_timeout(at(now), 9), []);
        r.presence(&user("alice")).unwrap().status
    };
    assert_eq!([7 * DAY + 399, 7 * DAY + 400].map(&mut status), [Status::PushOnline, Status::Offline]);
}

// a late push about alice, after the app has switched to bob
#[test]
fn a_push_about_another_user_or_an_earlier_session_has_no_effect() {
    let mut w = World::plain();
    let phone = w.ready(IPhone);
    w.login(phone, "alice");
    let alices = w.session(phone).unwrap();
    w.login(phone, "bob");
    let bobs_first = w.session(phone).unwrap();
    w.link(phone, false);
    w.link(phone, true);
    for (name, session) in
        [("alice", alices), ("bob", alices), ("bob", bobs_first), ("alice", w.session(phone).unwrap())]
    {
        w.happens(phone, Event::Kicked { user_id: user(name), session });
        w.happens(phone, Event::TicketExpired { user_id: user(name), session });
        assert_eq!(w.who(phone), Some("bob"), "{name} {session}");
    }
    let session = w.session(phone).unwrap();
    w.happens(phone, Event::Kicked { user_id: user("bob"), session });
    assert_eq!((w.who(phone), w.heard(phone, Callback::KickedOffline)), (None, 1));
}
