//! Moments and lifetimes.

use std::error::Error;
use std::fmt;
use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp};

/// A moment in whole seconds since 1970-01-01T00:00:00Z, up to [`UnixTime::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct UnixTime(u64);

impl UnixTime {
    /// The last moment a ticket can state. It is 2^63 - 1, the largest number that every reader of the format can hold.
    pub const MAX: Self = Self(i64::MAX as u64);

    /// The moment this many seconds after 1970. A count above [`MAX`](Self::MAX), 292 billion years, becomes `MAX`.
    #[must_use]
    pub const fn from_secs(secs: u64) -> Self {
        if secs < Self::MAX.0 { Self(secs) } else { Self::MAX }
    }

    /// The number of seconds after 1970.
    #[must_use]
    pub const fn as_secs(self) -> u64 {
        self.0
    }

    /// The moment this much later, at most [`MAX`](Self::MAX). Fractions of a second are dropped.
    #[must_use]
    pub const fn saturating_add(self, span: Duration) -> Self {
        Self::from_secs(self.0.saturating_add(span.as_secs()))
    }

    /// The moment this much earlier, at least 1970. Fractions of a second are dropped.
    #[must_use]
    pub const fn saturating_sub(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(span.as_secs()))
    }

    /// The time that passed since `earlier`, or zero if `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_secs(self.0.saturating_sub(earlier.0))
    }
}

/// Writes the time as RFC 3339 has it in UTC, for example `2023-11-14T22:13:20Z`. RFC 3339 ends with the year 9999. A
/// later time is written as the number of seconds after 1970.
impl fmt::Display for UnixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match i64::try_from(self.0).ok().and_then(|secs| Timestamp::from_second(secs).ok()) {
            Some(timestamp) => timestamp.fmt(f),
            None => write!(f, "{} s after 1970", self.0),
        }
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for UnixTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let secs = u64::deserialize(deserializer)?;
        let time = Some(Self::from_secs(secs)).filter(|time| time.as_secs() == secs);
        time.ok_or_else(|| serde::de::Error::custom(format!("time {secs} is after {}", Self::MAX)))
    }
}

impl TryFrom<SystemTime> for UnixTime {
    type Error = ClockBefore1970;

    fn try_from(time: SystemTime) -> Result<Self, Self::Error> {
        let since_1970 = time.duration_since(SystemTime::UNIX_EPOCH).map_err(|_| ClockBefore1970)?;
        Ok(Self::from_secs(since_1970.as_secs()))
    }
}

/// A span as a person reads it, for example `1h 5m 3s`. It is not a `String`, so that a refusal can be written without an
/// allocation.
pub(crate) fn readable(span: Duration) -> impl fmt::Display {
    Readable(SignedDuration::from_secs(i64::try_from(span.as_secs()).unwrap_or(i64::MAX)))
}

struct Readable(SignedDuration);

impl fmt::Display for Readable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

/// Says that a clock shows a time before 1970, so that it cannot be used to sign or verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockBefore1970;

impl fmt::Display for ClockBefore1970 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the clock shows a time before 1970")
    }
}

impl Error for ClockBefore1970 {}

/// How long a new ticket is valid. It is 1 second to 50 years of 365 days, the documented maximum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(try_from = "u64"))]
pub struct Lifetime(u32);

impl Lifetime {
    /// One hour, enough for a test.
    pub const HOUR: Self = Self(3600);
    /// One day, the minimum that the service's documents advise for real logins (see code 70001).
    pub const DAY: Self = Self(86_400);
    /// Fifty years.
    pub const MAX: Self = Self(1_576_800_000);

    /// A lifetime of this many seconds.
    ///
    /// # Errors
    /// When the number is 0 or more than [`MAX`](Self::MAX).
    pub const fn from_secs(secs: u64) -> Result<Self, InvalidLifetime> {
        if secs == 0 || secs > Self::MAX.0 as u64 {
            return Err(InvalidLifetime { secs });
        }
        #[expect(clippy::cast_possible_truncation, reason = "50 years of seconds fit 32 bits")]
        Ok(Self(secs as u32))
    }

    /// The length in seconds.
    #[must_use]
    pub const fn as_secs(self) -> u64 {
        self.0 as u64
    }
}

impl From<Lifetime> for Duration {
    fn from(lifetime: Lifetime) -> Self {
        Self::from_secs(lifetime.as_secs())
    }
}

impl TryFrom<u64> for Lifetime {
    type Error = InvalidLifetime;

    fn try_from(secs: u64) -> Result<Self, Self::Error> {
        Self::from_secs(secs)
    }
}

impl TryFrom<Duration> for Lifetime {
    type Error = InvalidLifetime;

    fn try_from(span: Duration) -> Result<Self, Self::Error> {
        Self::from_secs(span.as_secs())
    }
}

/// Says that a span is not a [`Lifetime`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidLifetime {
    /// The span, in seconds.
    pub secs: u64,
}

impl fmt::Display for InvalidLifetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a ticket lives from 1 to {} seconds, not {}", Lifetime::MAX.as_secs(), self.secs)
    }
}

impl Error for InvalidLifetime {}
