//! Times: read from the clock, read from text and shown as dates.

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use usersig::{Language, UnixTime};

use crate::time::duration;

/// The only place that reads the clock.
pub(crate) fn now() -> anyhow::Result<UnixTime> {
    Ok(SystemTime::now().try_into()?)
}

/// The number of milliseconds that passed from 1970 to September 2001. As seconds it is the year 33658.
pub(crate) const MILLISECONDS: u64 = 1_000_000_000_000;

/// The names of UTC in the time zone database.
const UTC: [&str; 4] = ["Etc/UTC", "GMT", "UCT", "UTC"];

/// Reads seconds since 1970, or a date and time with an offset in the form of RFC 3339.
pub(crate) fn parse(text: &str) -> Result<UnixTime, InvalidTime> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let secs = text.parse().map_err(|_| InvalidTime)?;
        return Some(UnixTime::from_secs(secs)).filter(|time| time.as_secs() == secs).ok_or(InvalidTime);
    }
    let timestamp: Timestamp = text.parse().map_err(|_| InvalidTime)?;
    u64::try_from(timestamp.as_second()).map(UnixTime::from_secs).map_err(|_| InvalidTime)
}

/// The time in the time zone of the person, in the form of RFC 3339 and RFC 9557. Without a known time zone it is in UTC.
pub(crate) fn date(time: UnixTime) -> String {
    calendar_date(time).unwrap_or_else(|| format!("{} s after 1970, beyond the year 9999", time.as_secs()))
}

/// The date in this language, followed by the seconds since 1970.
pub(crate) fn date_and_seconds(time: UnixTime, language: Language) -> String {
    let secs = time.as_secs();
    match (calendar_date(time), language) {
        (Some(date), _) => format!("{date} ({secs})"),
        (None, Language::Chinese) => format!("1970 年之后 {secs} 秒，晚于公元 9999 年"),
        (None, Language::English) => format!("{secs} s after 1970, beyond the year 9999"),
    }
}

fn calendar_date(time: UnixTime) -> Option<String> {
    calendar_date_in(time, &TimeZone::try_system().unwrap_or(TimeZone::UTC))
}

/// The date, unless it is after the year 9999.
fn calendar_date_in(time: UnixTime, zone: &TimeZone) -> Option<String> {
    let timestamp = Timestamp::from_second(i64::try_from(time.as_secs()).ok()?).ok()?;
    if zone.is_unknown() || zone.iana_name().is_some_and(|name| UTC.contains(&name)) {
        return Some(timestamp.to_string());
    }
    Some(timestamp.to_zoned(zone.clone()).to_string())
}

/// The date, followed by its distance from now.
pub(crate) fn date_and_distance(time: UnixTime, now: UnixTime) -> String {
    let date = date(time);
    match time.cmp(&now) {
        Ordering::Less => format!("{date}, {} ago", duration::words(now.since(time))),
        Ordering::Equal => format!("{date}, now"),
        Ordering::Greater => format!("{date}, in {}", duration::words(time.since(now))),
    }
}

/// The text is not a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InvalidTime;

impl fmt::Display for InvalidTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time is a number of seconds since 1970, or a date with an offset such as 2023-11-14T22:13:20Z")
    }
}

impl Error for InvalidTime {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_its_time_zone_and_a_time_after_the_year_9999_stays_a_number() {
        let time = UnixTime::from_secs(1_700_000_000);
        let date = |time, zone: &TimeZone| calendar_date_in(time, zone);
        assert_eq!(date(time, &TimeZone::UTC).as_deref(), Some("2023-11-14T22:13:20Z"));
        let east = TimeZone::fixed(jiff::tz::offset(8));
        assert_eq!(date(time, &east).as_deref(), Some("2023-11-15T06:13:20+08:00[+08:00]"));
        assert_eq!(date(UnixTime::MAX, &east), None);
        assert_eq!(
            date_and_seconds(UnixTime::MAX, Language::Chinese),
            "1970 年之后 9223372036854775807 秒，晚于公元 9999 年"
        );
    }

    #[test]
    fn a_time_is_seconds_or_a_date_with_an_offset() {
        for text in ["1700000000", "2023-11-14T22:13:20Z", "2023-11-15T06:13:20+08:00", "2023-11-14T22:13:20.9Z"] {
            assert_eq!(parse(text), Ok(UnixTime::from_secs(1_700_000_000)), "{text}");
        }
        for text in ["", "-1", "1.5", "now", "2023-11-14", "2023-11-14T22:13:20", "1969-12-31T23:59:59Z"] {
            assert_eq!(parse(text), Err(InvalidTime), "{text:?}");
        }
        assert_eq!(parse("9223372036854775808"), Err(InvalidTime));
    }

    #[test]
    fn what_is_past_is_ago_and_what_is_not_is_to_come() {
        let at = |secs| date_and_distance(UnixTime::from_secs(secs), UnixTime::from_secs(1000));
        for (secs, distance) in [(999, ", 1s ago"), (1000, ", now"), (1061, ", in 1m 1s")] {
            assert!(at(secs).ends_with(distance), "{}", at(secs));
        }
    }
}
