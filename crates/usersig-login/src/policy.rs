//! Which devices of a user may be online together, and which ones a new login kicks.

mod instance_limits;

use crate::platform::Platform::{self, Android, IPad, IPhone, Mac, Web, Windows};
pub use instance_limits::{InstanceLimits, InvalidInstanceLimit};

/// The console's multi-device login option.
///
/// Source: console login settings, feature introduction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum MultiDevicePolicy {
    /// Only one kind of platform.
    Single,
    /// One kind of mobile or desktop platform, and Web. This is the console's default.
    #[default]
    Dual,
    /// One kind of mobile platform, one kind of desktop platform, and Web.
    Triple,
    /// Every kind.
    Multi,
}

/// Of each set of platforms only one kind may be online. The rows are those of the console's page.
const ONE_KIND_OF: [(MultiDevicePolicy, &[&[Platform]]); 4] = [
    (MultiDevicePolicy::Single, &[&[Android, IPhone, IPad, Windows, Mac, Web]]),
    (MultiDevicePolicy::Dual, &[&[Android, IPhone, IPad, Windows, Mac]]),
    (MultiDevicePolicy::Triple, &[&[Android, IPhone, IPad], &[Windows, Mac]]),
    (MultiDevicePolicy::Multi, &[]),
];

/// Linux belongs to the sets of this platform. The page does not mention it. It is a desktop, and the limits of instances
/// list it with the desktops.
pub const LINUX_IS_GROUPED_WITH: Platform = Windows;

impl MultiDevicePolicy {
    /// Every option, in the order of the console.
    pub const ALL: [Self; 4] = [Self::Single, Self::Dual, Self::Triple, Self::Multi];

    /// The sets of platforms of which only one kind may be online. Linux belongs to the sets of
    /// [`LINUX_IS_GROUPED_WITH`].
    #[must_use]
    pub const fn one_kind_of(self) -> &'static [&'static [Platform]] {
        ONE_KIND_OF[self as usize].1
    }

    /// Whether two kinds cannot be online together. For two devices of one kind see [`InstanceLimits`].
    #[must_use]
    pub fn conflict(self, one: Platform, other: Platform) -> bool {
        let (grouped, other_grouped) = (grouped_with(one), grouped_with(other));
        let mut sets = self.one_kind_of().iter();
        one != other && sets.any(|set| set.contains(&grouped) && set.contains(&other_grouped))
    }
}

/// The console's login settings: the policy, and how many instances of a kind may be online.
///
/// The documents mention raised limits only together with [`Multi`](MultiDevicePolicy::Multi). Here they go with every
/// policy: first the kinds are judged, then the instances of the newcomer's own kind.
///
/// ```
/// use usersig_login::platform::Platform::{Android, IPhone, Web};
/// use usersig_login::policy::LoginSettings;
///
/// let online = [IPhone, Web];
/// let kicked: Vec<usize> = LoginSettings::default().kicked_by(Android, &online).collect();
/// assert_eq!(kicked, [0], "the iPhone goes, Web stays");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default, deny_unknown_fields))]
pub struct LoginSettings {
    /// The kinds that may be online together.
    pub policy: MultiDevicePolicy,
    /// How many devices of one kind.
    pub limits: InstanceLimits,
}

impl LoginSettings {
    /// The devices a newcomer kicks, as positions in `online`, which is ordered by login, the earliest first.
    ///
    /// It kicks every device of a conflicting kind, and the earliest devices of its own kind above the limit (login
    /// guide: the new instance kicks those logged in before).
    pub fn kicked_by(self, newcomer: Platform, online: &[Platform]) -> impl Iterator<Item = usize> {
        let of_its_kind = online.iter().filter(|platform| **platform == newcomer).count();
        let mut too_many = (of_its_kind + 1).saturating_sub(self.limits.of(newcomer).into());
        let goes = move |platform: Platform| {
            if platform != newcomer {
                return self.policy.conflict(platform, newcomer);
            }
            let goes = too_many > 0;
            too_many = too_many.saturating_sub(1);
            goes
        };
        kicked(online, goes)
    }
}

fn kicked(online: &[Platform], mut goes: impl FnMut(Platform) -> bool) -> impl Iterator<Item = usize> {
    online.iter().enumerate().filter(move |(_, platform)| goes(**platform)).map(|(position, _)| position)
}

const fn grouped_with(platform: Platform) -> Platform {
    match platform {
        Platform::Linux => LINUX_IS_GROUPED_WITH,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{MultiDevicePolicy, ONE_KIND_OF};

    #[test]
    fn a_row_is_found_by_its_policy() {
        for (row, policy) in ONE_KIND_OF.iter().zip(MultiDevicePolicy::ALL) {
            assert_eq!(row.0, policy);
        }
    }
}
