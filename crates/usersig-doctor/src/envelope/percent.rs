//! Percent-encoding (RFC 3986, 2.1).

use crate::envelope::step::Step;
use crate::fault::EnvelopeFault;

/// Decodes as often as the text was encoded.
pub(super) fn decode(text: &str) -> Option<Step> {
    let mut decoded = decode_once(text)?;
    let mut times = 1;
    while times < MAX_TIMES
        && let Some(again) = decode_once(&decoded)
    {
        decoded = again;
        times += 1;
    }
    Some((EnvelopeFault::UrlEncoded { times }.into(), Some(decoded)))
}

/// More often than any chain of proxies does it.
const MAX_TIMES: usize = 8;

fn decode_once(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    let mut found = false;
    for part in parts {
        if let Some((byte, rest)) = hex_digits(part) {
            bytes.push(byte);
            bytes.extend_from_slice(rest);
            found = true;
        } else {
            bytes.push(b'%');
            bytes.extend_from_slice(part.as_bytes());
        }
    }
    found.then(|| String::from_utf8(bytes).ok()).flatten()
}

fn hex_digits(part: &str) -> Option<(u8, &[u8])> {
    let (digits, rest) = part.as_bytes().split_first_chunk()?;
    let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
    Some((u8::try_from(high? << 4 | low?).ok()?, rest))
}
