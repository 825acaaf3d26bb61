//! What the service answers.

mod common;

use common::{ELSEWHERE, HOME, app, at, bad_ticket, device, kicked, login, registry, ticket, ticket_of, user};
use usersig::{ErrorCode, SdkAppId, UnixTime};
use usersig_login::Platform::{Android, IPad, IPhone, Linux, Mac, Web, Windows};
use usersig_login::{
    AccountRefused, AppSettings, Change, Deletion, Device, ExpiryNotice, Happening, Hears, InstanceLimits,
    KICKED_AWAY_KEPT, KickedWhileAway, LoginRefused, LoginService, LoginSettings, MultiDevicePolicy, ReconnectRefused,
    RefusalLimit, Registration, Registry, RenewalRefused, RequestRefused, SessionId, Status, UtcOffset,
};

fn plain() -> Registry {
    registry(AppSettings::default())
}

fn status(registry: &Registry, name: &str) -> Status {
    registry.presence(&user(name)).unwrap().status
}

// Accounts

#[test]
fn the_first_login_registers_and_the_second_does_not() {
    let mut registry = plain();
    assert!(!registry.has_account(&user("alice")));
    assert_eq!(login(&mut registry, "alice", device(IPhone), 0).unwrap().account, Registration::New);
    assert_eq!(login(&mut registry, "alice", device(Web), 0).unwrap().account, Registration::Known);
    assert_eq!(registry.accounts(), 1);
}

#[test]
fn an_imported_account_is_there_and_importing_it_again_changes_nothing() {
    let mut registry = plain();
    assert_eq!(registry.import_many(&[user("alice"), user("bob"), user("alice")]), Ok(vec![]));
    assert_eq!(registry.check(&[user("bob"), user("carol")]), Ok(vec![(user("bob"), true), (user("carol"), false)]));
    assert_eq!(registry.accounts(), 2);
}

#[test]
fn a_call_names_one_to_a_hundred_accounts_and_a_query_one_to_five_hundred() {
    let mut registry = plain();
    let users: Vec<_> = (0..501).map(|n| user(&format!("user{n}"))).collect();
    for count in [0, 101] {
        let refused = AccountRefused::Count { count, allowed: 100 };
        assert_eq!(registry.import_many(&users[..count]), Err(refused));
        assert_eq!(registry.check(&users[..count]), Err(refused));
        assert_eq!(registry.delete_many(&users[..count], at(0)), Err(refused));
        assert_eq!(refused.code().number(), 70206);
    }
    assert_eq!(registry.import_many(&users[..100]), Ok(vec![]));
    for count in [0, 501] {
        assert_eq!(registry.query(&users[..count]).unwrap_err().code().number(), 90011);
    }
    let answers = registry.query(&users[..500]).unwrap();
    assert_eq!(answers.iter().filter(|(_, answer)| *answer == Err(AccountRefused::NoAccount)).count(), 400);
}

#[test]
fn a_full_app_refuses_imports_and_first_logins_with_70398_and_nobody_else() {
    let mut registry = registry(AppSettings { accounts_allowed: 1, ..AppSettings::default() });
    assert_eq!(registry.import(&user("alice")), Ok(()));
    assert_eq!(registry.import(&user("bob")).unwrap_err().code().number(), 70398);
    assert_eq!(registry.import_many(&[user("alice"), user("bob")]), Ok(vec![user("bob")]));
    assert_eq!(login(&mut registry, "bob", device(Web), 0).unwrap_err().code().number(), 70398);
    assert!(login(&mut registry, "alice", device(Web), 0).is_ok());
    assert!(!registry.has_account(&user("bob")));
    assert_eq!(registry.daily_active_users(at(0)), 1);
}

#[test]
fn a_blocked_account_is_put_out_and_stays_out_with_70051_until_it_is_unblocked() {
    let mut registry = plain();
    let online = login(&mut registry, "alice", device(Web), 0).unwrap().session;
    let happenings = registry.block(&user("alice"), at(1)).unwrap();
    assert!(matches!(happenings[..], [Happening::KickedOffline(_), Happening::StateChanged(_)]));
    assert_eq!(registry.request(online, at(1)), Err(RequestRefused::NotLoggedIn));
    assert_eq!(login(&mut registry, "alice", device(Web), 2), Err(LoginRefused::Blocked));
    assert_eq!(LoginRefused::Blocked.code().number(), 70051);
    registry.unblock(&user("alice")).unwrap();
    assert!(login(&mut registry, "alice", device(Web), 3).is_ok());
}

