//! Reads the reply of a script, which may be damaged in every way.

use redis::Value;
use sha1_smol::Sha1;

use crate::store::redis::failure::Failure;

/// The result of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) state: State,
    /// The second on the server's clock.
    pub(crate) now: u64,
    /// A time or a wait, depending on the state.
    pub(crate) number: u64,
    /// Values that could not be read.
    pub(crate) damaged: u64,
}

/// The word of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The account was revoked too often. The number is the wait in seconds.
    Ahead,
    /// The account was revoked. The number is the valid-after time.
    At,
    /// The number is the time at which the store was first used.
    Canary,
    /// The clock is too far from the one of the service, so nothing was stored.
    Clock,
    /// The revocation cannot be read.
    Damaged,
    /// The last counter is above its rate. The number is the wait in microseconds.
    Limited,
    /// A counter before the last one is above its rate. The number is the wait in microseconds.
    LimitedEarly,
    /// The account was never revoked.
    Never,
    /// A revocation was stored. The number is the valid-after time.
    Stored,
}

/// The nonce, the state, three numbers of at most 17 digits and 40 digits of SHA-1.
const MAX_LEN: usize = 160;

impl Reply {
    pub(crate) fn read(value: &Value, nonce: &str) -> Result<Self, Failure> {
        let Value::BulkString(bytes) = value else { return Err(Failure::Garbage) };
        Self::parse(bytes, nonce).ok_or(Failure::Garbage)
    }

    fn parse(bytes: &[u8], nonce: &str) -> Option<Self> {
        if bytes.len() > MAX_LEN {
            return None;
        }
        let (text, checksum) = str::from_utf8(bytes).ok()?.rsplit_once(' ')?;
        if Sha1::from(text).digest().to_string() != checksum {
            return None;
        }
        let mut words = text.split(' ');
        if words.next()? != nonce {
            return None;
        }
        let state = match words.next()? {
            "ahead" => State::Ahead,
            "at" => State::At,
            "canary" => State::Canary,
            "clock" => State::Clock,
            "damaged" => State::Damaged,
            "limited" => State::Limited,
            "limited_early" => State::LimitedEarly,
            "never" => State::Never,
            "stored" => State::Stored,
            _ => return None,
        };
        let mut number = || words.next()?.parse().ok();
        let reply = Self { state, now: number()?, number: number()?, damaged: number()? };
        words.next().is_none().then_some(reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(text: &str) -> Vec<u8> {
        format!("{text} {}", Sha1::from(text).digest()).into_bytes()
    }

    #[test]
    fn a_reply_is_read_only_if_no_byte_of_it_was_changed() {
        let good = signed("7f at 1700000000 1699999999 0");
        let expected = Reply { state: State::At, now: 1_700_000_000, number: 1_699_999_999, damaged: 0 };
        assert_eq!(Reply::parse(&good, "7f"), Some(expected));
        assert_eq!(Reply::parse(&good, "80"), None, "a reply to another request");
        for index in 0..good.len() {
            for bit in 0..8 {
                let mut changed = good.clone();
                changed[index] ^= 1 << bit;
                assert_eq!(Reply::parse(&changed, "7f"), None, "{:?}", String::from_utf8_lossy(&changed));
            }
            assert_eq!(Reply::parse(&good[..index], "7f"), None);
        }
    }

    #[test]
    fn a_reply_of_another_form_is_not_read() {
        for text in
            ["", "7f", "7f at", "7f at 1 2", "7f at 1 2 3 4", "7f never -1 0 0", "7f later 1 2 3", "7f at 1e9 2 3"]
        {
            assert_eq!(Reply::parse(&signed(text), "7f"), None, "{text}");
        }
        assert_eq!(Reply::parse(&signed(&format!("7f at 1 2 {}3", "0".repeat(200))), "7f"), None);
        assert_eq!(Reply::read(&Value::Int(7), "7f"), Err(Failure::Garbage));
    }
}
