//! When the ticket is valid, and what was probably meant.

mod lifetime;
mod time_unit;

use std::ops::Range;
use std::time::Duration;

use usersig::UnixTime;

use crate::claims::Claims;
use crate::fault::TimeFault;
use crate::hints::Hints;

/// The faults of the times. `ends_at` is the end of the privileges in a room, if it is earlier than the ticket's.
pub(crate) fn check(claims: &Claims, ends_at: Option<UnixTime>, hints: &Hints<'_>) -> Vec<TimeFault> {
    let mut faults = Vec::new();
    let time = claims.time.as_ref().map(|time| time.value);
    let in_milliseconds = time.filter(|time| MILLISECONDS.contains(time));
    faults.extend(in_milliseconds.map(|time| TimeFault::TimeInMilliseconds { time }));
    let (Some(issued_at), Some(expires_at)) = (claims.issued_at(), claims.expires_at()) else { return faults };
    let expires_at = ends_at.map_or(expires_at, |end| end.min(expires_at));
    let expired = hints.is_over(expires_at);
    let unit = time.and_then(|time| Some((time, time_unit::of(time, hints.now)?)));
    faults.extend(unit.map(|(time, (unit, meant))| TimeFault::TimeUnit { time, unit, meant, expired }));
    faults.extend(lifetime::check(claims, expired, hints.now));
    let valid_after = hints.tolerances.valid_after().filter(|valid_after| issued_at <= *valid_after);
    faults.extend(valid_after.map(|valid_after| TimeFault::Revoked { issued_at, valid_after }));
    let Some(now) = hints.now else { return faults };
    let refused =
        hints.tolerances.future_tolerance().is_some_and(|tolerance| issued_at > now.saturating_add(tolerance));
    if refused || issued_at > now && in_milliseconds.is_none() && unit.is_none() {
        faults.push(TimeFault::IssuedInTheFuture { issued_at, now, refused });
    }
    if expired && issued_at <= expires_at && now.since(issued_at) <= AT_ONCE {
        faults.push(TimeFault::ExpiredAtOnce { issued_at, expires_at, now });
    } else if expired && unit.is_none() {
        faults.push(TimeFault::Expired { issued_at, expires_at, now });
    }
    faults
}

/// From 2001 to 2286, in milliseconds. As seconds they are far beyond.
const MILLISECONDS: Range<u64> = 1_000_000_000_000..10_000_000_000_000;

/// A user logs in with a new ticket within this time.
const AT_ONCE: Duration = Duration::from_secs(600);