#[test]
fn a_kick_drops_every_device_and_calls_in_the_tickets_up_to_its_second() {
    let mut registry = plain();
    let before = ticket("alice", 10, 86_400);
    let phone = registry.login(&before, device(IPhone), HOME, at(10)).unwrap().session;
    registry.login(&before, device(Web), HOME, at(10)).unwrap();
    let happenings = registry.kick_account(&user("alice"), at(20)).unwrap();
    assert_eq!(happenings.iter().filter(|happening| matches!(happening, Happening::KickedOffline(_))).count(), 2);
    assert_eq!(registry.request(phone, at(20)), Err(RequestRefused::NotLoggedIn));
    for issued in [10, 20] {
        let refused = registry.login(&ticket("alice", issued, 86_400), device(Web), HOME, at(20)).unwrap_err();
        assert_eq!(refused, LoginRefused::Revoked { issued_at: at(issued), valid_after: at(20) });
        assert_eq!(refused.code().number(), 70001);
    }
    assert_eq!(registry.reconnect(&before, device(IPhone), at(20)), Err(ReconnectRefused::TicketOver));
    assert_eq!(ReconnectRefused::TicketOver.code().number(), 6206);
    assert!(registry.login(&ticket("alice", 21, 86_400), device(Web), HOME, at(21)).is_ok());
}

#[test]
fn a_kick_is_never_taken_back_by_a_clock_that_was_set_back() {
    let mut registry = plain();
    registry.import(&user("alice")).unwrap();
    registry.kick_account(&user("alice"), at(20)).unwrap();
    registry.kick_account(&user("alice"), at(10)).unwrap();
    assert_eq!(registry.valid_after(&user("alice")), Some(at(20)));
}

#[test]
fn a_deleted_account_is_put_out_and_its_next_login_registers_it_again() {
    let mut registry = plain();
    let online = login(&mut registry, "alice", device(Web), 0).unwrap().session;
    assert_eq!(registry.delete(&user("alice"), at(1)).unwrap().len(), 2);
    assert_eq!(registry.request(online, at(1)), Err(RequestRefused::NotLoggedIn));
    assert_eq!(registry.delete(&user("alice"), at(1)).unwrap_err().code().number(), 70107);
    let again = login(&mut registry, "bob", device(Web), 1).unwrap();
    assert_eq!(registry.request(online, at(1)), Err(RequestRefused::NotLoggedIn), "bob has alice's number now");
    assert_ne!(again.session, online);
    assert_eq!(login(&mut registry, "alice", device(Web), 2).unwrap().account, Registration::New);
}

#[test]
fn accounts_of_an_app_that_is_no_trial_are_not_deleted() {
    let mut registry = registry(AppSettings { deletion: Deletion::Refused, ..AppSettings::default() });
    registry.import(&user("alice")).unwrap();
    assert_eq!(registry.delete(&user("alice"), at(1)).unwrap_err().code().number(), 71000);
    assert!(registry.has_account(&user("alice")));
}

#[test]
fn calls_about_nobody_say_70107() {
    let mut registry = plain();
    let nobody = user("nobody");
    assert_eq!(registry.kick_account(&nobody, at(0)), Err(AccountRefused::NoAccount));
    assert_eq!(registry.block(&nobody, at(0)), Err(AccountRefused::NoAccount));
    assert_eq!(registry.unblock(&nobody), Err(AccountRefused::NoAccount));
    assert_eq!(registry.presence(&nobody), Err(AccountRefused::NoAccount));
    assert_eq!(AccountRefused::NoAccount.code().number(), 70107);
}

// Logins

#[test]
fn a_ticket_is_good_through_its_last_second_however_early_it_was_verified() {
    let mut registry = plain();
    let claims = ticket("alice", 0, 100);
    assert!(registry.login(&claims, device(Web), HOME, at(100)).is_ok());
    let refused = registry.login(&claims, device(Web), HOME, at(101)).unwrap_err();
    assert_eq!(refused, LoginRefused::Expired { expires_at: at(100), now: at(101) });
    assert_eq!(refused.code(), ErrorCode::USERSIG_EXPIRED);
}

