//! Recognizes a ticket of ours by writing it again.
//!
//! The caller says which user and app it expects. A ticket that we signed for them then has only three unknown values: the
//! MAC, the lifetime and the time. They are taken from the places where the signer puts them. Next, the ticket is written
//! from these values, with its own MAC, exactly as the signer writes it. If the result is the ticket, the reader would find
//! the same values, because what the signer writes for some claims is read as these claims. Otherwise the ticket goes
//! through the reader. Therefore this path needs no rules about which tickets are well-formed: a value that was taken from
//! the wrong place leads to another ticket.
//!
//! The MAC in the result is the ticket's own. The caller must still verify it.

#![expect(clippy::cast_possible_truncation, reason = "bits are masked to their width by the cast")]

use std::time::Duration;

use crate::bytes::base64::decode;
use crate::bytes::base64::mac::{self, MacText};
use crate::claims::claims::Claims;
use crate::claims::mac::Mac;
use crate::wire::deflate::fixed;
use crate::wire::draft::{self, Draft};
use crate::wire::template::Template;
use crate::words::time::UnixTime;

/// The longest text that is tried. Only tickets of identifiers that are longer than a UserID can be longer.
const MAX_LEN: usize = 512;

/// Words are read whole, also at the end of the longest ticket, and the decoder writes more bytes than the ticket has.
const SLACK: usize = decode::BEHIND;

/// The claims and the MAC of a UserSig that we signed for this app and this identifier, or `None` for any other text.
#[inline]
pub(crate) fn claims_of_ours<'a>(text: &str, template: &Template, identifier: &'a [u8]) -> Option<(Claims<'a>, Mac)> {
    // Most tickets of other signers differ from ours in the first characters, so they cost nothing here.
    if text.len() > MAX_LEN || !text.as_bytes().starts_with(template.first_characters()) {
        return None;
    }
    let mut ticket = [0; MAX_LEN / 4 * 3 + SLACK];
    let len = decode::ticket(text, &mut ticket).ok()?;
    let ticket = Bits { bytes: &ticket, len };
    if identifier.len() <= draft::SHORT_IDENTIFIER {
        compare(&ticket, template, identifier, Draft::new(&mut [0; draft::SHORT], &mut [0; draft::SHORT]))
    } else {
        compare(&ticket, template, identifier, Draft::new(&mut [0; draft::LONG], &mut [0; draft::LONG]))
    }
}

fn compare<'a, const N: usize>(
    ticket: &Bits<'_>,
    template: &Template,
    identifier: &'a [u8],
    mut draft: Draft<'_, N>,
) -> Option<(Claims<'a>, Mac)> {
    let mut buffers = [itoa::Buffer::new(); 2];
    let [lifetime_digits, time_digits] = &mut buffers;

    let gap = draft.write_head(template, identifier);
    let sig = ticket.sig(gap.bit())?;
    let mac = mac::decode(&sig[..mac::LEN]).ok()?;
    draft.write_app(template);
    let lifetime = ticket.lifetime(draft.bit(), template.app_text.number())?;
    draft.write_lifetime(lifetime_digits.format(lifetime).as_bytes());
    let time = ticket.number(draft.bit())?.value;
    draft.write_time(time_digits.format(time).as_bytes());
    let (written, len) = draft.finish(gap, &sig);
    if written[..len] != *ticket.whole() {
        return None;
    }
    let issued_at = UnixTime::from_secs(time);
    let expires_at = issued_at.saturating_add(Duration::from_secs(lifetime));
    Some((Claims { identifier, sdk_app_id: template.sdk_app_id(), issued_at, expires_at, userbuf: None }, mac))
}

/// The stream of the ticket, read from any bit on.
struct Bits<'a> {
    /// The stream, and zeros behind it.
    bytes: &'a [u8],
    len: usize,
}

/// Digits, as literals.
struct Number {
    value: u64,
    digits: usize,
}

/// A number of more digits is not read, so that none overflows and a lifetime cannot end after [`UnixTime::MAX`]. Times have
/// 10 digits until the year 2286.
const MAX_DIGITS: usize = 16;

impl Bits<'_> {
    fn whole(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    /// Eight literals, and what they would be if they were others.
    #[inline]
    fn literals(&self, bit: usize) -> Option<[u8; 8]> {
        let (word, next) = self.bytes.get(bit / 8..)?.split_first_chunk()?;
        let (shift, next) = (bit % 8, *next.first()?);
        Some(fixed::text_of(u64::from_le_bytes(*word) >> shift | u64::from(next) << 1 << (63 - shift)))
    }

    #[inline]
    fn sig(&self, bit: usize) -> Option<MacText> {
        let mut text = [0; mac::PADDED_LEN];
        for (index, word) in text.as_chunks_mut().0.iter_mut().enumerate() {
            *word = self.literals(bit + 64 * index)?;
        }
        // The draft writes whole words, and everything in them must be ASCII.
        text[mac::LEN..].fill(0);
        Some(text)
    }

    #[inline]
    fn number(&self, bit: usize) -> Option<Number> {
        let mut number = Number { value: 0, digits: 0 };
        for word in 0..=MAX_DIGITS / 8 {
            for byte in self.literals(bit + 64 * word)? {
                if !byte.is_ascii_digit() {
                    return Some(number);
                }
                if number.digits == MAX_DIGITS {
                    return None;
                }
                number.value = 10 * number.value + u64::from(byte - b'0');
                number.digits += 1;
            }
        }
        None
    }

    /// How many characters the copy at this bit has, if it is a short one.
    #[inline]
    fn copy_len(&self, bit: usize) -> Option<usize> {
        let [low, high] = *self.bytes.get(bit / 8..)?.first_chunk()?;
        fixed::short_len_of((u16::from_le_bytes([low, high]) >> (bit % 8)) as u8)
    }

    /// The lifetime: digits, and then a copy that may begin with the last digits of the app.
    #[inline]
    fn lifetime(&self, bit: usize, app: &[u8]) -> Option<u64> {
        let Number { mut value, digits } = self.number(bit)?;
        let shared = self.copy_len(bit + 8 * digits)?.checked_sub(draft::COPY_BEHIND_LIFETIME)?;
        let last_digits = &app[app.len().checked_sub(shared)?..];
        if digits + shared > MAX_DIGITS {
            return None;
        }
        for digit in last_digits {
            value = 10 * value + u64::from(digit - b'0');
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests;
