//! Who may be online beside whom, and whom a newcomer kicks.

mod instance_limits;

use crate::platform::Platform::{self, Android, IPad, IPhone, Mac, Web, Windows};
pub use instance_limits::{InstanceLimits, InvalidInstanceLimit};

/// The console's multi-device login option.
///
/// Source: console login settings, feature introduction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum MultiDevicePolicy {
    /// One kind of platform in all.
    Single,
    /// One kind of mobile or desktop platform, and Web: what an app has unless it chooses.
    #[default]
    Dual,
    /// One kind of mobile platform, one of desktop platform, and Web.
    Triple,
    /// Every kind.
    Multi,
}

/// The table: of each set, a policy lets only one kind be online. The rows say what the console's page says.
const ONE_KIND_OF: [(MultiDevicePolicy, &[&[Platform]]); 4] = [
    (MultiDevicePolicy::Single, &[&[Android, IPhone, IPad, Windows, Mac, Web]]),
    (MultiDevicePolicy::Dual, &[&[Android, IPhone, IPad, Windows, Mac]]),
    (MultiDevicePolicy::Triple, &[&[Android, IPhone, IPad], &[Windows, Mac]]),
    (MultiDevicePolicy::Multi, &[]),
];

/// In whose sets Linux is: the page leaves it out. It is a desktop, and the limits of instances count it beside these.
pub const LINUX_IS_GROUPED_WITH: Platform = Windows;

impl MultiDevicePolicy {
    /// Every option, in the order of the console.
    pub const ALL: [Self; 4] = [Self::Single, Self::Dual, Self::Triple, Self::Multi];

    /// The sets of kinds of which only one may be online. Linux is where [`LINUX_IS_GROUPED_WITH`] is.
    #[must_use]
    pub const fn one_kind_of(self) -> &'static [&'static [Platform]] {
        ONE_KIND_OF[self as usize].1
    }

    /// Whether two kinds cannot be online together. A kind never conflicts with itself: see [`InstanceLimits`].
    #[must_use]
    pub fn conflict(self, one: Platform, other: Platform) -> bool {
        let (grouped, other_grouped) = (grouped_with(one), grouped_with(other));
        let mut sets = self.one_kind_of().iter();
        one != other && sets.any(|set| set.contains(&grouped) && set.contains(&other_grouped))
    }
}

/// What the console's login settings say: the option, and how many instances of a kind may be online.
///
/// The raised limits are documented together with [`Multi`](MultiDevicePolicy::Multi) only; here they go with every
/// option: the kinds are judged first, then the instances of the newcomer's own kind. A change counts from the next
/// login on: nobody is kicked by the change itself, on which the documents are silent.
///
/// ```
/// use usersig_login::{LoginSettings, Platform::{Android, IPhone, Web}};
///
/// let online = [IPhone, Web];
/// let kicked: Vec<usize> = LoginSettings::default().kicked_by(Android, &online).collect();
/// assert_eq!(kicked, [0], "the iPhone goes, Web stays");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LoginSettings {
    /// Which kinds may be online together.
    pub policy: MultiDevicePolicy,
    /// How many of one kind.
    pub limits: InstanceLimits,
}

impl LoginSettings {
    /// Which of those online a newcomer kicks: positions in `online`, which is ordered by login, the earliest first.
    ///
    /// First every instance of a kind that conflicts, then the earliest of its own kind until it fits, nobody else
    /// (login guide: the new instance kicks those logged in before).
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