#[test]
fn apps_are_strictly_apart() {
    let (one, other) = (app(), SdkAppId::new(7).unwrap());
    let mut service = LoginService::new();
    service.insert(Registry::new(one, AppSettings::default()));
    service.insert(Registry::new(other, AppSettings::default()));
    let claims = ticket_of(other, "alice", at(0), 100);
    let refused = service.app_mut(one).unwrap().login(&claims, device(Web), HOME, at(0)).unwrap_err();
    assert_eq!(refused.code().number(), 70014);
    assert!(service.app_mut(other).unwrap().login(&claims, device(Web), HOME, at(0)).is_ok());
    assert!(!service.app(one).unwrap().has_account(&user("alice")));
    assert_eq!(service.app(SdkAppId::new(8).unwrap()).unwrap_err().code().number(), 70020);
    assert_eq!(service.wakes_at(), Some(at(400)));
    assert!(matches!(service.advance(at(400))[..], [(app, Happening::StateChanged(_))] if app == other));
}

#[test]
fn a_ticket_of_another_app_neither_renews_nor_reconnects_its_user() {
    let mut registry = plain();
    let session = login(&mut registry, "alice", device(Web), 0).unwrap().session;
    let elsewhere = ticket_of(SdkAppId::new(7).unwrap(), "alice", at(0), 86_400);
    assert_eq!(registry.renew(session, &elsewhere, at(1)).unwrap_err().code().number(), 70014);
    registry.disconnect(session, at(1)).unwrap();
    let refused = registry.reconnect(&elsewhere, device(Web), at(2)).unwrap_err();
    assert_eq!((refused, refused.code().number()), (ReconnectRefused::WrongSdkAppId, 70014));
    assert_eq!(status(&registry, "alice"), Status::Offline);
}

#[test]
fn a_service_wakes_for_the_earliest_of_its_apps_and_lets_time_pass_in_all_of_them() {
    let apps = [7, 8, 9].map(|number| SdkAppId::new(number).unwrap());
    let mut service = LoginService::new();
    for (app, second) in apps.into_iter().zip([20, 10, 30]) {
        let mut registry = Registry::new(app, AppSettings::default());
        registry.login(&ticket_of(app, "alice", at(0), 1000), device(Web), HOME, at(second)).unwrap();
        assert!(service.insert(registry).is_none());
    }
    assert_eq!(service.wakes_at(), Some(at(410)));
    let dropped: Vec<_> = service.advance(at(430)).into_iter().map(|(app, _)| app).collect();
    assert_eq!(dropped, apps);
}

#[test]
fn a_newcomer_kicks_exactly_whom_the_policy_says_and_tells_who_is_connected() {
    let mut registry = plain();
    let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap();
    login(&mut registry, "alice", device(Web), 1).unwrap();
    login(&mut registry, "bob", device(IPhone), 1).unwrap();
    let android = login(&mut registry, "alice", device(Android), 2).unwrap();
    assert_eq!(kicked(&android), [device(IPhone)]);
    assert_eq!(android.kicked[0].connection.session, phone.session);
    assert_eq!(android.kicked[0].hears, Hears::Now);
    assert_eq!((android.state_change.change, &android.state_change.kicked[..]), (Change::LoggedIn, &[IPhone][..]));
    assert_eq!(registry.request(phone.session, at(3)), Err(RequestRefused::NotLoggedIn));
    assert_eq!(status(&registry, "bob"), Status::Online);
}

#[test]
fn of_its_own_kind_a_newcomer_kicks_the_earliest() {
    let limits = InstanceLimits::default().with(Web, 2).unwrap();
    let settings = LoginSettings { limits, ..LoginSettings::default() };
    let mut registry = registry(AppSettings { login: settings, ..AppSettings::default() });
    for instance in 1..=2 {
        assert_eq!(kicked(&login(&mut registry, "alice", Device::new(Web, instance), instance).unwrap()), []);
    }
    let third = login(&mut registry, "alice", Device::new(Web, 3), 3).unwrap();
    assert_eq!(kicked(&third), [Device::new(Web, 1)]);
    let again = login(&mut registry, "alice", Device::new(Web, 2), 4).unwrap();
    assert_eq!(kicked(&again), [], "it was logged in already");
    let fourth = login(&mut registry, "alice", Device::new(Web, 4), 5).unwrap();
    assert_eq!(kicked(&fourth), [Device::new(Web, 3)], "it begins again as the latest");
}

