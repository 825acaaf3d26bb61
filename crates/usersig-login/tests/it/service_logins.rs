//! The service: logins.

use usersig::{ErrorCode, SdkAppId, VerifyError};
use usersig_login::platform::Platform::{Android, IPad, IPhone, Linux, Mac, Web, Windows};
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::{
    AppSettings, Change, Device, LoginRefused, LoginService, ReconnectRefused, Registry, RequestRefused, ServiceEvent,
    Status,
};

use crate::support::fixture::{
    DAY, HOME, app, at, changes, claims, claims_of, device, kicked_devices, login, registry, registry_with, second,
    user,
};

fn status(registry: &Registry, name: &str) -> Status {
    registry.presence(&user(name)).unwrap().status
}

#[test]
fn a_ticket_is_judged_once_by_its_verifier_and_refused_only_beyond_any_leeway() {
    let mut registry = registry();
    let claims = claims("alice", 0, 100);
    for now in [100, 101, 100 + DAY] {
        assert!(registry.login(&claims, device(Web), HOME, at(now)).is_ok());
    }
    let refused = registry.login(&claims, device(Web), HOME, at(101 + DAY)).unwrap_err();
    let expired = VerifyError::Expired { expires_at: second(100), now: second(101 + DAY) };
    assert_eq!((refused, refused.code()), (LoginRefused::Ticket(expired), ErrorCode::USERSIG_EXPIRED));
}

#[test]
fn apps_are_strictly_apart() {
    let (one, other) = (app(), SdkAppId::new(7).unwrap());
    let mut service = LoginService::new();
    service.insert(Registry::new(one, AppSettings::default()));
    service.insert(Registry::new(other, AppSettings::default()));
    let claims = claims_of(other, "alice", second(0), 100);
    let refused = service.with_app(one, |app| app.login(&claims, device(Web), HOME, at(0))).unwrap().unwrap_err();
    assert_eq!(refused.code().number(), 70014);
    assert!(service.with_app(other, |app| app.login(&claims, device(Web), HOME, at(0))).unwrap().is_ok());
    assert!(!service.app(one).unwrap().has_account(&user("alice")));
    assert_eq!(service.app(SdkAppId::new(8).unwrap()).unwrap_err().code().number(), 70020);
    assert_eq!(service.poll_timeout(), Some(at(60)));
    let (app, events) = service.handle_timeout(at(60), 10).unwrap();
    assert!(matches!(events[..], [ServiceEvent::StateChanged(_)]) && app == other);
}

#[test]
fn a_ticket_of_another_app_neither_renews_nor_reconnects_its_user() {
    let mut registry = registry();
    let session = login(&mut registry, "alice", device(Web), 0).unwrap().session;
    let elsewhere = claims_of(SdkAppId::new(7).unwrap(), "alice", second(0), 86_400);
    assert_eq!(registry.renew(session, &elsewhere, at(1)).unwrap_err().code().number(), 70014);
    registry.disconnect(session, at(1));
    let refused = registry.reconnect(&elsewhere, device(Web), None, at(2)).unwrap_err();
    assert_eq!((refused, refused.code().number()), (ReconnectRefused::WrongSdkAppId, 70014));
    assert_eq!(status(&registry, "alice"), Status::Offline);
}

#[test]
fn a_service_wakes_for_the_earliest_of_its_apps_and_lets_time_pass_in_all_of_them() {
    let apps = [7, 8, 9].map(|number| SdkAppId::new(number).unwrap());
    let mut service = LoginService::new();
    for (app, since) in apps.into_iter().zip([20, 10, 30]) {
        let mut registry = Registry::new(app, AppSettings::default());
        registry.login(&claims_of(app, "alice", second(0), 1000), device(Web), HOME, at(since)).unwrap();
        assert!(service.insert(registry).is_none());
    }
    assert_eq!(service.poll_timeout(), Some(at(70)));
    let dropped: Vec<_> = std::iter::from_fn(|| service.handle_timeout(at(90), 10)).map(|(app, _)| app).collect();
    assert_eq!(dropped, [8, 7, 9].map(|number| SdkAppId::new(number).unwrap()));
}

