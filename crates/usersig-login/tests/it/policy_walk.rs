//! The policy table, compared with the sentences of the console's page.

use usersig_login::platform::Platform::{self, Android, IPad, IPhone, Linux, Mac, Web, Windows};
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::{AppSettings, Device, LoggedIn};

use crate::support::fixture::{HOME, at, claims, kicked_sessions, registry_with};

/// The largest sets of platforms that each policy allows online together.
fn companies(policy: MultiDevicePolicy) -> Vec<Vec<Platform>> {
    let (mobile, desktop) = ([Android, IPhone, IPad], [Windows, Mac, Linux]);
    match policy {
        MultiDevicePolicy::Single => Platform::ALL.map(|platform| vec![platform]).into(),
        MultiDevicePolicy::Dual => mobile.into_iter().chain(desktop).map(|platform| vec![platform, Web]).collect(),
        MultiDevicePolicy::Triple => {
            mobile.into_iter().flat_map(|phone| desktop.map(|computer| vec![phone, computer, Web])).collect()
        }
        MultiDevicePolicy::Multi => vec![Platform::ALL.into()],
    }
}

/// Whether all of these may be online together.
fn is_allowed(companies: &[Vec<Platform>], kinds: &[Platform]) -> bool {
    companies.iter().any(|company| kinds.iter().all(|kind| company.contains(kind)))
}

/// Every number of instances of each platform, up to the limits.
fn every_set(limits: InstanceLimits) -> impl Iterator<Item = [u8; 7]> {
    let total: u32 = Platform::ALL.map(|platform| u32::from(limits.of(platform)) + 1).iter().product();
    (0..total).map(move |mut number| {
        Platform::ALL.map(|platform| {
            let base = u32::from(limits.of(platform)) + 1;
            let digit = number % base;
            number /= base;
            u8::try_from(digit).unwrap()
        })
    })
}

/// The instances one platform after the other, or one of each in turn.
fn in_order(set: [u8; 7], order: usize) -> Vec<Platform> {
    let all = Platform::ALL.into_iter().zip(set);
    let mut online: Vec<(u8, Platform)> = all.flat_map(|(platform, n)| (0..n).map(move |i| (i, platform))).collect();
    if order == 1 {
        online.sort_by_key(|(i, _)| *i);
    }
    online.into_iter().map(|(_, platform)| platform).collect()
}

fn kinds(online: &[Platform]) -> Vec<Platform> {
    Platform::ALL.into_iter().filter(|platform| online.contains(platform)).collect()
}

fn count(online: &[Platform], kind: Platform) -> usize {
    online.iter().filter(|platform| **platform == kind).count()
}

fn check(companies: &[Vec<Platform>], settings: LoginSettings, newcomer: Platform, online: &[Platform]) {
    let case = || format!("{settings:?}: {newcomer} comes to {online:?}");
    let kicked: Vec<usize> = settings.kicked_by(newcomer, online).collect();
    let stays = |position: &usize| !kicked.contains(position);
    let mut after: Vec<Platform> = (0..online.len()).filter(stays).map(|position| online[position]).collect();
    after.push(newcomer);

    assert!(is_allowed(companies, &kinds(&after)), "{}: leaves {after:?}", case());
    for platform in Platform::ALL {
        assert!(count(&after, platform) <= settings.limits.of(platform).into(), "{}: leaves {after:?}", case());
    }
    for position in &kicked {
        let platform = online[*position];
        if platform == newcomer {
            let room_for_one_more = count(&after, newcomer) < settings.limits.of(newcomer).into();
            assert!(!room_for_one_more, "{}: {position} need not go", case());
            let earlier = (0..*position).filter(|earlier| online[*earlier] == newcomer);
            assert!(earlier.clone().all(|earlier| kicked.contains(&earlier)), "{}: not the earliest", case());
        } else {
            assert!(!is_allowed(companies, &[platform, newcomer]), "{}: {position} need not go", case());
        }
    }
}

fn walk(policy: MultiDevicePolicy, limits: InstanceLimits, orders: usize) -> usize {
    let settings = LoginSettings { policy, limits };
    let companies = companies(policy);
    let mut steps = 0;
    for set in every_set(limits).filter(|set| is_allowed(&companies, &kinds(&in_order(*set, 0)))) {
        for order in 0..orders {
            let online = in_order(set, order);
            for newcomer in Platform::ALL {
                check(&companies, settings, newcomer, &online);
                steps += 1;
            }
        }
    }
    steps
}

