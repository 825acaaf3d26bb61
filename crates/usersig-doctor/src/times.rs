//! When the ticket is good, and what was probably meant.

use std::ops::Range;
use std::time::Duration;

use usersig::{Lifetime, UnixTime};

use crate::claims::Claims;
use crate::fault::{TimeFault, Unit};
use crate::hints::Hints;

/// What is wrong with the times. `ends_at` is the end of the rights in a room, if it is earlier than the ticket's.
pub(crate) fn check(claims: &Claims, ends_at: Option<UnixTime>, hints: &Hints<'_>) -> Vec<TimeFault> {
    let mut faults = Vec::new();
    let in_milliseconds = claims.time.as_ref().map(|time| time.value).filter(|time| MILLISECONDS.contains(time));
    faults.extend(in_milliseconds.map(|time| TimeFault::TimeInMilliseconds { time }));
    let (Some(issued_at), Some(expires_at)) = (claims.issued_at(), claims.expires_at()) else { return faults };
    let expires_at = ends_at.map_or(expires_at, |end| end.min(expires_at));
    let expired = hints.is_over(expires_at);
    faults.extend(lifetime(claims, expired, hints.now));
    let valid_after = hints.valid_after.filter(|valid_after| issued_at <= *valid_after);
    faults.extend(valid_after.map(|valid_after| TimeFault::Revoked { issued_at, valid_after }));
    let Some(now) = hints.now else { return faults };
    let refused = hints.future_tolerance.is_some_and(|tolerance| issued_at > now.saturating_add(tolerance));
    if refused || issued_at > now && in_milliseconds.is_none() {
        faults.push(TimeFault::IssuedInTheFuture { issued_at, now, refused });
    }
    if expired && issued_at <= expires_at && now.since(issued_at) <= AT_ONCE {
        faults.push(TimeFault::ExpiredAtOnce { issued_at, expires_at, now });
    } else if expired {
        faults.push(TimeFault::Expired { issued_at, expires_at, now });
    }
    faults
}

/// From 2001 to 2286, in milliseconds. As seconds they are far beyond.
const MILLISECONDS: Range<u64> = 1_000_000_000_000..10_000_000_000_000;

/// Who gets a ticket logs in with it within this time.
const AT_ONCE: Duration = Duration::from_secs(600);

fn lifetime(claims: &Claims, expired: bool, now: Option<UnixTime>) -> Option<TimeFault> {
    let lifetime = claims.lifetime.as_ref()?.value;
    let time = claims.time.as_ref()?.value;
    let seconds = |number| if MILLISECONDS.contains(&number) { number / 1000 } else { number };
    let meant = seconds(lifetime).saturating_sub(seconds(time));
    if lifetime == 0 {
        return Some(TimeFault::LifetimeZero { expired: expired || now.is_none() });
    }
    if claims.sdk_app_id.as_ref().is_some_and(|app| app.value == lifetime) {
        return Some(TimeFault::LifetimeIsSdkAppId { number: lifetime });
    }
    if is_usual_in_milliseconds(lifetime) {
        return Some(TimeFault::LifetimeInMilliseconds { lifetime });
    }
    if seconds(lifetime) >= EARLIEST && (1..=Lifetime::MAX.as_secs()).contains(&meant) {
        return Some(TimeFault::LifetimeIsATime { lifetime, meant });
    }
    if lifetime > Lifetime::MAX.as_secs() {
        let is_in_milliseconds = lifetime % 1000 == 0 && lifetime / 1000 <= Lifetime::MAX.as_secs();
        return Some(if is_in_milliseconds {
            TimeFault::LifetimeInMilliseconds { lifetime }
        } else {
            TimeFault::LifetimeTooLong { lifetime }
        });
    }
    let meant = unit(lifetime);
    (meant.is_some() || lifetime < SHORT).then_some(TimeFault::LifetimeTooShort { lifetime, meant, expired })
}

/// September 2001: moments of tickets are later.
const EARLIEST: u64 = 1_000_000_000;

/// Nobody logs in with a ticket that lives for less than a minute.
const SHORT: u64 = 60;

/// An hour or two, one to three days, a week or two, 30, 60, 90 or 180 days, a year.
const fn is_usual_in_milliseconds(lifetime: u64) -> bool {
    matches!(lifetime, 3_600_000 | 7_200_000)
        || lifetime.is_multiple_of(86_400_000)
            && matches!(lifetime / 86_400_000, 1..=3 | 7 | 14 | 30 | 60 | 90 | 180 | 365)
}

/// Numbers people write for a day, a week, a month, half a year, a year or several.
const fn unit(lifetime: u64) -> Option<Unit> {
    match lifetime {
        24 | 48 | 72 | 168 | 720 | 2160 | 4320 | 8760 => Some(Unit::Hours),
        // 43,200 is left out: as seconds it is half a day.
        1440 | 2880 | 10_080 | 20_160 => Some(Unit::Minutes),
        1..=31 | 90 | 100 | 180 | 182 | 183 | 360 | 365 | 366 | 730 | 1095 | 1825 | 3650 => Some(Unit::Days),
        _ => None,
    }
}
