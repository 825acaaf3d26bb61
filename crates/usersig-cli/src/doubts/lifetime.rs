//! Lifetimes that are probably a mistake.

use usersig::Lifetime;

use crate::doubts::doubt::Doubt;

/// More than this is longer than the service has existed, and hardly a lifetime in seconds.
const TEN_YEARS: u64 = 10 * 366 * 86_400;

/// The usual lifetimes in milliseconds: some minutes, whole hours up to a day, whole days.
const MINUTES: [u64; 6] = [300_000, 600_000, 900_000, 1_200_000, 1_800_000, 2_700_000];
const HOUR: u64 = 3_600_000;
const DAY: u64 = 86_400_000;

/// The doubt about a lifetime that was written as a number without a unit.
pub(crate) fn doubt(lifetime: Lifetime) -> Option<Doubt> {
    let secs = lifetime.as_secs();
    let is_hours = secs <= DAY && secs.is_multiple_of(HOUR);
    if MINUTES.contains(&secs) || is_hours || secs.is_multiple_of(DAY) {
        return Some(Doubt::Milliseconds);
    }
    (secs > TEN_YEARS && lifetime != Lifetime::MAX).then_some(Doubt::LongLifetime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_lifetimes_in_milliseconds_are_doubted_and_in_seconds_are_not() {
        for days in [1, 7, 15, 30, 90, 180, 365, 1825, 3650] {
            assert_eq!(doubt(Lifetime::from_secs(days * 86_400).unwrap()), None, "{days} days in seconds");
        }
        for days in [1, 7, 14] {
            let lifetime = Lifetime::from_secs(days * 86_400_000).unwrap();
            assert_eq!(doubt(lifetime), Some(Doubt::Milliseconds), "{days} days in milliseconds");
        }
        for secs in [300_000, 1_800_000, 3_600_000, 7_200_000, 43_200_000] {
            assert_eq!(doubt(Lifetime::from_secs(secs).unwrap()), Some(Doubt::Milliseconds), "{secs}");
        }
        for secs in [1, 60, 300, 1800, 3600, 5400, 100_000, 1_000_000] {
            assert_eq!(doubt(Lifetime::from_secs(secs).unwrap()), None, "{secs}");
        }
        assert_eq!(doubt(Lifetime::from_secs(1_500_000_000).unwrap()), Some(Doubt::LongLifetime));
        assert_eq!(doubt(Lifetime::MAX), None);
    }
}
