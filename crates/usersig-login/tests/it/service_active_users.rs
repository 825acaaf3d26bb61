//! The service: daily and monthly active users.

use usersig::UnixTime;
use usersig_login::platform::Platform::{IPhone, Web};
use usersig_login::service::{AppSettings, Registry, UtcOffset};

use crate::support::fixture::{HOME, app, at, claims_of, device, login, registry_with, user};

#[test]
fn a_user_counts_once_a_day_and_once_a_month_by_the_clocks_of_the_place() {
    // 2023-11-30T15:59:59Z is the last second of a day and of a month in China.
    let last = UnixTime::from_secs(1_701_359_999);
    let first = UnixTime::from_secs(1_701_360_000);
    for (utc_offset, days, months) in [(UtcOffset::CHINA, 1, 1), (UtcOffset::UTC, 2, 2)] {
        let mut registry = registry_with(AppSettings { utc_offset, ..AppSettings::default() });
        for (name, now) in [("alice", last), ("alice", last), ("bob", first)] {
            registry.login(&claims_of(app(), name, last, 1000), device(Web), HOME, now.into()).unwrap();
        }
        assert_eq!(
            (registry.daily_active_users(first.into()), registry.monthly_active_users(first.into())),
            (days, months)
        );
        registry.login(&claims_of(app(), "alice", last, 1000), device(Web), HOME, first.into()).unwrap();
        assert_eq!((registry.daily_active_users(first.into()), registry.monthly_active_users(first.into())), (2, 2));
    }
}

#[test]
fn a_user_whose_account_is_deleted_and_made_again_counts_once_all_the_same() {
    for is_imported_again in [false, true] {
        let mut registry = registry_with(AppSettings { daily_users_allowed: 1, ..AppSettings::default() });
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
    let mut registry = registry_with(AppSettings { daily_users_allowed: 1, ..AppSettings::default() });
    login(&mut registry, "alice", device(Web), 0).unwrap();
    assert_eq!(login(&mut registry, "bob", device(Web), 0).unwrap_err().code().number(), 72000);
    assert!(!registry.has_account(&user("bob")));
    assert!(login(&mut registry, "alice", device(IPhone), 0).is_ok(), "who is counted already may come again");
    assert!(login(&mut registry, "bob", device(Web), 86_400).is_ok());
}
