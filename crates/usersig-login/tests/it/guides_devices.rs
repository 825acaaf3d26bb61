//! Several devices, by the login guides.
//!
//! The sources are the Flutter guide to login and logout, and the Flutter guide to the `login` API. Each test begins
//! with the sentence it checks.

use std::collections::BTreeSet;

use usersig_login::client::Callback;
use usersig_login::platform::Framework;
use usersig_login::platform::Platform::{self, Android, Linux, Mac, Web, Windows};
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::AppSettings;

use crate::support::random::Rng;
use crate::support::world::World;

// G18, G19. The policies, all orders of login over all platforms, against a simple rule that is written here.
#[test]
fn policies_over_every_order_of_four_logins() {
    let groups = |p: MultiDevicePolicy, d: Platform| -> u8 {
        match (p, d) {
            (MultiDevicePolicy::Single, _) => 0,
            (MultiDevicePolicy::Dual, Web) => 1,
            (MultiDevicePolicy::Dual, _) => 0,
            (MultiDevicePolicy::Triple, Web) => 2,
            (MultiDevicePolicy::Triple, Windows | Mac | Linux) => 1,
            (MultiDevicePolicy::Triple, _) => 0,
            (MultiDevicePolicy::Multi, d) => 10 + d as u8,
        }
    };
    let mut runs = 0;
    for policy in MultiDevicePolicy::ALL {
        let settings = AppSettings { login: LoginSettings { policy, ..Default::default() }, ..Default::default() };
        for code in 0..7_u32.pow(4) {
            let order: Vec<Platform> = (0..4).map(|i| Platform::ALL[(code / 7_u32.pow(i) % 7) as usize]).collect();
            let mut w = World::new(settings);
            let mut expected: Vec<(usize, Platform)> = Vec::new();
            for platform in &order {
                let g = w.ready(*platform);
                assert_eq!(w.login(g, "alice"), 0);
                expected.retain(|(_, there)| groups(policy, *there) != groups(policy, *platform));
                expected.push((g, *platform));
                let really: BTreeSet<usize> = (0..=g).filter(|g| w.who(*g).is_some()).collect();
                assert_eq!(really, expected.iter().map(|e| e.0).collect(), "{policy:?} {order:?}");
                let mut platforms: Vec<Platform> = expected.iter().map(|e| e.1).collect();
                platforms.sort();
                assert_eq!(w.online("alice"), platforms);
            }
            for g in 0..order.len() {
                let out = usize::from(w.who(g).is_none());
                assert_eq!(w.heard(g, Callback::KickedOffline), out, "told exactly once");
            }
            runs += 1;
        }
    }
    assert_eq!(runs, 4 * 2401);
}

// G20 "Web 最多 10 个……Android、iPhone、iPad、Windows、Mac 最多 3 个"
#[test]
fn instances_up_to_the_most() {
    for platform in Platform::ALL {
        let most = if platform == Web { 10 } else { 3 };
        let limits = InstanceLimits::highest();
        let login = LoginSettings { policy: MultiDevicePolicy::Multi, limits };
        let mut w = World::new(AppSettings { login, ..AppSettings::default() });
        let all: Vec<usize> = (0..most + 4).map(|_| w.ready(platform)).collect();
        for (n, g) in all.iter().enumerate() {
            w.pass(1);
            w.login(*g, "alice");
            let there = all.iter().filter(|g| w.who(**g).is_some()).count();
            assert_eq!(there, (n + 1).min(most));
        }
        let gone: Vec<usize> = all.iter().copied().filter(|g| w.who(*g).is_none()).collect();
        assert_eq!(gone, all[..4], "the earliest went");
        assert!(InstanceLimits::default().with(platform, most as u8 + 1).is_err());
        assert!(InstanceLimits::default().with(platform, 0).is_err());
        assert_eq!(InstanceLimits::default().of(platform), 1);
    }
    assert_eq!(Framework::Flutter(Android).platform(), Android);
}

// G21 "超出限制，新登录的实例会把之前已登录的实例踢下线". Never the newcomer, and never more than needed.
#[test]
fn the_newcomer_stays() {
    let mut rng = Rng::new(21);
    for _ in 0..500 {
        let mut limits = InstanceLimits::default();
        for p in Platform::ALL {
            limits = limits.with(p, 1 + rng.below(u64::from(InstanceLimits::most(p))) as u8).unwrap();
        }
        let policy = *rng.pick(&MultiDevicePolicy::ALL);
        let mut w = World::new(AppSettings { login: LoginSettings { policy, limits }, ..Default::default() });
        let all: Vec<usize> = (0..14).map(|_| w.ready(*rng.pick(&Platform::ALL))).collect();
        for _ in 0..40 {
            let g = *rng.pick(&all);
            w.pass(1);
            assert_eq!(w.login(g, "alice"), 0);
            assert_eq!(w.who(g), Some("alice"));
            for p in Platform::ALL {
                let n =
                    all.iter().filter(|g| w.who(**g).is_some() && w.gadgets[**g].link.device().platform == p).count();
                assert!(n <= limits.of(p).into());
            }
            let on = w.online("alice");
            assert!(on.iter().all(|a| on.iter().all(|b| !policy.conflict(*a, *b))), "{policy:?} {on:?}");
        }
    }
}