#[test]
fn who_is_away_goes_before_anybody_online() {
    let limits = InstanceLimits::default().with(Web, 2).unwrap();
    let settings = LoginSettings { limits, ..LoginSettings::default() };
    let mut registry = registry(AppSettings { login: settings, ..AppSettings::default() });
    login(&mut registry, "alice", Device::new(Web, 1), 1).unwrap();
    let away = login(&mut registry, "alice", Device::new(Web, 2), 2).unwrap().session;
    registry.disconnect(away, at(3)).unwrap();
    let third = login(&mut registry, "alice", Device::new(Web, 3), 4).unwrap();
    assert_eq!(kicked(&third), [Device::new(Web, 2)]);
    assert_eq!(third.kicked[0].hears, Hears::WhenItReturns);
    assert_eq!(third.state_change.kicked, [], "it was not connected");
}

#[test]
fn changed_settings_count_from_the_next_login_on() {
    let multi = LoginSettings { policy: MultiDevicePolicy::Multi, ..LoginSettings::default() };
    let mut registry = registry(AppSettings { login: multi, ..AppSettings::default() });
    for platform in [IPhone, IPad, Web, Mac, Windows, Linux] {
        assert_eq!(kicked(&login(&mut registry, "alice", device(platform), 0).unwrap()), []);
    }
    registry.set_login_settings(LoginSettings { policy: MultiDevicePolicy::Triple, ..multi });
    assert_eq!(registry.presence(&user("alice")).unwrap().platforms.len(), 6);
    let newcomer = login(&mut registry, "alice", device(Android), 1).unwrap();
    assert_eq!(kicked(&newcomer), [device(IPhone), device(IPad)]);
}

// Too many refusals

#[test]
fn too_many_refusals_are_70050_for_a_minute_even_for_a_good_ticket() {
    let mut registry = plain();
    let (alice, bad) = (user("alice"), bad_ticket("alice"));
    for second in 0..10 {
        assert_eq!(registry.refused(&alice, HOME, &bad, at(second)), bad.code());
    }
    assert_eq!(registry.refused(&alice, HOME, &bad, at(10)), ErrorCode::FREQ_LIMIT);
    assert_eq!(login(&mut registry, "alice", device(Web), 68), Err(LoginRefused::TooManyRefusals { until: at(69) }));
    assert_eq!(registry.refused_until(&alice, HOME, at(68)), Some(at(69)));
    assert!(login(&mut registry, "alice", device(Web), 69).is_ok());
}

#[test]
fn nobody_locks_out_somebody_else() {
    let mut registry = plain();
    for _ in 0..1000 {
        registry.refused(&user("alice"), ELSEWHERE, &bad_ticket("alice"), at(0));
    }
    assert!(login(&mut registry, "alice", device(Web), 0).is_ok(), "alice from another source");
    let bob = ticket("bob", 0, 100);
    assert!(registry.login(&bob, device(Web), ELSEWHERE, at(0)).is_ok(), "somebody else from that source");
}

#[test]
fn refusals_of_more_than_a_minute_do_not_add_up_and_a_login_forgets_them() {
    let mut registry = plain();
    let (alice, bad) = (user("alice"), bad_ticket("alice"));
    for second in (0..1000).step_by(60) {
        assert_eq!(registry.refused(&alice, HOME, &bad, at(second)), bad.code());
    }
    for _ in 0..3 {
        for _ in 0..9 {
            assert_eq!(registry.refused(&alice, HOME, &bad, at(2000)), bad.code());
        }
        assert!(login(&mut registry, "alice", device(Web), 2000).is_ok());
    }
}

