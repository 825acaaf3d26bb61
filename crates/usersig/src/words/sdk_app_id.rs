//! The number of an app.

use std::error::Error;
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

/// The number of an app in the console: 1 to 4,294,967,295.
///
/// ```
/// # use usersig::SdkAppId;
/// assert_eq!(SdkAppId::new(1_400_000_000)?.number(), 1_400_000_000);
/// assert!(SdkAppId::new(0).is_err());
/// # Ok::<(), usersig::InvalidSdkAppId>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(try_from = "u32"))]
pub struct SdkAppId(NonZeroU32);

impl SdkAppId {
    /// The app with this number.
    ///
    /// # Errors
    /// When the number is 0, which the SDKs refuse at `initSDK`.
    pub const fn new(number: u32) -> Result<Self, InvalidSdkAppId> {
        match NonZeroU32::new(number) {
            Some(number) => Ok(Self(number)),
            None => Err(InvalidSdkAppId),
        }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for SdkAppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<u32> for SdkAppId {
    type Error = InvalidSdkAppId;

    fn try_from(number: u32) -> Result<Self, Self::Error> {
        Self::new(number)
    }
}

/// Reads decimal digits without a sign and without leading zeros.
impl FromStr for SdkAppId {
    type Err = InvalidSdkAppId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_canonical = text.starts_with(|first: char| matches!(first, '1'..='9'));
        let number = text.parse().map_err(|_| InvalidSdkAppId)?;
        if is_canonical { Ok(Self(number)) } else { Err(InvalidSdkAppId) }
    }
}

/// Says that a number or a text is not an [`SdkAppId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidSdkAppId;

impl fmt::Display for InvalidSdkAppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an SDKAppID is a whole number from 1 to {}", u32::MAX)
    }
}

impl Error for InvalidSdkAppId {}
