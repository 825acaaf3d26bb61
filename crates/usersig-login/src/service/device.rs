//! Devices and their sessions.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use usersig::SdkAppId;

use crate::platform::Platform;

/// One installation of the app on one device, or one page of a browser.
///
/// The number is unique among the instances of one account and platform. The instance keeps it when it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct InstanceId(pub u64);

/// An instance and the platform it runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Device {
    /// The platform it counts as in the login policy.
    pub platform: Platform,
    /// The instance on that platform.
    pub instance: InstanceId,
}

impl Device {
    /// Instance `instance` of a platform.
    #[must_use]
    pub const fn new(platform: Platform, instance: u64) -> Self {
        Self { platform, instance: InstanceId(instance) }
    }
}

/// A session: one device that is logged in over one link.
///
/// No other session ever has the same id, also in another app and after a restart from a snapshot. A call that names a
/// session that has ended has no effect. The text form is `app.account.serial` in decimal.
///
/// ```
/// use usersig_login::service::SessionId;
///
/// let session: SessionId = "1400000000.3.12".parse()?;
/// assert_eq!(session.to_string(), "1400000000.3.12");
/// # Ok::<(), usersig_login::service::InvalidSessionId>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId {
    pub(crate) serial: u64,
    pub(crate) account: u32,
    pub(crate) sdk_app_id: SdkAppId,
}

impl SessionId {
    /// The app of the session.
    #[must_use]
    pub const fn sdk_app_id(&self) -> SdkAppId {
        self.sdk_app_id
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.sdk_app_id, self.account, self.serial)
    }
}

impl FromStr for SessionId {
    type Err = InvalidSessionId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('.');
        let mut next = || parts.next().ok_or(InvalidSessionId);
        let sdk_app_id = next()?.parse().map_err(|_| InvalidSessionId)?;
        let account = next()?.parse().map_err(|_| InvalidSessionId)?;
        let serial = next()?.parse().map_err(|_| InvalidSessionId)?;
        let session = Self { serial, account, sdk_app_id };
        // One spelling only: no sign, no leading zero, no fourth part.
        if parts.next().is_none() && session.to_string() == text { Ok(session) } else { Err(InvalidSessionId) }
    }
}

/// A text is not the id of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidSessionId;

impl fmt::Display for InvalidSessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the id of a session has the form app.account.serial")
    }
}

impl Error for InvalidSessionId {}

#[cfg(feature = "serde")]
impl serde::Serialize for SessionId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for SessionId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Names a session inside one registry, where the app is known. Ordered by serial, so that sessions that are due at the
/// same moment are handled in the order of their logins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::service) struct SessionKey {
    pub(in crate::service) serial: u64,
    pub(in crate::service) account: AccountKey,
}

/// Names an account inside one registry, from its creation to its deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::service) struct AccountKey(pub(in crate::service) u32);
