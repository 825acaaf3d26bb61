//! Which platforms may be online together, in the words of the console's page.

use usersig_login::platform::Platform;
use usersig_login::policy::MultiDevicePolicy;

pub(crate) fn together(policy: MultiDevicePolicy, one: Platform, other: Platform) -> bool {
    let is_mobile = |platform| matches!(platform, Platform::Android | Platform::IPhone | Platform::IPad);
    let is_web = |platform| platform == Platform::Web;
    one == other
        || match policy {
            MultiDevicePolicy::Single => false,
            MultiDevicePolicy::Dual => is_web(one) || is_web(other),
            MultiDevicePolicy::Triple => is_web(one) || is_web(other) || is_mobile(one) != is_mobile(other),
            MultiDevicePolicy::Multi => true,
        }
}
