//! Moments that are not counted in seconds since 1970.

use std::ops::RangeInclusive;

use usersig::UnixTime;

use crate::fault::TimeUnit;

/// The unit in which a number is a moment of our days, and that moment. Milliseconds have a finding of their own.
pub(super) fn of(time: u64, now: Option<UnixTime>) -> Option<(TimeUnit, UnixTime)> {
    if PLAUSIBLE.contains(&time) {
        return None;
    }
    let is_plausible = |secs: &u64| match now.map(UnixTime::as_secs) {
        Some(now) => (now.saturating_sub(PAST)..=now.saturating_add(FUTURE)).contains(secs),
        None => PLAUSIBLE.contains(secs),
    };
    UNITS.iter().find_map(|(unit, to_unix)| {
        let secs = to_unix(time).filter(is_plausible)?;
        Some((*unit, UnixTime::from_secs(secs)))
    })
}

/// Seconds since 1970 from 2010, before which there were no tickets, to 2100. Seconds since 2001 are fewer for years.
const PLAUSIBLE: RangeInclusive<u64> = 1_262_304_000..=4_102_444_800;

/// A ticket that is diagnosed is not older than five years.
const PAST: u64 = 5 * 366 * 86_400;

/// A clock may be wrong by a day.
const FUTURE: u64 = 86_400;

/// From a number in the unit to seconds since 1970.
type ToUnix = fn(u64) -> Option<u64>;

const UNITS: [(TimeUnit, ToUnix); 10] = [
    (TimeUnit::Microseconds, |time| Some(time / 1_000_000)),
    (TimeUnit::Nanoseconds, |time| Some(time / 1_000_000_000)),
    (TimeUnit::Ticks, |time| (time / 10_000_000).checked_sub(62_135_596_800)),
    (TimeUnit::FileTime, |time| (time / 10_000_000).checked_sub(11_644_473_600)),
    (TimeUnit::SecondsSince2001, |time| time.checked_add(978_307_200)),
    (TimeUnit::SecondsSince1900, |time| time.checked_sub(2_208_988_800)),
    (TimeUnit::Minutes, |time| time.checked_mul(60)),
    (TimeUnit::Days, |time| time.checked_mul(86_400)),
    (TimeUnit::DaysOfASpreadsheet, |time| time.checked_sub(25_569)?.checked_mul(86_400)),
    (TimeUnit::DecimalDate, decimal_date),
];

/// `20251009084640` and `20251009`.
fn decimal_date(time: u64) -> Option<u64> {
    let time = if time < 100_000_000 { time.checked_mul(1_000_000)? } else { time };
    let part = |divisor: u64, modulus: u64| i8::try_from(time / divisor % modulus).ok();
    let year = i16::try_from(time / 10_000_000_000).ok()?;
    let date = jiff::civil::DateTime::new(
        year,
        part(100_000_000, 100)?,
        part(1_000_000, 100)?,
        part(10_000, 100)?,
        part(100, 100)?,
        part(1, 100)?,
        0,
    );
    let zoned = date.ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    zoned.timestamp().as_second().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{TimeUnit, UnixTime, of};

    #[test]
    fn moments_in_other_units_are_recognised() {
        let now = UnixTime::from_secs(1_760_000_060);
        for (time, unit) in [
            (1_760_000_000_000_000, TimeUnit::Microseconds),
            (1_760_000_000_000_000_000, TimeUnit::Nanoseconds),
            (638_955_968_000_000_000, TimeUnit::Ticks),
            (134_044_736_000_000_000, TimeUnit::FileTime),
            (781_692_800, TimeUnit::SecondsSince2001),
            (29_333_333, TimeUnit::Minutes),
            (20_370, TimeUnit::Days),
            (45_939, TimeUnit::DaysOfASpreadsheet),
            (20_251_009_085_320, TimeUnit::DecimalDate),
            (20_251_009, TimeUnit::DecimalDate),
        ] {
            assert_eq!(of(time, Some(now)).map(|(unit, _)| unit), Some(unit), "{time}");
        }
        assert_eq!(of(1_760_000_000, Some(now)), None);
        assert_eq!(of(0, Some(now)), None);
    }
}