#[test]
fn a_ticket_that_is_over_counts_as_a_refusal() {
    let mut registry = plain();
    let claims = ticket("alice", 0, 1);
    for _ in 0..10 {
        assert_eq!(registry.login(&claims, device(Web), HOME, at(5)).unwrap_err().code().number(), 70001);
    }
    assert_eq!(registry.login(&claims, device(Web), HOME, at(5)).unwrap_err().code().number(), 70050);
}

#[test]
fn the_table_of_refusals_forgets_who_was_refused_least_recently() {
    let refusal_limit = RefusalLimit { allowed: 1, keys: 2 };
    let mut registry = registry(AppSettings { refusal_limit, ..AppSettings::default() });
    let is_limited = |registry: &Registry, name: &str| registry.refused_until(&user(name), HOME, at(1)).is_some();
    for name in ["alice", "bob", "alice", "carol"] {
        registry.refused(&user(name), HOME, &bad_ticket(name), at(0));
    }
    assert!(is_limited(&registry, "alice") && is_limited(&registry, "carol"));
    assert!(!is_limited(&registry, "bob"));
}

#[test]
fn a_clock_set_back_before_a_limit_began_ends_it_and_counting_begins_anew() {
    let refusal_limit = RefusalLimit { allowed: 2, ..RefusalLimit::default() };
    let mut registry = registry(AppSettings { refusal_limit, ..AppSettings::default() });
    let (alice, bad) = (user("alice"), bad_ticket("alice"));
    for second in [0, 30] {
        registry.refused(&alice, HOME, &bad, at(second));
    }
    assert_eq!(registry.refused_until(&alice, HOME, at(30)), Some(at(90)));
    assert_eq!(registry.refused(&alice, HOME, &bad, at(20)), bad.code());
    assert_eq!(registry.refused_until(&alice, HOME, at(20)), None, "it was the first one");
}

// Users counted

#[test]
fn a_user_counts_once_a_day_and_once_a_month_by_the_clocks_of_the_place() {
    // 2023-11-30T15:59:59Z is the last second of a day and of a month in China.
    let last = UnixTime::from_secs(1_701_359_999);
    let first = UnixTime::from_secs(1_701_360_000);
    for (utc_offset, days, months) in [(UtcOffset::CHINA, 1, 1), (UtcOffset::UTC, 2, 2)] {
        let mut registry = registry(AppSettings { utc_offset, ..AppSettings::default() });
        for (name, now) in [("alice", last), ("alice", last), ("bob", first)] {
            registry.login(&ticket_of(app(), name, last, 1000), device(Web), HOME, now).unwrap();
        }
        assert_eq!((registry.daily_active_users(first), registry.monthly_active_users(first)), (days, months));
        registry.login(&ticket_of(app(), "alice", last, 1000), device(Web), HOME, first).unwrap();
        assert_eq!((registry.daily_active_users(first), registry.monthly_active_users(first)), (2, 2));
    }
}

#[test]
fn a_user_whose_account_is_deleted_and_made_again_counts_once_all_the_same() {
    for is_imported_again in [false, true] {
        let mut registry = registry(AppSettings { daily_users_allowed: 1, ..AppSettings::default() });
        let counted = |registry: &Registry, now| (registry.daily_active_users(now), registry.monthly_active_users(now));
        for second in 0..3 {
            login(&mut registry, "alice", device(Web), second).unwrap();
            assert_eq!(counted(&registry, at(second)), (1, 1), "she is no second user of a full day either");
            registry.delete(&user("alice"), at(second)).unwrap();
            if is_imported_again {
                registry.import(&user("alice")).unwrap();
            }
        }
        assert_eq!(login(&mut registry, "bob", device(Web), 3).unwrap_err().code().number(), 72000);
        for later in [86_400, 60 * 86_400] {
            login(&mut registry, "alice", device(Web), later).unwrap();
            assert_eq!(counted(&registry, at(later)), (1, 1), "another day, and another month");
            registry.delete(&user("alice"), at(later)).unwrap();
        }
    }
}

#[test]
fn one_user_more_than_the_days_quota_is_72000_and_is_not_registered() {
    let mut registry = registry(AppSettings { daily_users_allowed: 1, ..AppSettings::default() });
    login(&mut registry, "alice", device(Web), 0).unwrap();
    assert_eq!(login(&mut registry, "bob", device(Web), 0).unwrap_err().code().number(), 72000);
    assert!(!registry.has_account(&user("bob")));
    assert!(login(&mut registry, "alice", device(IPhone), 0).is_ok(), "who is counted already may come again");
    assert!(login(&mut registry, "bob", device(Web), 86_400).is_ok());
}

