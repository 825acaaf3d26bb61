//! A span of time as a configuration writes it: `90s`, `15m`, `24h`, `7d`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::words::number;

/// Whole seconds, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Span(u32);

/// The longest first, so that a span is written in its largest unit.
const UNITS: [(char, u32); 4] = [('d', 86_400), ('h', 3600), ('m', 60), ('s', 1)];

impl Span {
    pub(crate) const DAY: Self = Self(86_400);
    pub(crate) const WEEK: Self = Self(7 * 86_400);

    pub(crate) const fn secs(secs: u32) -> Self {
        Self(secs)
    }

    pub(crate) const fn as_secs(self) -> u64 {
        self.0 as u64
    }

    pub(crate) const fn duration(self) -> Duration {
        Duration::from_secs(self.as_secs())
    }
}

impl FromStr for Span {
    type Err = InvalidSpan;

    fn from_str(text: &str) -> Result<Self, InvalidSpan> {
        let (letter, size) = UNITS.into_iter().find(|(letter, _)| text.ends_with(*letter)).ok_or(InvalidSpan)?;
        let digits = text.strip_suffix(letter).unwrap_or_default();
        let count: u32 = number::parse(digits).map_err(|_| InvalidSpan)?;
        count.checked_mul(size).filter(|secs| *secs > 0).map(Self).ok_or(InvalidSpan)
    }
}

impl TryFrom<String> for Span {
    type Error = InvalidSpan;

    fn try_from(text: String) -> Result<Self, InvalidSpan> {
        text.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (letter, size) = UNITS.into_iter().find(|(_, size)| self.0.is_multiple_of(*size)).unwrap_or(('s', 1));
        write!(f, "{}{letter}", self.0 / size)
    }
}

/// The text is not a span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InvalidSpan;

impl fmt::Display for InvalidSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a span of time is a number and a unit, at least 1s: 90s, 15m, 24h or 7d")
    }
}

impl std::error::Error for InvalidSpan {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_and_written_in_its_largest_unit() {
        for (text, secs, written) in
            [("90s", 90, "90s"), ("15m", 900, "15m"), ("24h", 86_400, "1d"), ("7d", 604_800, "7d")]
        {
            let span: Span = text.parse().unwrap();
            assert_eq!((span.as_secs(), span.to_string().as_str()), (secs, written));
        }
    }

    #[test]
    fn a_text_that_is_not_a_span_is_refused() {
        for text in ["", "s", "0s", "-1s", "+1s", "01s", "1", "1.5h", "1 d", "d1", "1w", "99999999999d", "4294967295m"]
        {
            assert_eq!(text.parse::<Span>(), Err(InvalidSpan), "{text:?}");
        }
    }
}
