//! Memory and work that do not grow with what a stranger sends.

use std::hint::black_box;
use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use allocation_counter::measure;
use usersig::SdkAppId;
use usersig_login::platform::Platform::{self, Web};
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::{AppSettings, Device, KickedWhileAway, LoginService, Registry};

use crate::support::fixture::{
    DAY, HOME, at, claims, claims_of, device, refusal, registry, registry_with, second, user,
};
use crate::support::random::operations;

/// As the docs of `RefusalLimit` state it.
const REFUSALS_BYTES: i64 = 2_500_000;

#[test]
fn the_refusals_of_200_000_strangers_take_at_most_two_and_a_half_megabytes() {
    let (mut registry, refusal) = (registry(), refusal("x"));
    let mut bytes = 0;
    let mut n = 0_u32;
    for count in [9_999, 2, 9_999, 30_000, 150_000] {
        let grown = measure(|| {
            for _ in 0..count {
                n += 1;
                let source = IpAddr::V4(Ipv4Addr::from(n));
                registry.count_refusal(&user(&format!("hostile{n}")), source, &refusal, at(u64::from(n / 10_000)));
            }
        });
        assert!(
            bytes + grown.bytes_max.cast_signed() <= REFUSALS_BYTES,
            "{} bytes after {n}",
            bytes + grown.bytes_max.cast_signed()
        );
        bytes += grown.bytes_current;
    }
    assert!(bytes > 1_000_000, "the refusals are counted: {bytes} bytes");
    assert_eq!(registry.counts().accounts, 0);
}

#[test]
fn ten_thousand_devices_of_one_account_take_less_than_ten_kilobytes() {
    for (policy, limits) in
        [(MultiDevicePolicy::Dual, InstanceLimits::default()), (MultiDevicePolicy::Multi, InstanceLimits::highest())]
    {
        for kicked_while_away in [KickedWhileAway::IsTold, KickedWhileAway::LogsIn] {
            let login = LoginSettings { policy, limits };
            let mut registry = registry_with(AppSettings { login, kicked_while_away, ..AppSettings::default() });
            let claims = claims("alice", 0, DAY);
            let mut arrive = |n: u64| {
                let device = Device::new(Platform::ALL[(n % 7) as usize], n);
                let session = registry.login(&claims, device, HOME, at(n / 100)).unwrap().session;
                if n.is_multiple_of(2) {
                    registry.disconnect(session, at(n / 100));
                }
            };
            let taken = measure(|| (0..10_000).for_each(&mut arrive));
            assert!(taken.bytes_max < 20_000 && taken.bytes_current < 10_000, "{policy:?}: {taken:?}");
        }
    }
}

/// A table that copies itself when it grows would copy several megabytes in one call.
#[test]
fn no_import_or_deletion_works_on_many_accounts_and_deleted_accounts_leave_no_memory() {
    let (mut registry, accounts, mut most) = (registry(), operations(300_000), 0);
    let left = measure(|| {
        for n in 0..accounts {
            let name = user(&format!("user{n}"));
            most = most.max(measure(|| registry.import(&name).unwrap()).bytes_total);
        }
        assert_eq!(registry.counts().accounts as u64, accounts);
        for n in 0..accounts {
            let name = user(&format!("user{n}"));
            most = most.max(measure(|| drop(registry.delete(&name, at(0)).unwrap())).bytes_total);
        }
    });
    assert!(most < 1 << 19, "{most} bytes in one call");
    assert!(left.bytes_max > 100 * accounts && left.bytes_current < 100_000, "{left:?}");
}

#[test]
fn one_timer_call_ends_no_more_sessions_than_it_may() {
    let mut registry = registry();
    for n in 0..5000 {
        let name = format!("user{n}");
        registry.login(&claims(&name, 0, DAY), device(Web), HOME, at(0)).unwrap();
    }
    let mut events = 0;
    while registry.poll_timeout().is_some_and(|due_at| due_at <= at(600)) {
        let mut call = 0;
        let taken = measure(|| call = registry.handle_timeout(at(600), 100).len());
        assert!(call <= 100 && taken.bytes_max < 100_000, "{call} events, {taken:?}");
        events += call;
    }
    assert_eq!(events, 5000);
}

/// A service that looks at each app would take a hundred times as long.
#[test]
fn the_timer_of_a_service_does_not_grow_with_its_apps() {
    let spans = [100, 10_000].map(|apps| {
        let mut service = LoginService::new();
        for number in 1..=apps {
            let app = SdkAppId::new(number).unwrap();
            let mut registry = Registry::new(app, AppSettings::default());
            if number % 100 == 0 {
                registry.login(&claims_of(app, "alice", second(0), DAY), device(Web), HOME, at(0)).unwrap();
            }
            service.insert(registry);
        }
        let look = || {
            let start = Instant::now();
            for _ in 0..1000 {
                assert!(
                    black_box(&mut service).handle_timeout(at(1), 100).is_none() && service.poll_timeout().is_some()
                );
            }
            start.elapsed()
        };
        std::iter::repeat_with(look).take(20).min().unwrap()
    });
    assert!(spans[1] < spans[0] * 20 + Duration::from_millis(1), "{spans:?}");
}
