//! The service: a clock that is wrong.

use usersig::UnixTime;
use usersig_login::UnixMillis;
use usersig_login::platform::Platform::{IPhone, Windows};
use usersig_login::service::{AppSettings, ExpiryNotice, Registry, Status};

use crate::support::fixture::{HOME, app, at, claims, claims_of, device, registry, registry_with, user};

fn status(registry: &Registry, name: &str) -> Status {
    registry.presence(&user(name)).unwrap().status
}

#[test]
fn the_last_moment_there_is_does_no_harm() {
    for expiry_notice in [ExpiryNotice::AtTheNextRequest, ExpiryNotice::AtTheSecond] {
        let mut registry = registry_with(AppSettings { expiry_notice, ..AppSettings::default() });
        let end = UnixTime::MAX;
        let claims = claims_of(app(), "alice", UnixTime::from_secs(end.as_secs() - 100), 100);
        let session = registry.login(&claims, device(IPhone), HOME, UnixMillis::MAX).unwrap().session;
        let _ = registry.request(session, UnixMillis::MAX);
        registry.handle_timeout(UnixMillis::MAX, usize::MAX);
        registry.kick_account(&user("alice"), UnixMillis::MAX).unwrap();
        assert_eq!(registry.poll_timeout(), None);
    }
}

#[test]
fn after_the_clock_was_set_back_who_is_heard_is_judged_by_the_new_time_and_who_is_not_by_the_old() {
    let mut registry = registry();
    let heard = registry.login(&claims("alice", 0, 86_400), device(Windows), HOME, at(10_000)).unwrap().session;
    registry.login(&claims("bob", 0, 86_400), device(Windows), HOME, at(10_000)).unwrap();
    registry.request(heard, at(100)).unwrap();
    assert_eq!(registry.handle_timeout(at(500), usize::MAX).len(), 1);
    assert_eq!((status(&registry, "alice"), status(&registry, "bob")), (Status::Offline, Status::Online));
    assert_eq!(registry.handle_timeout(at(10_399), usize::MAX), []);
    assert_eq!(registry.handle_timeout(at(10_400), usize::MAX).len(), 1);
}
