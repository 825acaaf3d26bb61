//! How many devices of one kind may be online at once.

use std::error::Error;
use std::fmt;

use usersig::ErrorCode;

use crate::platform::Platform;

/// The number of instances each platform may have online: one, unless raised.
///
/// Source: console login settings. Raising it is a matter of an app's edition there, on which the documents disagree;
/// here it is not.
///
/// ```
/// use usersig_login::{InstanceLimits, Platform};
///
/// let limits = InstanceLimits::default().with(Platform::Web, 10)?;
/// assert_eq!((limits.of(Platform::Web), limits.of(Platform::Mac)), (10, 1));
/// assert!(limits.with(Platform::Mac, 4).is_err());
/// # Ok::<(), usersig_login::InvalidInstanceLimit>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InstanceLimits([u8; Platform::ALL.len()]);

impl InstanceLimits {
    /// The most instances a platform can be allowed: 10 of Web, 3 of every other (login guide).
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

    /// As many as can be allowed, of every platform.
    #[must_use]
    pub fn highest() -> Self {
        Self(Platform::ALL.map(Self::most))
    }

    /// Allows so many of a platform.
    ///
    /// # Errors
    /// When it is 0 or more than [`most`](Self::most).
    pub const fn with(mut self, platform: Platform, limit: u8) -> Result<Self, InvalidInstanceLimit> {
        if limit == 0 || limit > Self::most(platform) {
            return Err(InvalidInstanceLimit { platform, limit });
        }
        self.0[platform.index()] = limit;
        Ok(self)
    }

    /// How many of a platform may be online.
    #[must_use]
    pub const fn of(self, platform: Platform) -> u8 {
        self.0[platform.index()]
    }
}

impl Default for InstanceLimits {
    fn default() -> Self {
        Self([1; Platform::ALL.len()])
    }
}

/// Says that the console cannot set such a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidInstanceLimit {
    /// For what it was meant.
    pub platform: Platform,
    /// The number.
    pub limit: u8,
}

impl InvalidInstanceLimit {
    /// The service's word for a bad parameter: 70402.
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
