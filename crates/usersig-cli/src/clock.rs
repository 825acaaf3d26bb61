//! When it is: the one place that looks at the clock.

use std::cmp::Ordering;
use std::time::SystemTime;

use clap::Args;
use jiff::Timestamp;
use usersig::UnixTime;

use crate::duration;

/// The moment the command is for.
#[derive(Args)]
pub(crate) struct Moment {
    /// Act as if it were this time, in seconds since 1970 [default: now]
    #[arg(long, value_name = "UNIX", value_parser = clap::value_parser!(u64).range(..=UnixTime::MAX.as_secs()))]
    at: Option<u64>,
}

impl Moment {
    pub(crate) fn time(&self) -> anyhow::Result<UnixTime> {
        match self.at {
            Some(secs) => Ok(UnixTime::from_secs(secs)),
            None => Ok(SystemTime::now().try_into()?),
        }
    }
}

/// The time in UTC as RFC 3339 writes it.
pub(crate) fn date(time: UnixTime) -> String {
    let timestamp = i64::try_from(time.as_secs()).ok().and_then(|secs| Timestamp::from_second(secs).ok());
    timestamp.map_or_else(|| format!("{time} s after 1970, beyond the year 9999"), |timestamp| timestamp.to_string())
}

/// The same, and how far from now that is.
pub(crate) fn date_and_distance(time: UnixTime, now: UnixTime) -> String {
    let date = date(time);
    match time.cmp(&now) {
        Ordering::Less => format!("{date}, {} ago", duration::words(now.since(time))),
        Ordering::Equal => format!("{date}, now"),
        Ordering::Greater => format!("{date}, in {}", duration::words(time.since(now))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_utc_and_one_that_no_calendar_has_stays_a_number() {
        assert_eq!(date(UnixTime::from_secs(1_700_000_000)), "2023-11-14T22:13:20Z");
        assert_eq!(date(UnixTime::MAX), "9223372036854775807 s after 1970, beyond the year 9999");
    }

    #[test]
    fn what_is_past_is_ago_and_what_is_not_is_to_come() {
        let at = |secs| date_and_distance(UnixTime::from_secs(secs), UnixTime::from_secs(1000));
        assert_eq!(at(999), "1970-01-01T00:16:39Z, 1s ago");
        assert_eq!(at(1000), "1970-01-01T00:16:40Z, now");
        assert_eq!(at(1061), "1970-01-01T00:17:41Z, in 1m 1s");
    }
}
