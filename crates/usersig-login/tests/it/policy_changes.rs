//! The policy changes while users are online.

use usersig_login::platform::Platform::{Android, IPad, IPhone, Web, Windows};
use usersig_login::policy::{InstanceLimits, LoginSettings, MultiDevicePolicy};
use usersig_login::service::AppSettings;

use crate::support::world::World;

// Lowered limits. The next newcomer of a platform makes the platform fit again, and no other platform is touched.
#[test]
fn policy_changed_while_online() {
    let multi = LoginSettings { policy: MultiDevicePolicy::Multi, limits: InstanceLimits::highest() };
    let mut w = World::new(AppSettings { login: multi, ..Default::default() });
    let web: Vec<_> = (0..10).map(|_| w.ready(Web)).collect();
    let natives = [Android, IPhone, Windows].map(|p| w.ready(p));
    for g in web.iter().chain(&natives) {
        w.login(*g, "alice");
    }
    w.registry.set_settings(AppSettings::default());
    assert_eq!(w.online("alice").len(), 4, "nobody goes by the change itself");
    let late = w.ready(Web);
    w.login(late, "alice");
    assert_eq!(w.online("alice"), [Android, IPhone, Windows, Web], "natives stay until one of them logs in");
    assert!(web.iter().all(|g| w.who(*g).is_none()));
    let ipad = w.ready(IPad);
    w.login(ipad, "alice");
    assert_eq!(w.online("alice"), [IPad, Web]);
}

// a policy that was made stricter, and a device that comes back by itself
#[test]
fn a_stricter_policy_holds_for_who_comes_back() {
    let multi = LoginSettings { policy: MultiDevicePolicy::Multi, ..Default::default() };
    let mut w = World::new(AppSettings { login: multi, ..Default::default() });
    let (a, b) = (w.ready(Android), w.ready(IPhone));
    w.login(a, "alice");
    w.login(b, "alice");
    w.link(a, false);
    let login = LoginSettings { policy: MultiDevicePolicy::Single, ..LoginSettings::default() };
    w.registry.set_settings(AppSettings { login, ..AppSettings::default() });
    w.pass(3600);
    w.beat(b);
    w.pass(3600);
    w.link(a, true);
    w.link(b, false);
    w.link(b, true);
    assert_eq!(w.online("alice").len(), 1, "two hours after the console said: one platform");
}
