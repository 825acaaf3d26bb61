//! The value of a member, as far as a ticket needs it.

#[derive(Debug)]
pub(crate) enum Value<'a> {
    /// Only digits, without a sign or a leading zero, within 64 bits.
    Integer(u64),
    /// Any other number, `true`, `false`, `null`, an array or an object.
    Other,
    /// A string with its escapes resolved: UTF-8.
    Text(&'a mut [u8]),
}

impl Value<'_> {
    /// The value of a number that consists only of digits.
    pub(super) fn of_digits(digits: &[u8]) -> Self {
        // Every number of so many digits fits into 64 bits.
        const FITS: usize = 19;
        if digits.len() <= FITS {
            return Self::Integer(digits.iter().fold(0, |number, digit| 10 * number + u64::from(digit - b'0')));
        }
        let add = |number: u64, digit: &u8| number.checked_mul(10)?.checked_add((digit - b'0').into());
        digits.iter().try_fold(0, add).map_or(Self::Other, Self::Integer)
    }
}
