//! The service: links and online status.

use usersig_login::platform::Platform::{Android, IPad, IPhone, Web, Windows};
use usersig_login::service::{
    AppSettings, Change, Device, KICKED_DEVICES_KEPT, KickedWhileAway, LoginRefused, ReconnectRefused, Registry,
    RequestRefused, Status,
};

use crate::support::fixture::{
    HOME, at, changes, claims, device, kicked_devices, login, registry, registry_with, user,
};

fn status(registry: &Registry, name: &str) -> Status {
    registry.presence(&user(name)).unwrap().status
}

#[test]
fn a_connection_silent_for_400_seconds_is_dropped_and_one_with_heartbeats_is_not() {
    let mut registry = registry();
    let silent = login(&mut registry, "alice", device(Windows), 0).unwrap().session;
    let alive = login(&mut registry, "bob", device(Windows), 0).unwrap().session;
    for second in 1..=400 {
        let events = registry.handle_timeout(at(second), usize::MAX);
        if second % 120 == 0 {
            registry.request(alive, at(second)).unwrap();
        }
        assert_eq!(events.len(), usize::from(second == 400), "at {second}");
    }
    assert_eq!(registry.request(silent, at(400)), Err(RequestRefused::NotLoggedIn));
    assert_eq!((status(&registry, "alice"), status(&registry, "bob")), (Status::Offline, Status::Online));
}

#[test]
fn a_lost_phone_is_push_online_for_7_days_and_a_lost_page_offline_at_once() {
    let mut registry = registry();
    let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap().session;
    let page = login(&mut registry, "alice", device(Web), 0).unwrap().session;
    registry.disconnect(phone, at(1));
    assert_eq!(status(&registry, "alice"), Status::Online);
    registry.disconnect(page, at(1));
    let presence = registry.presence(&user("alice")).unwrap();
    assert_eq!((presence.status, &presence.platforms[..]), (Status::PushOnline, &[(IPhone, Status::PushOnline)][..]));
    assert_eq!(registry.handle_timeout(at(7 * 86_400), usize::MAX), []);
    assert_eq!(status(&registry, "alice"), Status::PushOnline);
    assert_eq!(registry.handle_timeout(at(7 * 86_400 + 1), usize::MAX), []);
    assert_eq!(status(&registry, "alice"), Status::Offline);
    assert_eq!(registry.poll_timeout(), None, "nothing of them is kept");
}

#[test]
fn who_logs_out_is_offline_everywhere_push_included() {
    let mut registry = registry();
    let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap().session;
    assert_eq!(changes(&registry.logout(phone, at(1)).unwrap())[0].change, Change::LoggedOut);
    assert_eq!(status(&registry, "alice"), Status::Offline);
    assert_eq!(registry.logout(phone, at(1)), Err(RequestRefused::NotLoggedIn));
    assert_eq!(registry.disconnect(phone, at(1)), []);
}

#[test]
fn the_end_of_an_old_link_is_not_reported_after_the_device_is_back() {
    let mut registry = registry();
    let claims = claims("alice", 0, 86_400);
    let old = registry.login(&claims, device(IPhone), HOME, at(0)).unwrap().session;
    let new = registry.reconnect(&claims, device(IPhone), None, at(50)).unwrap();
    assert_eq!((changes(&new.events)[0].change, kicked_devices(&new.events).len()), (Change::LoggedIn, 0));
    assert_eq!(registry.disconnect(old, at(60)), []);
    assert_eq!(registry.handle_timeout(at(400), usize::MAX), []);
    assert_eq!(registry.request(new.session, at(449)), Ok(()));
}

#[test]
fn coming_back_is_no_login_and_keeps_the_place() {
    let mut registry = registry();
    let claims = claims("alice", 0, 30 * 86_400);
    let phone = registry.login(&claims, device(IPhone), HOME, at(0)).unwrap().session;
    registry.disconnect(phone, at(1));
    registry.reconnect(&claims, device(IPhone), None, at(86_400)).unwrap();
    assert_eq!(registry.daily_active_users(at(86_400)), 0);
    assert_eq!(status(&registry, "alice"), Status::Online);
}

