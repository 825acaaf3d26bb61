//! Reading a whole number from data, with a message that a caller of an HTTP interface understands.

use std::fmt;

use serde::de::{Error, Visitor};

/// Accepts the numbers from 0 to `most`.
pub(super) struct WholeNumber {
    pub(super) most: u64,
    /// The message about a number that is not accepted.
    pub(super) otherwise: &'static str,
}

impl Visitor<'_> for WholeNumber {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number: {}", self.otherwise)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
        if number <= self.most { Ok(number) } else { Err(E::custom(self.otherwise)) }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u64, E> {
        let number = u64::try_from(number).map_err(|_| E::custom(self.otherwise))?;
        self.visit_u64(number)
    }
}
