//! What connects.

use crate::platform::Platform;

/// One installation of the app on one device, or one page of a browser: a number that is its own among those of its
/// account and platform, and the same when it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct InstanceId(pub u64);

/// An instance and what it runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Device {
    /// What it counts as in the login policy.
    pub platform: Platform,
    /// Which one of that platform.
    pub instance: InstanceId,
}

impl Device {
    /// Instance `instance` of a platform.
    #[must_use]
    pub const fn new(platform: Platform, instance: u64) -> Self {
        Self { platform, instance: InstanceId(instance) }
    }
}

/// A connection of a device that is logged in. No other connection of the registry ever has the same, so that what is
/// said of a connection that is over means nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId {
    /// First, so that what falls due in the same second is found in the order of the logins.
    pub(super) serial: u64,
    pub(super) account: u32,
}