#[test]
fn a_newcomer_kicks_exactly_whom_the_policy_says_and_tells_who_is_connected() {
    let mut registry = registry();
    let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap();
    login(&mut registry, "alice", device(Web), 1).unwrap();
    login(&mut registry, "bob", device(IPhone), 1).unwrap();
    let android = login(&mut registry, "alice", device(Android), 2).unwrap();
    assert_eq!(kicked_devices(&android.events), [device(IPhone)]);
    let change = &changes(&android.events)[0];
    assert_eq!((change.change, &change.kicked[..]), (Change::LoggedIn, &[IPhone][..]));
    assert_eq!(registry.request(phone.session, at(3)), Err(RequestRefused::NotLoggedIn));
    assert_eq!(status(&registry, "bob"), Status::Online);
}

#[test]
fn of_its_own_kind_a_newcomer_kicks_the_earliest() {
    let limits = InstanceLimits::default().with(Web, 2).unwrap();
    let settings = LoginSettings { limits, ..LoginSettings::default() };
    let mut registry = registry_with(AppSettings { login: settings, ..AppSettings::default() });
    for instance in 1..=2 {
        assert_eq!(
            kicked_devices(&login(&mut registry, "alice", Device::new(Web, instance), instance).unwrap().events),
            []
        );
    }
    let third = login(&mut registry, "alice", Device::new(Web, 3), 3).unwrap();
    assert_eq!(kicked_devices(&third.events), [Device::new(Web, 1)]);
    let again = login(&mut registry, "alice", Device::new(Web, 2), 4).unwrap();
    assert_eq!(kicked_devices(&again.events), [Device::new(Web, 2)], "only its own earlier session");
    let fourth = login(&mut registry, "alice", Device::new(Web, 4), 5).unwrap();
    assert_eq!(kicked_devices(&fourth.events), [Device::new(Web, 3)], "it begins again as the latest");
}

#[test]
fn who_is_away_goes_before_anybody_online() {
    let limits = InstanceLimits::default().with(Web, 2).unwrap();
    let settings = LoginSettings { limits, ..LoginSettings::default() };
    let mut registry = registry_with(AppSettings { login: settings, ..AppSettings::default() });
    login(&mut registry, "alice", Device::new(Web, 1), 1).unwrap();
    let away = login(&mut registry, "alice", Device::new(Web, 2), 2).unwrap().session;
    registry.disconnect(away, at(3));
    let third = login(&mut registry, "alice", Device::new(Web, 3), 4).unwrap();
    assert_eq!(kicked_devices(&third.events), [], "it hears of it when it comes back");
    assert_eq!(changes(&third.events)[0].kicked, [], "it was not connected");
    let back = registry.reconnect(&claims("alice", 2, DAY), Device::new(Web, 2), Some(away), at(5));
    assert_eq!(back, Err(ReconnectRefused::Kicked));
}

#[test]
fn changed_settings_count_from_the_next_login_on() {
    let multi = LoginSettings { policy: MultiDevicePolicy::Multi, ..LoginSettings::default() };
    let mut registry = registry_with(AppSettings { login: multi, ..AppSettings::default() });
    for platform in [IPhone, IPad, Web, Mac, Windows, Linux] {
        assert_eq!(kicked_devices(&login(&mut registry, "alice", device(platform), 0).unwrap().events), []);
    }
    let triple = LoginSettings { policy: MultiDevicePolicy::Triple, ..multi };
    registry.set_settings(AppSettings { login: triple, ..AppSettings::default() });
    assert_eq!(registry.presence(&user("alice")).unwrap().platforms.len(), 6);
    let newcomer = login(&mut registry, "alice", device(Android), 1).unwrap();
    assert_eq!(kicked_devices(&newcomer.events), [device(IPhone), device(IPad)]);
}
