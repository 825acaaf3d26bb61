//! The lifetime, and the number that was probably meant.

use usersig::{Lifetime, UnixTime};

use crate::claims::Claims;
use crate::fault::{TimeFault, Unit};

/// The faults of the lifetime. A number is advised only if one is likely.
pub(super) fn check(claims: &Claims, expired: bool, now: Option<UnixTime>) -> Option<TimeFault> {
    let lifetime = claims.lifetime.as_ref()?.value;
    let time = claims.time.as_ref()?.value;
    if lifetime == 0 {
        return Some(TimeFault::LifetimeZero { expired: expired || now.is_none() });
    }
    if claims.sdk_app_id.as_ref().is_some_and(|app| app.value == lifetime) {
        return Some(TimeFault::LifetimeIsSdkAppId { number: lifetime });
    }
    if is_usual_in_milliseconds(lifetime) {
        return Some(TimeFault::LifetimeInMilliseconds { lifetime });
    }
    let is_greatest = GREATEST.contains(&lifetime);
    if let Some(meant) = span_to(lifetime, time).filter(|_| !is_greatest) {
        return Some(TimeFault::LifetimeIsATime { lifetime, meant });
    }
    if lifetime > Lifetime::MAX.as_secs() {
        return Some(TimeFault::LifetimeTooLong { lifetime, is_greatest });
    }
    let meant = unit(lifetime);
    (meant.is_some() || lifetime < SHORT).then_some(TimeFault::LifetimeTooShort { lifetime, meant, expired })
}

/// The seconds from the issue to the moment that the lifetime states, if it states a moment of the next ten years.
fn span_to(lifetime: u64, time: u64) -> Option<u64> {
    let seconds = |number: u64| if number >= MILLISECONDS { number / 1000 } else { number };
    let span = seconds(lifetime).checked_sub(seconds(time))?;
    (seconds(time) >= EARLIEST && (1..=LONGEST).contains(&span)).then_some(span)
}

/// In seconds this is the year 33658.
const MILLISECONDS: u64 = 1_000_000_000_000;

/// September 2001: moments of tickets are later.
const EARLIEST: u64 = 1_000_000_000;

/// Ten years: a moment that is farther away is more likely a number that is not a moment.
const LONGEST: u64 = 10 * 365 * 86_400;

/// The greatest numbers of 31, 32, 53, 63 and 64 bits, which stand for "forever".
const GREATEST: [u64; 5] = [i32::MAX as u64, u32::MAX as u64, (1 << 53) - 1, i64::MAX as u64, u64::MAX];

/// A ticket that lives for less than a minute is hardly meant for a login.
const SHORT: u64 = 60;

/// Whole hours up to two, or a number of days that lifetimes usually have, in milliseconds.
const fn is_usual_in_milliseconds(lifetime: u64) -> bool {
    matches!(lifetime, 3_600_000 | 7_200_000 | 43_200_000)
        || lifetime.is_multiple_of(86_400_000) && is_usual_in_days(lifetime / 86_400_000)
}

const fn is_usual_in_days(days: u64) -> bool {
    matches!(
        days,
        1..=7 | 10 | 14 | 15 | 20 | 21 | 28 | 30 | 31 | 45 | 60..=62 | 90..=92 | 100 | 120 | 150 | 180..=184 | 270 | 300 | 360
            | 364..=366 | 500 | 730 | 731 | 1000 | 1095 | 1825 | 3650
    )
}

/// Numbers that people write for a day, a week, a month, half a year, a year or several.
const fn unit(lifetime: u64) -> Option<Unit> {
    match lifetime {
        24 | 48 | 72 | 168 | 720 | 2160 | 4320 | 8760 => Some(Unit::Hours),
        // 43,200 is left out: as seconds it is half a day.
        1440 | 2880 | 10_080 | 20_160 => Some(Unit::Minutes),
        1..=31 | 90 | 100 | 180 | 182 | 183 | 360 | 365 | 366 | 730 | 1095 | 1825 | 3650 => Some(Unit::Days),
        _ => None,
    }
}
