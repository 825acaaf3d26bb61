//! A whole number as people write it, in arguments and in the texts of the configuration.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// Reads digits without a sign and without leading zeros. Other readers of the same text could read `+7` as a word and `010`
/// as 8.
pub(crate) fn parse<T: FromStr>(text: &str) -> Result<T, InvalidNumber> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text.len() == 1 || !text.starts_with('0'));
    if is_plain { text.parse().map_err(|_| InvalidNumber) } else { Err(InvalidNumber) }
}

/// The text is not a number, or the number is out of range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InvalidNumber;

impl fmt::Display for InvalidNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number is written with digits only, without a sign and without leading zeros")
    }
}

impl Error for InvalidNumber {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        assert_eq!((parse("0"), parse("10"), parse("4294967295")), (Ok(0), Ok(10), Ok(u32::MAX)));
        for text in ["", "+7", "-7", "07", "00", " 7", "7 ", "7.0", "7e1", "0x7", "\u{666}", "4294967296"] {
            assert_eq!(parse::<u32>(text), Err(InvalidNumber), "{text:?}");
        }
    }
}
