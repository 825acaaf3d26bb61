//! How many devices of one kind may be online at once.

#[cfg(feature = "serde")]
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use usersig::ErrorCode;

use crate::platform::Platform;

/// How many instances of each platform may be online. It is one, unless the limit is raised.
///
/// The source is the console login settings. There it depends on an app's edition whether a limit can be raised, and
/// the documents disagree about the editions. Here it does not.
///
/// ```
/// use usersig_login::platform::Platform;
/// use usersig_login::policy::InstanceLimits;
///
/// let limits = InstanceLimits::default().with(Platform::Web, 10)?;
/// assert_eq!((limits.of(Platform::Web), limits.of(Platform::Mac)), (10, 1));
/// assert!(limits.with(Platform::Mac, 4).is_err());
/// # Ok::<(), usersig_login::policy::InvalidInstanceLimit>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "BTreeMap<Platform, u8>", into = "BTreeMap<Platform, u8>"))]
pub struct InstanceLimits([u8; Platform::ALL.len()]);

impl InstanceLimits {
    /// The highest limit the console can set. It is 10 for Web and 3 for every other platform (login guide).
    #[must_use]
    pub const fn most(platform: Platform) -> u8 {
        match platform {
            Platform::Web => 10,
            Platform::Android
            | Platform::IPhone
            | Platform::IPad
            | Platform::Windows
            | Platform::Mac
            | Platform::Linux => 3,
        }
    }

    /// The highest limit of every platform.
    #[must_use]
    pub fn highest() -> Self {
        Self(Platform::ALL.map(Self::most))
    }

    /// Sets the limit of a platform.
    ///
    /// # Errors
    /// If it is 0 or more than [`most`](Self::most).
    pub const fn with(mut self, platform: Platform, limit: u8) -> Result<Self, InvalidInstanceLimit> {
        if limit == 0 || limit > Self::most(platform) {
            return Err(InvalidInstanceLimit { platform, limit });
        }
        self.0[platform.index()] = limit;
        Ok(self)
    }

    /// The limit of a platform.
    #[must_use]
    pub const fn of(self, platform: Platform) -> u8 {
        self.0[platform.index()]
    }
}

#[cfg(feature = "serde")]
impl TryFrom<BTreeMap<Platform, u8>> for InstanceLimits {
    type Error = InvalidInstanceLimit;

    /// A platform without an entry has the limit 1.
    fn try_from(limits: BTreeMap<Platform, u8>) -> Result<Self, Self::Error> {
        limits.into_iter().try_fold(Self::default(), |all, (platform, limit)| all.with(platform, limit))
    }
}

#[cfg(feature = "serde")]
impl From<InstanceLimits> for BTreeMap<Platform, u8> {
    fn from(limits: InstanceLimits) -> Self {
        Platform::ALL.map(|platform| (platform, limits.of(platform))).into()
    }
}

impl Default for InstanceLimits {
    fn default() -> Self {
        Self([1; Platform::ALL.len()])
    }
}

/// The console cannot set this limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidInstanceLimit {
    /// The platform.
    pub platform: Platform,
    /// The limit.
    pub limit: u8,
}

impl InvalidInstanceLimit {
    /// The service's code for a bad parameter, 70402.
    #[must_use]
    pub const fn code(self) -> ErrorCode {
        ErrorCode::SVR_ACCOUNT_INVALID_PARAMETERS
    }
}

impl fmt::Display for InvalidInstanceLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { platform, limit } = self;
        write!(f, "{platform} can have 1 to {} instances online, not {limit}", InstanceLimits::most(*platform))
    }
}

impl Error for InvalidInstanceLimit {}
