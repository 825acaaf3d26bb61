//! The faults of the times.

use usersig::{Cause, ErrorCode, UnixTime};

use crate::finding_id::FindingId;

/// Why a ticket is not in force, or not for the lifetime that its signer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeFault {
    /// It was issued at a time in milliseconds.
    TimeInMilliseconds {
        /// The number.
        time: u64,
    },
    /// It was issued at a time in another unit, or counted from another year.
    TimeUnit {
        /// The number.
        time: u64,
        /// The unit in which it makes sense.
        unit: TimeUnit,
        /// The moment in that unit.
        meant: UnixTime,
        /// Whether the ticket is expired because of it.
        expired: bool,
    },
    /// It lives for no time.
    LifetimeZero {
        /// Whether it is expired; unknown counts as yes.
        expired: bool,
    },
    /// The number of the app stands for the lifetime.
    LifetimeIsSdkAppId {
        /// Both.
        number: u64,
    },
    /// A moment stands for the lifetime.
    LifetimeIsATime {
        /// The number.
        lifetime: u64,
        /// The seconds from the issue to it.
        meant: u64,
    },
    /// The lifetime is in milliseconds.
    LifetimeInMilliseconds {
        /// The number.
        lifetime: u64,
    },
    /// The lifetime is over 50 years.
    LifetimeTooLong {
        /// The number.
        lifetime: u64,
        /// Whether it is the greatest number of some type.
        is_greatest: bool,
    },
    /// The lifetime is so short that another unit was meant.
    LifetimeTooShort {
        /// The number.
        lifetime: u64,
        /// The unit it makes sense in.
        meant: Option<Unit>,
        /// Whether the ticket is expired.
        expired: bool,
    },
    /// It was issued before its account was kicked, or in that second.
    Revoked {
        /// When it says it was issued.
        issued_at: UnixTime,
        /// When the account was kicked.
        valid_after: UnixTime,
    },
    /// It was issued in the future.
    IssuedInTheFuture {
        /// When it says it was issued.
        issued_at: UnixTime,
        /// When it was judged.
        now: UnixTime,
        /// Whether that is more than is tolerated; no tolerance that is known tolerates everything.
        refused: bool,
    },
    /// It expired minutes after it was issued.
    ExpiredAtOnce {
        /// When it says it was issued.
        issued_at: UnixTime,
        /// The last second it was good.
        expires_at: UnixTime,
        /// When it was judged.
        now: UnixTime,
    },
    /// It expired.
    Expired {
        /// When it says it was issued.
        issued_at: UnixTime,
        /// The last second it was good.
        expires_at: UnixTime,
        /// When it was judged.
        now: UnixTime,
    },
}

/// A unit in which moments are given, other than seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeUnit {
    /// Days since 1970.
    Days,
    /// Days since 1900, as spreadsheets count them.
    DaysOfASpreadsheet,
    /// The digits of year, month, day, hour, minute and second.
    DecimalDate,
    /// Hundreds of nanoseconds since 1601, as Windows counts.
    FileTime,
    /// Microseconds since 1970.
    Microseconds,
    /// Minutes since 1970.
    Minutes,
    /// Nanoseconds since 1970.
    Nanoseconds,
    /// Seconds since 1900, as NTP counts.
    SecondsSince1900,
    /// Seconds since 2001, as Apple counts.
    SecondsSince2001,
    /// Hundreds of nanoseconds since the year 1, as .NET counts.
    Ticks,
}

/// A unit in which a lifetime is given by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 86,400 seconds.
    Days,
    /// 3,600 seconds.
    Hours,
    /// 60 seconds.
    Minutes,
}

impl Unit {
    /// How many seconds it has.
    #[must_use]
    pub const fn as_secs(self) -> u64 {
        match self {
            Self::Days => 86_400,
            Self::Hours => 3600,
            Self::Minutes => 60,
        }
    }
}

impl TimeFault {
    pub(crate) const fn id(&self) -> FindingId {
        match self {
            Self::TimeInMilliseconds { .. } => FindingId::TimeInMilliseconds,
            Self::TimeUnit { .. } => FindingId::TimeUnit,
            Self::LifetimeZero { .. } => FindingId::LifetimeZero,
            Self::LifetimeIsSdkAppId { .. } => FindingId::LifetimeIsSdkAppId,
            Self::LifetimeIsATime { .. } => FindingId::LifetimeIsATime,
            Self::LifetimeInMilliseconds { .. } => FindingId::LifetimeInMilliseconds,
            Self::LifetimeTooLong { .. } => FindingId::LifetimeTooLong,
            Self::LifetimeTooShort { .. } => FindingId::LifetimeTooShort,
            Self::Revoked { .. } => FindingId::Revoked,
            Self::IssuedInTheFuture { .. } => FindingId::IssuedInTheFuture,
            Self::ExpiredAtOnce { .. } => FindingId::ExpiredAtOnce,
            Self::Expired { .. } => FindingId::Expired,
        }
    }

    pub(crate) const fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::LifetimeZero { expired: true }
            | Self::TimeUnit { expired: true, .. }
            | Self::LifetimeTooShort { expired: true, .. }
            | Self::ExpiredAtOnce { .. }
            | Self::Expired { .. } => Some(Cause::Expired.code()),
            Self::IssuedInTheFuture { refused: true, .. } => Some(Cause::NotYetValid.code()),
            Self::Revoked { .. } => Some(Cause::Revoked.code()),
            Self::TimeInMilliseconds { .. }
            | Self::TimeUnit { expired: false, .. }
            | Self::LifetimeZero { expired: false }
            | Self::LifetimeIsSdkAppId { .. }
            | Self::LifetimeIsATime { .. }
            | Self::LifetimeInMilliseconds { .. }
            | Self::LifetimeTooLong { .. }
            | Self::LifetimeTooShort { expired: false, .. }
            | Self::IssuedInTheFuture { refused: false, .. } => None,
        }
    }
}