// Links and presence

#[test]
fn a_connection_silent_for_400_seconds_is_dropped_and_one_with_heartbeats_is_not() {
    let mut registry = plain();
    let silent = login(&mut registry, "alice", device(Windows), 0).unwrap().session;
    let alive = login(&mut registry, "bob", device(Windows), 0).unwrap().session;
    for second in 1..=400 {
        let happenings = registry.advance(at(second));
        if second % 120 == 0 {
            registry.request(alive, at(second)).unwrap();
        }
        assert_eq!(happenings.len(), usize::from(second == 400), "at {second}");
    }
    assert_eq!(registry.request(silent, at(400)), Err(RequestRefused::NotLoggedIn));
    assert_eq!((status(&registry, "alice"), status(&registry, "bob")), (Status::Offline, Status::Online));
}

#[test]
fn a_lost_phone_is_push_online_for_7_days_and_a_lost_page_offline_at_once() {
    let mut registry = plain();
    let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap().session;
    let page = login(&mut registry, "alice", device(Web), 0).unwrap().session;
    registry.disconnect(phone, at(1)).unwrap();
    assert_eq!(status(&registry, "alice"), Status::Online);
    registry.disconnect(page, at(1)).unwrap();
    let presence = registry.presence(&user("alice")).unwrap();
    assert_eq!((presence.status, &presence.platforms[..]), (Status::PushOnline, &[(IPhone, Status::PushOnline)][..]));
    assert_eq!(registry.advance(at(7 * 86_400)), []);
    assert_eq!(status(&registry, "alice"), Status::PushOnline);
    assert_eq!(registry.advance(at(7 * 86_400 + 1)), []);
    assert_eq!(status(&registry, "alice"), Status::Offline);
    assert_eq!(registry.wakes_at(), None, "nothing of them is kept");
}

#[test]
fn who_logs_out_is_offline_everywhere_push_included() {
    let mut registry = plain();
    let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap().session;
    assert_eq!(registry.logout(phone, at(1)).unwrap().change, Change::LoggedOut);
    assert_eq!(status(&registry, "alice"), Status::Offline);
    assert_eq!(registry.logout(phone, at(1)), Err(RequestRefused::NotLoggedIn));
    assert_eq!(registry.disconnect(phone, at(1)), None);
}

#[test]
fn the_end_of_an_old_link_is_not_reported_after_the_device_is_back() {
    let mut registry = plain();
    let claims = ticket("alice", 0, 86_400);
    let old = registry.login(&claims, device(IPhone), HOME, at(0)).unwrap().session;
    let new = registry.reconnect(&claims, device(IPhone), at(50)).unwrap();
    assert_eq!((new.state_change.change, new.kicked.len()), (Change::LoggedIn, 0));
    assert_eq!(registry.disconnect(old, at(60)), None);
    assert_eq!(registry.advance(at(400)), []);
    assert_eq!(registry.request(new.session, at(449)), Ok(()));
}

#[test]
fn coming_back_is_no_login_and_keeps_the_place() {
    let mut registry = plain();
    let claims = ticket("alice", 0, 30 * 86_400);
    let phone = registry.login(&claims, device(IPhone), HOME, at(0)).unwrap().session;
    registry.disconnect(phone, at(1)).unwrap();
    registry.reconnect(&claims, device(IPhone), at(86_400)).unwrap();
    assert_eq!(registry.daily_active_users(at(86_400)), 0);
    assert_eq!(status(&registry, "alice"), Status::Online);
}

#[test]
fn who_was_kicked_while_the_link_was_down_hears_it_once_when_back() {
    let mut registry = plain();
    let claims = ticket("alice", 0, 86_400);
    let phone = registry.login(&claims, device(IPhone), HOME, at(0)).unwrap().session;
    registry.disconnect(phone, at(1)).unwrap();
    login(&mut registry, "alice", device(Android), 2).unwrap();
    assert_eq!(registry.reconnect(&claims, device(IPhone), at(3)), Err(ReconnectRefused::Kicked));
    assert_eq!(ReconnectRefused::Kicked.code().number(), 6208);
    let back = registry.login(&claims, device(IPhone), HOME, at(4)).unwrap();
    assert_eq!(kicked(&back), [device(Android)]);
}

