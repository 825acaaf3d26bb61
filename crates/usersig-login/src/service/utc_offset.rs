//! When a day and a month begin at a place.

use std::error::Error;
use std::fmt;

use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan as _};

use crate::unix_millis::UnixMillis;

/// The offset of a place's clocks from UTC. Days and months begin at midnight there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(try_from = "i32", into = "i32"))]
pub struct UtcOffset {
    minutes: i32,
}

impl UtcOffset {
    /// UTC itself.
    pub const UTC: Self = Self { minutes: 0 };
    /// UTC+8, where the service's domestic apps are billed.
    pub const CHINA: Self = Self { minutes: 8 * 60 };

    /// East of Greenwich is positive.
    ///
    /// # Errors
    /// If it is more than 14 hours either way, further than any place on earth.
    pub const fn from_minutes(minutes: i32) -> Result<Self, InvalidUtcOffset> {
        if minutes.unsigned_abs() > 14 * 60 { Err(InvalidUtcOffset { minutes }) } else { Ok(Self { minutes }) }
    }

    /// The day of a moment, counted from 1970-01-01, at most the last one an `i32` holds.
    pub(in crate::service) fn day(self, now: UnixMillis) -> i32 {
        let seconds = i64::try_from(now.as_millis() / 1000).unwrap_or(i64::MAX);
        let day = seconds.saturating_add(i64::from(self.minutes) * 60).div_euclid(86_400);
        i32::try_from(day).unwrap_or(i32::MAX)
    }
}

impl TryFrom<i32> for UtcOffset {
    type Error = InvalidUtcOffset;

    fn try_from(minutes: i32) -> Result<Self, Self::Error> {
        Self::from_minutes(minutes)
    }
}

impl From<UtcOffset> for i32 {
    fn from(offset: UtcOffset) -> Self {
        offset.minutes
    }
}

/// No place has this offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidUtcOffset {
    /// The offset.
    pub minutes: i32,
}

impl fmt::Display for InvalidUtcOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "clocks are at most 14 hours from UTC, not {} minutes", self.minutes)
    }
}

impl Error for InvalidUtcOffset {}

/// A month, by its first and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::service) struct Month {
    pub(in crate::service) first: i32,
    pub(in crate::service) last: i32,
}

impl Month {
    /// The month of a day. All days after the year 9999 are one month.
    pub(in crate::service) fn of(day: i32) -> Self {
        let epoch = Date::constant(1970, 1, 1);
        let after = |date: Date| i32::try_from(date.duration_since(epoch).as_hours() / 24).unwrap_or(i32::MAX);
        let end = after(Date::MAX);
        if day > end {
            return Self { first: end + 1, last: i32::MAX };
        }
        let date = epoch.saturating_add(SignedDuration::from_hours(i64::from(day) * 24));
        let first = after(date.first_of_month());
        let last = date.last_of_month().checked_add(0.days()).map_or(end, after);
        Self { first, last }
    }
}

#[cfg(test)]
mod tests {
    use super::Month;

    #[test]
    fn every_month_has_the_days_of_the_calendar() {
        let mut day = 0;
        for year in 1970..2500 {
            let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            for days in [31, 28 + i32::from(is_leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
                for of_month in [day, day + 1, day + days - 1] {
                    assert_eq!(Month::of(of_month), Month { first: day, last: day + days - 1 });
                }
                day += days;
            }
        }
    }

    #[test]
    fn days_beyond_the_calendar_are_one_month() {
        let end = Month::of(i32::MAX);
        assert_eq!((end, end.last), (Month::of(end.first), i32::MAX));
        assert_eq!(Month::of(end.first - 1).last, end.first - 1);
        assert_eq!(Month::of(-1), Month { first: -31, last: -1 });
    }
}
