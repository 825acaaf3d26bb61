//! Durations, as people write and read them.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use usersig::Lifetime;

/// The units, longest first.
const UNITS: [(char, u64); 4] = [('d', 86_400), ('h', 3600), ('m', 60), ('s', 1)];

/// Reads `90s`, `5m`, `1h`, `7d` or plain seconds.
pub(crate) fn parse(text: &str) -> Result<Duration, InvalidDuration> {
    let unit = UNITS.into_iter().find_map(|(unit, secs)| Some((text.strip_suffix(unit)?, secs)));
    let (count, secs) = unit.unwrap_or((text, 1));
    // Only digits, because `u64` would accept a sign as well.
    if !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InvalidDuration);
    }
    let count: u64 = count.parse().map_err(|_| InvalidDuration)?;
    count.checked_mul(secs).map(Duration::from_secs).ok_or(InvalidDuration)
}

/// Reads how long a new ticket is good.
pub(crate) fn lifetime(text: &str) -> anyhow::Result<Lifetime> {
    Ok(Lifetime::try_from(parse(text)?)?)
}

/// The duration in its largest unit and the next one: `2h 3m`.
pub(crate) fn words(span: Duration) -> String {
    let secs = span.as_secs();
    let Some(largest) = UNITS.iter().position(|&(_, unit)| secs >= unit) else {
        return String::from("0s");
    };
    let (unit, unit_secs) = UNITS[largest];
    let rest = secs % unit_secs;
    match UNITS.get(largest + 1) {
        Some(&(below, below_secs)) if rest >= below_secs => {
            format!("{}{unit} {}{below}", secs / unit_secs, rest / below_secs)
        }
        _ => format!("{}{unit}", secs / unit_secs),
    }
}

/// The text is not a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InvalidDuration;

impl fmt::Display for InvalidDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a duration is a whole number of seconds, or one with s, m, h or d: 90s, 5m, 1h, 7d")
    }
}

impl Error for InvalidDuration {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_number_and_perhaps_a_unit() {
        for (text, secs) in [("90s", 90), ("5m", 300), ("1h", 3600), ("7d", 604_800), ("42", 42), ("0", 0)] {
            assert_eq!(parse(text), Ok(Duration::from_secs(secs)), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_a_duration() {
        for text in ["", "h", "-1", "+1", "1.5h", "1h30m", "1 h", " 1", "1H", "1w", "1e3", "18446744073709551616"] {
            assert_eq!(parse(text), Err(InvalidDuration), "{text:?}");
        }
    }

    #[test]
    fn a_duration_too_long_to_count_in_seconds_is_none() {
        assert_eq!(parse("18446744073709551615"), Ok(Duration::from_secs(u64::MAX)));
        assert_eq!(parse("18446744073709551615m"), Err(InvalidDuration));
    }

    #[test]
    fn words_name_the_two_largest_units() {
        let spans =
            [(0, "0s"), (59, "59s"), (60, "1m"), (61, "1m 1s"), (7_384, "2h 3m"), (86_401, "1d"), (90_000, "1d 1h")];
        for (secs, text) in spans {
            assert_eq!(words(Duration::from_secs(secs)), text);
        }
    }
}