#[test]
fn who_was_kicked_while_away_logs_in_at_once_or_is_told_6208_once_by_the_switch() {
    for (switch, answers) in [(KickedWhileAway::LogsIn, [0, 0]), (KickedWhileAway::IsTold, [6208, 0])] {
        let mut registry = registry(AppSettings { kicked_while_away: switch, ..AppSettings::default() });
        let phone = login(&mut registry, "alice", device(IPhone), 0).unwrap().session;
        registry.disconnect(phone, at(1)).unwrap();
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
    let mut registry = registry(settings);
    for instance in 1..=100 {
        let page = login(&mut registry, "alice", Device::new(Web, instance), instance).unwrap().session;
        registry.disconnect(page, at(instance)).unwrap();
    }
    let oldest_kept = 100 - u64::try_from(KICKED_AWAY_KEPT).unwrap();
    assert!(login(&mut registry, "alice", Device::new(Web, oldest_kept - 1), 101).is_ok());
    let told = login(&mut registry, "alice", Device::new(Web, oldest_kept + 1), 101);
    assert_eq!(told, Err(LoginRefused::KickedWhileAway));
}

#[test]
fn a_tablet_and_a_phone_are_two_kinds() {
    let mut registry = plain();
    login(&mut registry, "alice", device(IPhone), 0).unwrap();
    assert_eq!(kicked(&login(&mut registry, "alice", device(IPad), 1).unwrap()), [device(IPhone)]);
}

// Expiry while online

#[test]
fn a_ticket_that_runs_out_online_is_told_at_the_next_request_or_at_the_second() {
    for (expiry_notice, told_at) in [(ExpiryNotice::AtTheNextRequest, 120), (ExpiryNotice::AtTheSecond, 101)] {
        let mut registry = registry(AppSettings { expiry_notice, ..AppSettings::default() });
        let claims = ticket("alice", 0, 100);
        let session = registry.login(&claims, device(Web), HOME, at(0)).unwrap().session;
        let mut told = Vec::new();
        for second in 1..=120 {
            let happenings = registry.advance(at(second));
            told.extend(happenings.iter().map(|happening| (second, matches!(happening, Happening::UserSigExpired(_)))));
            if second == 100 {
                assert_eq!(registry.request(session, at(100)), Ok(()));
            }
        }
        let answer = registry.request(session, at(120));
        assert_eq!(answer, Err(RequestRefused::UserSigExpired));
        told.extend((told_at == 120).then_some((120, true)));
        assert_eq!(told, [(told_at, true)]);
        assert_eq!(status(&registry, "alice"), Status::Offline, "nobody is logged in past the ticket");
    }
}

#[test]
fn a_fresh_ticket_goes_on_without_a_login_or_a_kick() {
    let mut registry = plain();
    let session = registry.login(&ticket("alice", 0, 100), device(Web), HOME, at(0)).unwrap().session;
    assert_eq!(registry.request(session, at(101)), Err(RequestRefused::UserSigExpired));
    let day = 86_400;
    registry.renew(session, &ticket("alice", 110, 2 * day), at(110)).unwrap();
    registry.renew(session, &ticket("alice", 110, 3 * day), at(110 + day)).unwrap();
    assert_eq!(registry.request(session, at(110 + day)), Ok(()));
    assert_eq!(registry.daily_active_users(at(110 + day)), 0, "no second login");
    assert_eq!(status(&registry, "alice"), Status::Online);
}

#[test]
fn a_connection_is_renewed_by_a_good_ticket_of_its_own_user_only() {
    let mut registry = plain();
    let session = registry.login(&ticket("alice", 0, 100), device(Web), HOME, at(0)).unwrap().session;
    let (alice, bob) = (user("alice"), user("bob"));
    let refused = registry.renew(session, &ticket("bob", 0, 100), at(1)).unwrap_err();
    assert_eq!(refused, RenewalRefused::WrongUserId { asked: alice, named: bob });
    assert_eq!(registry.renew(session, &ticket("alice", 0, 1), at(2)).unwrap_err().code().number(), 70001);
    registry.logout(session, at(3)).unwrap();
    assert_eq!(registry.renew(session, &ticket("alice", 0, 100), at(3)), Err(RenewalRefused::NotLoggedIn));
}

#[test]
fn a_connection_whose_ticket_has_run_out_has_its_end_reported_whatever_ends_it() {
    type End = fn(&mut Registry, SessionId) -> Vec<Happening>;
    let ends: [(&str, End); 5] = [
        ("Unregister", |registry, session| vec![Happening::StateChanged(registry.logout(session, at(5)).unwrap())]),
        ("LinkClose", |registry, session| vec![Happening::StateChanged(registry.disconnect(session, at(5)).unwrap())]),
        ("TimeOut", |registry, _| registry.advance(at(400))),
        ("Unregister", |registry, _| registry.kick_account(&user("alice"), at(5)).unwrap()),
        ("Unregister", |registry, _| registry.delete(&user("alice"), at(5)).unwrap()),
    ];
    let expired = |registry: &mut Registry| {
        let session = registry.login(&ticket("alice", 0, 1), device(IPhone), HOME, at(0)).unwrap().session;
        assert_eq!(registry.request(session, at(2)), Err(RequestRefused::UserSigExpired));
        session
    };
    for (reason, end) in ends {
        let mut registry = plain();
        let session = expired(&mut registry);
        let happenings = end(&mut registry, session);
        let [Happening::StateChanged(change)] = &happenings[..] else { panic!("{reason}: {happenings:?}") };
        assert_eq!((change.change.reason(), change.platform), (reason, IPhone));
    }
    let mut registry = plain();
    expired(&mut registry);
    let newcomer = login(&mut registry, "alice", device(Android), 5).unwrap();
    assert_eq!((newcomer.kicked[0].hears, &newcomer.state_change.kicked[..]), (Hears::Nothing, &[IPhone][..]));
}

#[test]
fn who_is_not_renewed_is_dropped_400_seconds_after_it_was_last_heard_in_force() {
    let mut registry = plain();
    let session = registry.login(&ticket("alice", 0, 100), device(IPhone), HOME, at(0)).unwrap().session;
    for second in [120, 240, 360] {
        assert_eq!(registry.request(session, at(second)), Err(RequestRefused::UserSigExpired));
    }
    let happenings = registry.advance(at(400));
    assert!(matches!(&happenings[..], [Happening::StateChanged(change)] if change.change == Change::TimedOut));
    assert_eq!(status(&registry, "alice"), Status::Offline);
    assert_eq!(registry.wakes_at(), None);
}

// The clock

#[test]
fn the_last_moment_there_is_does_no_harm() {
    for expiry_notice in [ExpiryNotice::AtTheNextRequest, ExpiryNotice::AtTheSecond] {
        let mut registry = registry(AppSettings { expiry_notice, ..AppSettings::default() });
        let end = UnixTime::MAX;
        let claims = ticket_of(app(), "alice", UnixTime::from_secs(end.as_secs() - 100), 100);
        let session = registry.login(&claims, device(IPhone), HOME, end).unwrap().session;
        let _ = registry.request(session, end);
        registry.advance(end);
        registry.kick_account(&user("alice"), end).unwrap();
        assert_eq!(registry.wakes_at(), None);
    }
}

#[test]
fn after_the_clock_was_set_back_who_is_heard_is_judged_by_the_new_time_and_who_is_not_by_the_old() {
    let mut registry = plain();
    let heard = registry.login(&ticket("alice", 0, 86_400), device(Windows), HOME, at(10_000)).unwrap().session;
    registry.login(&ticket("bob", 0, 86_400), device(Windows), HOME, at(10_000)).unwrap();
    registry.request(heard, at(100)).unwrap();
    assert_eq!(registry.advance(at(500)).len(), 1);
    assert_eq!((status(&registry, "alice"), status(&registry, "bob")), (Status::Offline, Status::Online));
    assert_eq!(registry.advance(at(10_399)), []);
    assert_eq!(registry.advance(at(10_400)).len(), 1);
}
