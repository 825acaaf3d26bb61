//! Daily and monthly active users.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;

use usersig::{UnixTime, UserId};

/// How far a place's clocks are from UTC: days and months begin there at midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UtcOffset {
    seconds: i32,
}

impl UtcOffset {
    /// UTC itself.
    pub const UTC: Self = Self { seconds: 0 };
    /// UTC+8, where the service's domestic apps are billed.
    pub const CHINA: Self = Self { seconds: 8 * 3600 };

    /// East of Greenwich is positive.
    ///
    /// # Errors
    /// When it is more than 14 hours either way, further than any place on earth.
    pub const fn from_minutes(minutes: i32) -> Result<Self, InvalidUtcOffset> {
        if minutes.unsigned_abs() > 14 * 60 {
            return Err(InvalidUtcOffset { minutes });
        }
        Ok(Self { seconds: minutes * 60 })
    }

    fn date(self, time: UnixTime) -> Date {
        let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX).saturating_add(self.seconds.into());
        let day = seconds.div_euclid(86_400);
        Date { day, month: month_of(day) }
    }
}

/// Says that no place has such clocks.
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

/// A day and its month, each counted from the one of 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    day: i64,
    month: i64,
}

impl Date {
    /// Before any login.
    pub(super) const NEVER: Self = Self { day: i64::MIN, month: i64::MIN };
}

/// The users of the latest day and the latest month there was a login in.
///
/// A clock that is set back counts nobody for the days it shows again.
#[derive(Debug)]
pub(super) struct ActiveUsers {
    utc_offset: UtcOffset,
    latest: Date,
    today: u32,
    this_month: u32,
    /// When they logged in whose accounts are gone: so many at most as `this_month` says, and none of an earlier month.
    deleted: HashMap<UserId, Date>,
}

impl ActiveUsers {
    pub(super) fn new(utc_offset: UtcOffset) -> Self {
        Self { utc_offset, latest: Date::NEVER, today: 0, this_month: 0, deleted: HashMap::new() }
    }

    /// How many there would be today with one more, unless the user is counted already.
    pub(super) fn with_one_more(&self, last_login: Date, now: UnixTime) -> Option<u32> {
        let is_new = self.utc_offset.date(now).day > last_login.day;
        is_new.then(|| self.on(now).saturating_add(1))
    }

    /// Counts a login and returns its date, to be kept as the user's last one.
    pub(super) fn count(&mut self, last_login: Date, now: UnixTime) -> Date {
        let date = self.utc_offset.date(now);
        if date.day > self.latest.day {
            (self.latest.day, self.today) = (date.day, 0);
        }
        if date.month > self.latest.month {
            (self.latest.month, self.this_month) = (date.month, 0);
            self.deleted = HashMap::new();
        }
        self.today += u32::from(date.day == self.latest.day && date.day > last_login.day);
        self.this_month += u32::from(date.month == self.latest.month && date.month > last_login.month);
        Date { day: date.day.max(last_login.day), month: date.month.max(last_login.month) }
    }

    /// A deleted account is gone; its user is counted all the same, and once.
    pub(super) fn keep(&mut self, user_id: UserId, last_login: Date) {
        if last_login.month == self.latest.month && last_login != Date::NEVER {
            self.deleted.insert(user_id, last_login);
        }
    }

    /// The last login of a user who has no account, as far as it matters.
    pub(super) fn last_login_of_deleted(&self, user_id: &UserId) -> Date {
        self.deleted.get(user_id).copied().unwrap_or(Date::NEVER)
    }

    /// The same, to be kept by the account the user has from now on.
    pub(super) fn hand_over(&mut self, user_id: &UserId) -> Date {
        let last_login = self.deleted.remove(user_id).unwrap_or(Date::NEVER);
        if self.deleted.is_empty() {
            self.deleted = HashMap::new();
        }
        last_login
    }

    pub(super) fn on(&self, now: UnixTime) -> u32 {
        if self.utc_offset.date(now).day == self.latest.day { self.today } else { 0 }
    }

    pub(super) fn in_the_month_of(&self, now: UnixTime) -> u32 {
        if self.utc_offset.date(now).month == self.latest.month { self.this_month } else { 0 }
    }
}

/// The months from January 1970 to the one this day is in, by the Gregorian calendar: counted in years that begin in
/// March, so that the leap day is the last one (Hinnant, `chrono`-compatible low-level date algorithms).
const fn month_of(day: i64) -> i64 {
    const DAYS_FROM_MARCH_OF_YEAR_0: i64 = 719_468;
    const DAYS_IN_400_YEARS: i64 = 146_097;
    let since_march_of_year_0 = day + DAYS_FROM_MARCH_OF_YEAR_0;
    let day_of_era = since_march_of_year_0.rem_euclid(DAYS_IN_400_YEARS);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let year = since_march_of_year_0.div_euclid(DAYS_IN_400_YEARS) * 400 + year_of_era;
    year * 12 + month_from_march + 2 - 1970 * 12
}

#[cfg(test)]
mod tests {
    use usersig::{UnixTime, UserId};

    use super::{ActiveUsers, Date, UtcOffset, month_of};

    #[test]
    fn of_deleted_users_no_more_is_kept_than_the_month_has_counted_and_nothing_of_the_month_before() {
        let mut users = ActiveUsers::new(UtcOffset::UTC);
        let name = |number: u64| UserId::new(&format!("user{number}")).unwrap();
        let day = |day: u64| UnixTime::from_secs(day * 86_400);
        users.keep(name(0), Date::NEVER);
        assert!(users.deleted.is_empty(), "a user who never logged in is counted nowhere");
        for number in 0..100 {
            let last_login = users.count(Date::NEVER, day(number % 28));
            users.keep(name(number), last_login);
        }
        assert_eq!((users.deleted.len(), users.in_the_month_of(day(30))), (100, 100));
        users.count(Date::NEVER, day(31));
        assert_eq!(users.deleted.capacity(), 0);
    }

    #[test]
    fn every_month_has_the_days_of_the_calendar() {
        let mut day = 0;
        for year in 1970..2500 {
            let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            for (month, days) in
                [31, 28 + i64::from(is_leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].iter().enumerate()
            {
                for _ in 0..*days {
                    assert_eq!(month_of(day), (year - 1970) * 12 + i64::try_from(month).unwrap(), "day {day}");
                    day += 1;
                }
            }
        }
    }

    #[test]
    fn the_last_moment_has_a_month_too() {
        assert!(month_of(i64::MAX / 86_400) > month_of(i64::MAX / 86_400 - 32));
        assert_eq!(month_of(-1), -1);
    }
}