#[test]
fn every_set_up_to_the_highest_limits_and_every_newcomer_keep_the_rules() {
    let steps: usize = MultiDevicePolicy::ALL.map(|policy| walk(policy, InstanceLimits::highest(), 2)).iter().sum();
    assert!(steps > 2 * 7 * 45_056, "only {steps} steps");
}

#[test]
fn every_set_keeps_the_rules_under_every_limit() {
    let mut steps = 0;
    for policy in MultiDevicePolicy::ALL {
        for (native, web) in (1..=3).flat_map(|native| (1..=10).map(move |web| (native, web))) {
            let natives = Platform::ALL.into_iter().filter(|platform| *platform != Web);
            let limits = natives.fold(InstanceLimits::default(), |limits, of| limits.with(of, native).unwrap());
            let is_walked_above = native == 3 && policy == MultiDevicePolicy::Multi;
            if !is_walked_above {
                steps += walk(policy, limits.with(Web, web).unwrap(), 1);
            }
        }
    }
    assert!(steps > 40_000, "only {steps} steps");
}

/// The same through the service. The newcomer is online, the kicked devices can do nothing any more, and all others
/// stay.
#[test]
fn every_set_up_to_two_of_a_kind_and_every_newcomer_keep_the_rules_in_a_registry_with() {
    let limits = Platform::ALL.into_iter().fold(InstanceLimits::default(), |limits, of| limits.with(of, 2).unwrap());
    let alice = claims("alice", 0, 86_400);
    let mut steps = 0;
    for policy in MultiDevicePolicy::ALL {
        let (companies, login) = (companies(policy), LoginSettings { policy, limits });
        for set in every_set(limits).filter(|set| is_allowed(&companies, &kinds(&in_order(*set, 0)))) {
            let online = in_order(set, 1);
            for newcomer in Platform::ALL {
                let mut registry = registry_with(AppSettings { login, ..AppSettings::default() });
                let mut come = |platform: Platform, instance| {
                    registry.login(&alice, Device::new(platform, instance), HOME, at(0)).unwrap()
                };
                let sessions: Vec<_> = (0..).zip(&online).map(|(number, on)| come(*on, number)).collect();
                assert!(
                    sessions.iter().all(|logged_in| kicked_sessions(&logged_in.events).is_empty()),
                    "{online:?} may be together"
                );
                let latest = come(newcomer, 99);
                let kicked = kicked_sessions(&latest.events);
                let by_the_table = login.kicked_by(newcomer, &online).map(|position| sessions[position].session);
                assert_eq!(kicked, by_the_table.collect::<Vec<_>>(), "{login:?}: {newcomer} comes to {online:?}");
                assert!(registry.request(latest.session, at(1)).is_ok(), "{newcomer} is not online");
                for LoggedIn { session, .. } in sessions {
                    assert_eq!(registry.request(session, at(1)).is_err(), kicked.contains(&session));
                }
                steps += 1;
            }
        }
    }
    assert!(steps > 7 * 2187, "only {steps} steps");
}

#[test]
fn a_lowered_limit_holds_again_for_the_next_newcomers_kind() {
    let settings = LoginSettings { policy: MultiDevicePolicy::Multi, limits: InstanceLimits::default() };
    let online = [Web, Android, Web, Android, Web];
    assert_eq!(settings.kicked_by(Web, &online).collect::<Vec<_>>(), [0, 2, 4]);
    assert_eq!(settings.kicked_by(Mac, &online).count(), 0, "nobody else is looked at");
}

#[test]
fn kinds_conflict_both_ways_and_never_with_themselves() {
    for policy in MultiDevicePolicy::ALL {
        for one in Platform::ALL {
            assert!(!policy.conflict(one, one));
            for other in Platform::ALL {
                assert_eq!(policy.conflict(one, other), policy.conflict(other, one));
                assert_eq!(
                    policy.conflict(one, other),
                    !is_allowed(&companies(policy), &[one, other]),
                    "{policy:?} {one} {other}"
                );
            }
        }
    }
}

#[test]
fn an_app_that_chose_nothing_has_one_native_kind_and_web() {
    let settings = LoginSettings::default();
    assert_eq!(settings.policy, MultiDevicePolicy::Dual);
    assert_eq!(settings.kicked_by(Android, &[IPhone, Web]).collect::<Vec<_>>(), [0]);
    assert_eq!(settings.kicked_by(Web, &[IPhone, Web]).collect::<Vec<_>>(), [1]);
    assert_eq!(settings.kicked_by(Linux, &[Windows, Web]).collect::<Vec<_>>(), [0]);
}
