//! Hostile drivers.

use usersig::SdkAppId;
use usersig_login::client::Callback;
use usersig_login::platform::Platform::{self, IPhone, Web};
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::{
    AppSettings, Device, KICKED_DEVICES_KEPT, KickedWhileAway, ReconnectRefused, Registry, RenewalRefused, ServiceEvent,
};

use crate::support::fixture::{DAY, HOME, at, claims, claims_of, device, registry, registry_with, second, user};
use crate::support::world::World;

// One account logs in from 10,000 instances, and half of them vanish at once.
#[test]
fn a_login_storm_of_one_account_leaves_no_more_than_the_limits_allow() {
    for policy in [MultiDevicePolicy::Dual, MultiDevicePolicy::Multi] {
        for kicked_while_away in [KickedWhileAway::IsTold, KickedWhileAway::LogsIn] {
            let login = LoginSettings { policy, limits: InstanceLimits::highest() };
            let mut r = registry_with(AppSettings { login, kicked_while_away, ..AppSettings::default() });
            for n in 0..10_000 {
                let device = Device::new(Platform::ALL[(n % 7) as usize], n);
                let logged_in = r.login(&claims("alice", 0, DAY), device, HOME, at(n / 100)).unwrap();
                if n % 2 == 0 {
                    r.disconnect(logged_in.session, at(n / 100));
                }
            }
            assert!(r.sessions(&user("alice")).unwrap().len() <= 28);
            let counts = r.counts();
            assert!(counts.online_sessions + counts.away_sessions <= 28 + KICKED_DEVICES_KEPT, "{counts:?}");
        }
    }
}

// An account is deleted while a link is about to use it, and another account gets its number.
#[test]
fn a_deleted_account_and_the_next_one_on_its_number() {
    let mut r = registry();
    let old = r.login(&claims("alice", 0, DAY), device(Web), HOME, at(0)).unwrap().session;
    r.delete(&user("alice"), at(1)).unwrap();
    let new = r.login(&claims("bob", 0, DAY), device(Web), HOME, at(1)).unwrap().session;
    assert!(r.request(old, at(2)).is_err() && r.logout(old, at(2)).is_err() && r.disconnect(old, at(2)).is_empty());
    assert!(matches!(r.renew(old, &claims("alice", 2, DAY), at(2)), Err(RenewalRefused::NotLoggedIn)));
    assert!(r.request(new, at(2)).is_ok());
    let back = r.reconnect(&claims("alice", 2, DAY), device(Web), Some(old), at(2));
    assert_eq!(back, Err(ReconnectRefused::NoAccount));
}

// tickets and sessions of other apps
#[test]
fn nothing_of_another_app_has_an_effect() {
    let other_app = SdkAppId::new(5).unwrap();
    let mut r = registry();
    let mine = r.login(&claims("alice", 0, DAY), device(Web), HOME, at(0)).unwrap().session;
    let foreign = claims_of(other_app, "alice", second(0), DAY);
    assert_eq!(r.login(&foreign, Device::new(Web, 2), HOME, at(0)).unwrap_err().code().number(), 70014);
    assert_eq!(r.renew(mine, &foreign, at(0)).unwrap_err().code().number(), 70014);
    assert_eq!(r.reconnect(&foreign, device(Web), Some(mine), at(0)).unwrap_err().code().number(), 70014);
    let mut other = Registry::new(other_app, AppSettings::default());
    let bobs = other.login(&claims_of(other_app, "bob", second(0), DAY), device(Web), HOME, at(0)).unwrap().session;
    assert!(other.logout(mine, at(1)).is_err() && other.request(mine, at(1)).is_err());
    assert!(other.disconnect(mine, at(1)).is_empty() && other.kick_session(mine, at(1)).is_err());
    assert!(other.request(bobs, at(1)).is_ok() && r.request(mine, at(1)).is_ok());
}

// A kick by a clock that is 77 years ahead. Then the clock is set right, and the exact valid-after time undoes the
// kick.
#[test]
fn a_kick_of_a_wrong_clock_can_be_undone() {
    let mut r = registry();
    r.login(&claims("alice", 0, DAY), device(Web), HOME, at(0)).unwrap();
    let wrong = 77 * 365 * DAY;
    r.kick_account(&user("alice"), at(wrong)).unwrap();
    r.kick_account(&user("alice"), at(10)).unwrap();
    let login = |r: &mut Registry, issued| r.login(&claims("alice", issued, DAY), device(Web), HOME, at(60)).is_ok();
    assert!(!login(&mut r, 60));
    for not_exact in [10, wrong - 1, wrong + 1] {
        let refused = r.undo_kick(&user("alice"), second(not_exact)).unwrap_err();
        assert_eq!((refused.code().number(), r.valid_after(&user("alice"))), (70402, Some(second(wrong))));
    }
    let (undone, valid_after) = (second(wrong), Some(second(10)));
    let event = ServiceEvent::KickUndone { user_id: user("alice"), undone, valid_after };
    assert_eq!(r.undo_kick(&user("alice"), second(wrong)), Ok(vec![event]));
    assert!(!login(&mut r, 10) && login(&mut r, 11), "the kick at 10 still counts");
}

// Two phones with one instance id, restored from one backup. Each takes the other's place, and the other one is told.
#[test]
fn two_phones_with_one_instance_id() {
    let mut w = World::plain();
    let phones = [(); 2].map(|()| w.add(Device::new(IPhone, 1)));
    for phone in phones {
        w.init(phone);
        w.login(phone, "alice");
    }
    assert_eq!(phones.map(|phone| w.who(phone)), [None, Some("alice")]);
    assert_eq!(phones.map(|phone| w.heard(phone, Callback::KickedOffline)), [1, 0]);
    // The same while the first one has no link.
    w.link(phones[1], false);
    w.login(phones[0], "alice");
    w.link(phones[1], true);
    assert_eq!(phones.map(|phone| w.who(phone)), [Some("alice"), None]);
    assert_eq!(phones.map(|phone| w.heard(phone, Callback::KickedOffline)), [1, 1]);
}
