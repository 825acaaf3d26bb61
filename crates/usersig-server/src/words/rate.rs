//! The rate of requests as a configuration writes it, such as `100/s` or `60/1m`.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::words::number;
use crate::words::span::Span;

/// A number of requests in a span of time. All of them may come at once, and after that they return evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Rate {
    count: NonZeroU32,
    per: Span,
}

impl Rate {
    pub(crate) const fn new(count: NonZeroU32, per: Span) -> Self {
        Self { count, per }
    }

    /// The time after which one more request is allowed.
    pub(crate) fn interval(self) -> Duration {
        self.per.duration() / self.count.get()
    }

    /// The whole span.
    pub(crate) const fn per(self) -> Duration {
        self.per.duration()
    }
}

impl FromStr for Rate {
    type Err = InvalidRate;

    fn from_str(text: &str) -> Result<Self, InvalidRate> {
        let (count, per) = text.split_once('/').ok_or(InvalidRate)?;
        let count: NonZeroU32 = number::parse(count).map_err(|_| InvalidRate)?;
        let per = match per {
            "s" | "m" | "h" | "d" => format!("1{per}").parse(),
            _ => per.parse(),
        };
        let rate = Self { count, per: per.map_err(|_| InvalidRate)? };
        Some(rate).filter(|rate| !rate.interval().is_zero()).ok_or(InvalidRate)
    }
}

impl TryFrom<String> for Rate {
    type Error = InvalidRate;

    fn try_from(text: String) -> Result<Self, InvalidRate> {
        text.parse()
    }
}

impl From<Rate> for String {
    fn from(rate: Rate) -> Self {
        rate.to_string()
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.count, self.per)
    }
}

/// The text is not a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InvalidRate;

impl fmt::Display for InvalidRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a rate is a number of requests in a span of time: 100/s or 60/1m")
    }
}

impl std::error::Error for InvalidRate {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_a_count_in_a_span() {
        let rate: Rate = "60/1m".parse().unwrap();
        assert_eq!((rate.interval(), rate.per()), (Duration::from_secs(1), Duration::from_secs(60)));
        assert_eq!("100/s".parse::<Rate>().unwrap().to_string(), "100/1s");
    }

    #[test]
    fn a_text_that_is_not_a_rate_is_refused() {
        for text in ["", "/", "1", "0/s", "-1/s", "+1/s", "01/s", "1/0s", "1/x", "1.5/s", "4294967295/s/s"] {
            assert_eq!(text.parse::<Rate>(), Err(InvalidRate), "{text:?}");
        }
    }
}
