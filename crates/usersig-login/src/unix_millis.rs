//! The time of the service, in milliseconds.

use std::fmt;
use std::time::{Duration, SystemTime};

use usersig::{ClockBefore1970, UnixTime};

/// Milliseconds since 1970-01-01T00:00:00Z.
///
/// A ticket counts in seconds ([`UnixTime`]). State.StateChange carries milliseconds, so the service needs them.
///
/// ```
/// use usersig::UnixTime;
/// use usersig_login::UnixMillis;
///
/// let now = UnixMillis::from_millis(1_700_000_000_250);
/// assert_eq!(now.second(), UnixTime::from_secs(1_700_000_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct UnixMillis(u64);

impl UnixMillis {
    /// The last millisecond this type can hold.
    pub const MAX: Self = Self(u64::MAX);

    /// Takes milliseconds since 1970.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// The second this millisecond belongs to. Tickets are judged by it.
    #[must_use]
    pub const fn second(self) -> UnixTime {
        UnixTime::from_secs(self.0 / 1000)
    }

    /// The time `span` later, at most [`MAX`](Self::MAX).
    #[must_use]
    pub fn saturating_add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(millis(span)))
    }

    /// The time `span` earlier, at least 1970.
    #[must_use]
    pub fn saturating_sub(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(millis(span)))
    }

    /// The time from `earlier` to this moment. Zero if `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

impl From<UnixTime> for UnixMillis {
    /// The first millisecond of the second.
    fn from(second: UnixTime) -> Self {
        Self(second.as_secs().saturating_mul(1000))
    }
}

impl TryFrom<SystemTime> for UnixMillis {
    type Error = ClockBefore1970;

    /// The millisecond that the moment belongs to.
    fn try_from(time: SystemTime) -> Result<Self, Self::Error> {
        let since_1970 = time.duration_since(SystemTime::UNIX_EPOCH).map_err(|_| ClockBefore1970)?;
        Ok(Self(millis(since_1970)))
    }
}

impl fmt::Display for UnixMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_of_the_clock_is_the_millisecond_it_belongs_to() {
        let moment = SystemTime::UNIX_EPOCH + Duration::from_micros(1_700_000_000_123_999);
        assert_eq!(UnixMillis::try_from(moment), Ok(UnixMillis::from_millis(1_700_000_000_123)));
    }

    #[test]
    fn a_clock_before_1970_is_an_error() {
        let moment = SystemTime::UNIX_EPOCH - Duration::from_millis(1);
        assert_eq!(UnixMillis::try_from(moment), Err(ClockBefore1970));
    }
}