#[test]
fn who_was_kicked_while_the_link_was_down_hears_it_once_when_back() {
    let mut registry = registry();
    let claims = claims("alice", 0, 86_400);
    let phone = registry.login(&claims, device(IPhone), HOME, at(0)).unwrap().session;
    registry.disconnect(phone, at(1));
    login(&mut registry, "alice", device(Android), 2).unwrap();
    assert_eq!(registry.reconnect(&claims, device(IPhone), None, at(3)), Err(ReconnectRefused::Kicked));
    assert_eq!(ReconnectRefused::Kicked.code().number(), 6208);
    let back = registry.login(&claims, device(IPhone), HOME, at(4)).unwrap();
    assert_eq!(kicked_devices(&back.events), [device(Android)]);
}

#[test]
fn who_was_kicked_while_away_logs_in_at_once_or_is_told_6208_once_by_the_switch() {
    for (switch, answers) in [(KickedWhileAway::LogsIn, [0, 0]), (KickedWhileAway::IsTold, [6208, 0])] {
        let mut registry = registry_with(AppSettings { kicked_while_away: switch, ..AppSettings::default() });
        let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap().session;
        registry.disconnect(phone, at(1));
        login(&mut registry, "alice", device(Android), 2).unwrap();
        for answer in answers {
            let login = login(&mut registry, "alice", device(IPhone), 3);
            assert_eq!(login.map_or_else(|refused| refused.code().number(), |_| 0), answer, "{switch:?}");
        }
    }
}

#[test]
fn an_account_does_not_grow_with_every_page_it_opens() {
    let settings = AppSettings { kicked_while_away: KickedWhileAway::IsTold, ..AppSettings::default() };
    let mut registry = registry_with(settings);
    for instance in 1..=100 {
        let page = login(&mut registry, "alice", Device::new(Web, instance), instance).unwrap().session;
        registry.disconnect(page, at(instance));
    }
    let oldest_kept = 100 - u64::try_from(KICKED_DEVICES_KEPT).unwrap();
    assert!(login(&mut registry, "alice", Device::new(Web, oldest_kept - 1), 101).is_ok());
    let told = login(&mut registry, "alice", Device::new(Web, oldest_kept + 1), 101);
    assert_eq!(told, Err(LoginRefused::KickedWhileAway));
}

#[test]
fn a_tablet_and_a_phone_are_two_kinds() {
    let mut registry = registry();
    login(&mut registry, "alice", device(IPhone), 0).unwrap();
    assert_eq!(kicked_devices(&login(&mut registry, "alice", device(IPad), 1).unwrap().events), [device(IPhone)]);
}

#[test]
fn a_device_is_logged_out_by_its_user_without_the_id_of_its_session() {
    for is_away in [false, true] {
        let (mut registry, alice) = (registry(), user("alice"));
        let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap().session;
        login(&mut registry, "alice", device(Web), 0).unwrap();
        if is_away {
            registry.disconnect(phone, at(1));
        }
        let ended = registry.logout_device(&alice, device(IPhone), None, at(2)).unwrap();
        assert_eq!(changes(&ended).len(), usize::from(!is_away), "the end of a lost link was reported already");
        let left = registry.presence(&alice).unwrap().platforms;
        assert_eq!(left, [(Web, Status::Online)], "not push-online either");
        let again = registry.logout_device(&alice, device(IPhone), None, at(2));
        assert_eq!(again, Err(RequestRefused::NotLoggedIn));
        // A logout that arrives late does not end a later login.
        login(&mut registry, "alice", device(IPhone), 3).unwrap();
        assert!(registry.logout_device(&alice, device(IPhone), Some(phone), at(4)).is_err());
    }
}
