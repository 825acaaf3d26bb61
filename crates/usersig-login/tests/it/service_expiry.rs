//! The service: tickets that expire while their user is online.

use usersig::Tolerances;
use usersig_login::platform::Platform::{Android, IPhone, Web};
use usersig_login::service::{
    AppSettings, Change, ExpiryNotice, Registry, RenewalRefused, RequestRefused, ServiceEvent, SessionId, Status,
};

use crate::support::clients::secs;
use crate::support::fixture::{
    DAY, HOME, at, changes, claims, device, kicked_devices, login, registry, registry_with, text, user, verifier,
};
use crate::support::world::World;

fn status(registry: &Registry, name: &str) -> Status {
    registry.presence(&user(name)).unwrap().status
}

#[test]
fn a_ticket_that_runs_out_online_is_told_at_the_next_request_or_at_the_second() {
    for (expiry_notice, told_at) in [(ExpiryNotice::AtTheNextRequest, 120), (ExpiryNotice::AtTheSecond, 101)] {
        let mut registry = registry_with(AppSettings { expiry_notice, ..AppSettings::default() });
        let claims = claims("alice", 0, 100);
        let session = registry.login(&claims, device(IPhone), HOME, at(0)).unwrap().session;
        let mut told = Vec::new();
        for second in 1..=120 {
            let events = registry.handle_timeout(at(second), usize::MAX);
            told.extend(events.iter().map(|event| (second, matches!(event, ServiceEvent::UserSigExpired(_)))));
            if second == 100 {
                assert_eq!(registry.request(session, at(100)), Ok(()));
            }
        }
        let answer = registry.request(session, at(120));
        assert_eq!(answer, Err(RequestRefused::UserSigExpired));
        told.extend((told_at == 120).then_some((120, true)));
        assert_eq!(told, [(told_at, true)]);
        assert_eq!(status(&registry, "alice"), Status::Online, "as State.StateChange says, until the session ends");
    }
}

#[test]
fn a_fresh_ticket_goes_on_without_a_login_or_a_kick() {
    let mut registry = registry();
    let session = registry.login(&claims("alice", 0, 100), device(Web), HOME, at(0)).unwrap().session;
    assert_eq!(registry.request(session, at(101)), Err(RequestRefused::UserSigExpired));
    let day = 86_400;
    registry.renew(session, &claims("alice", 110, 2 * day), at(110)).unwrap();
    registry.renew(session, &claims("alice", 110, 3 * day), at(110 + day)).unwrap();
    assert_eq!(registry.request(session, at(110 + day)), Ok(()));
    assert_eq!(registry.daily_active_users(at(110 + day)), 0, "no second login");
    assert_eq!(status(&registry, "alice"), Status::Online);
}

#[test]
fn a_connection_is_renewed_by_a_good_ticket_of_its_own_user_only() {
    let mut registry = registry();
    let session = registry.login(&claims("alice", 0, 100), device(Web), HOME, at(0)).unwrap().session;
    let (alice, bob) = (user("alice"), user("bob"));
    let refused = registry.renew(session, &claims("bob", 0, 100), at(1)).unwrap_err();
    assert_eq!(refused, RenewalRefused::WrongUserId { asked: alice, named: bob });
    assert_eq!(registry.renew(session, &claims("alice", 0, 1), at(DAY + 2)).unwrap_err().code().number(), 70001);
    registry.logout(session, at(3)).unwrap();
    assert_eq!(registry.renew(session, &claims("alice", 0, 100), at(3)), Err(RenewalRefused::NotLoggedIn));
}

#[test]
fn a_connection_whose_ticket_has_run_out_has_its_end_reported_whatever_ends_it() {
    type End = fn(&mut Registry, SessionId) -> Vec<ServiceEvent>;
    let ends: [(&str, End); 5] = [
        ("Unregister", |registry, session| registry.logout(session, at(5)).unwrap()),
        ("LinkClose", |registry, session| registry.disconnect(session, at(5))),
        ("TimeOut", |registry, _| registry.handle_timeout(at(400), usize::MAX)),
        ("Unregister", |registry, _| registry.kick_account(&user("alice"), at(5)).unwrap()),
        ("Unregister", |registry, _| registry.delete(&user("alice"), at(5)).unwrap()),
    ];
    let expired = |registry: &mut Registry| {
        let session = registry.login(&claims("alice", 0, 1), device(IPhone), HOME, at(0)).unwrap().session;
        assert_eq!(registry.request(session, at(2)), Err(RequestRefused::UserSigExpired));
        session
    };
    for (reason, end) in ends {
        let mut registry = registry();
        let session = expired(&mut registry);
        let events = end(&mut registry, session);
        let [ServiceEvent::StateChanged(change)] = &events[..] else { panic!("{reason}: {events:?}") };
        assert_eq!((change.change.reason(), change.platform), (reason, IPhone));
    }
    let mut registry = registry();
    expired(&mut registry);
    let newcomer = login(&mut registry, "alice", device(Android), 5).unwrap();
    assert_eq!((kicked_devices(&newcomer.events), &changes(&newcomer.events)[0].kicked[..]), (vec![], &[IPhone][..]));
}

#[test]
fn who_is_not_renewed_is_dropped_400_seconds_after_it_was_last_heard_in_force() {
    let mut registry = registry();
    let session = registry.login(&claims("alice", 0, 100), device(IPhone), HOME, at(0)).unwrap().session;
    for second in [120, 240, 360] {
        assert_eq!(registry.request(session, at(second)), Err(RequestRefused::UserSigExpired));
    }
    let events = registry.handle_timeout(at(400), usize::MAX);
    assert!(matches!(&events[..], [ServiceEvent::StateChanged(change)] if change.change == Change::TimedOut));
    assert_eq!(status(&registry, "alice"), Status::Offline);
    assert_eq!(registry.poll_timeout(), None);
}

#[test]
fn a_ticket_within_the_verifiers_leeway_logs_in_and_its_session_lasts_as_long() {
    let mut w = World::plain();
    w.verifier = verifier().with_tolerances(Tolerances::default().with_leeway(secs(60)).unwrap());
    let phone = w.ready(IPhone);
    let ticket = text("alice", 0, 100);
    w.pass(110);
    assert_eq!(w.login_with(phone, "alice", &ticket), 0, "the verifier has accepted it");
    w.pass(50);
    assert_eq!(w.beat(phone), 0, "160 s after it was issued");
    w.pass(1);
    assert_eq!(w.beat(phone), 6206);
}

#[test]
fn tickets_within_the_verifiers_leeway_are_no_refusals() {
    let mut w = World::plain();
    w.verifier = verifier().with_tolerances(Tolerances::default().with_leeway(secs(60)).unwrap());
    let phone = w.ready(IPhone);
    let ticket = text("alice", 0, 100);
    w.pass(110);
    for _ in 0..12 {
        assert_eq!((w.login_with(phone, "alice", &ticket), w.logout(phone)), (0, 0));
    }
    assert_eq!(w.login(phone, "alice"), 0);
}
