//! The service: too many refused tickets.

use usersig::ErrorCode;
use usersig_login::client::Request;
use usersig_login::exchange::Link;
use usersig_login::platform::Platform::Web;
use usersig_login::service::{AppSettings, LoginRefused, RefusalLimit, Registry};

use crate::support::fixture::{
    DAY, ELSEWHERE, HOME, at, claims, device, login, refusal, registry, registry_with, text, user, verifier,
};

#[test]
fn too_many_refusals_are_70050_for_a_minute_even_for_a_good_ticket() {
    let mut registry = registry();
    let (alice, bad) = (user("alice"), refusal("alice"));
    for second in 0..10 {
        assert_eq!(registry.count_refusal(&alice, HOME, &bad, at(second)), bad.code());
    }
    assert_eq!(registry.count_refusal(&alice, HOME, &bad, at(10)), ErrorCode::FREQ_LIMIT);
    assert_eq!(login(&mut registry, "alice", device(Web), 68), Err(LoginRefused::TooManyRefusals { until: at(69) }));
    assert_eq!(registry.refused_until(&alice, HOME, at(68)), Some(at(69)));
    assert!(login(&mut registry, "alice", device(Web), 69).is_ok());
}

#[test]
fn nobody_locks_out_somebody_else() {
    let mut registry = registry();
    for _ in 0..1000 {
        registry.count_refusal(&user("alice"), ELSEWHERE, &refusal("alice"), at(0));
    }
    assert!(login(&mut registry, "alice", device(Web), 0).is_ok(), "alice from another source");
    let bob = claims("bob", 0, 100);
    assert!(registry.login(&bob, device(Web), ELSEWHERE, at(0)).is_ok(), "somebody else from that source");
}

#[test]
fn refusals_of_more_than_a_minute_do_not_add_up_and_a_login_forgets_them() {
    let mut registry = registry();
    let (alice, bad) = (user("alice"), refusal("alice"));
    for second in (0..1000).step_by(60) {
        assert_eq!(registry.count_refusal(&alice, HOME, &bad, at(second)), bad.code());
    }
    for _ in 0..3 {
        for _ in 0..9 {
            assert_eq!(registry.count_refusal(&alice, HOME, &bad, at(2000)), bad.code());
        }
        assert!(login(&mut registry, "alice", device(Web), 2000).is_ok());
    }
}

#[test]
fn a_revoked_ticket_counts_as_a_refusal() {
    let mut registry = registry();
    registry.import(&user("alice")).unwrap();
    registry.kick_account(&user("alice"), at(1)).unwrap();
    let claims = claims("alice", 0, DAY);
    for _ in 0..10 {
        assert_eq!(registry.login(&claims, device(Web), HOME, at(5)).unwrap_err().code().number(), 70001);
    }
    assert_eq!(registry.login(&claims, device(Web), HOME, at(5)).unwrap_err().code().number(), 70050);
}

#[test]
fn the_table_of_refusals_forgets_who_was_refused_least_recently() {
    let refusal_limit = RefusalLimit { allowed: 1, keys: 2 };
    let mut registry = registry_with(AppSettings { refusal_limit, ..AppSettings::default() });
    let is_limited = |registry: &Registry, name: &str| registry.refused_until(&user(name), HOME, at(1)).is_some();
    for name in ["alice", "bob", "alice", "carol"] {
        registry.count_refusal(&user(name), HOME, &refusal(name), at(0));
    }
    assert!(is_limited(&registry, "alice") && is_limited(&registry, "carol"));
    assert!(!is_limited(&registry, "bob"));
}

#[test]
fn a_clock_set_back_before_a_limit_began_ends_it_and_counting_begins_anew() {
    let refusal_limit = RefusalLimit { allowed: 2, ..RefusalLimit::default() };
    let mut registry = registry_with(AppSettings { refusal_limit, ..AppSettings::default() });
    let (alice, bad) = (user("alice"), refusal("alice"));
    for second in [0, 30] {
        registry.count_refusal(&alice, HOME, &bad, at(second));
    }
    assert_eq!(registry.refused_until(&alice, HOME, at(30)), Some(at(90)));
    assert_eq!(registry.count_refusal(&alice, HOME, &bad, at(20)), bad.code());
    assert_eq!(registry.refused_until(&alice, HOME, at(20)), None, "it was the first one");
}

#[test]
fn dead_tickets_count_as_refusals_whatever_the_request() {
    let (user_id, user_sig, session) = (user("alice"), text("alice", 0, 1), None);
    let requests = [
        Request::Login { user_id, user_sig: user_sig.clone() },
        Request::Reconnect { user_id, user_sig: user_sig.clone(), session },
        Request::Renew { user_id, user_sig, session },
    ];
    for request in requests {
        let mut registry = registry();
        let mut link = Link::new(device(Web), HOME);
        let codes = [(); 12].map(|()| registry.serve(&mut link, &request, &verifier(), at(5)).code.number());
        let expired = if matches!(request, Request::Reconnect { .. }) { 6206 } else { 70001 };
        assert_eq!(codes, [[expired; 10].as_slice(), &[70050; 2]].concat()[..], "{request:?}");
    }
}
