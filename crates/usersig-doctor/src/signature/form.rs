//! How a MAC is written.

use crate::base64::{self, Alphabet};
use crate::blank::is_blank;
use crate::fault::{SignatureEncoding, SignatureFault};
use crate::signature::mac;

/// The bytes of a MAC, however they are written, and what is wrong with that.
pub(super) fn read(sig: &str) -> (Option<Vec<u8>>, Option<SignatureFault>) {
    let encoded = |bytes, encoding| (Some(bytes), Some(SignatureFault::Encoding(encoding)));
    if let Some(inner) = unquoted(sig) {
        return match read(inner) {
            (Some(bytes), _) => encoded(bytes, SignatureEncoding::Quoted),
            nothing => nothing,
        };
    }
    let bytes = base64::decode_standard(sig);
    if bytes.as_ref().is_some_and(|bytes| bytes.len() == mac::LEN) {
        return (bytes, None);
    }
    if let Some(bytes) = from_hex(sig.as_bytes()) {
        return if bytes.len() == mac::LEN { encoded(bytes, SignatureEncoding::Hex) } else { other_length(bytes) };
    }
    let Some(bytes) = bytes.or_else(|| lenient(sig)).filter(|bytes| !bytes.is_empty()) else { return (None, None) };
    if let Some(bytes) = from_hex(&bytes).filter(|bytes| bytes.len() == mac::LEN) {
        return encoded(bytes, SignatureEncoding::Base64OfHex);
    }
    if let Some(bytes) = from_base64(&bytes) {
        return encoded(bytes, SignatureEncoding::Base64Twice);
    }
    if bytes.len() != mac::LEN {
        return other_length(bytes);
    }
    let fault = encoding(sig).map(SignatureFault::Encoding);
    (Some(bytes), fault)
}

/// The text inside quotes, such as the `b'..'` of Python.
fn unquoted(sig: &str) -> Option<&str> {
    let inner = sig.strip_prefix('b').unwrap_or(sig);
    QUOTES.into_iter().find_map(|quote| inner.strip_prefix(quote)?.strip_suffix(quote))
}

const QUOTES: [char; 3] = ['\'', '"', '`'];

fn other_length(bytes: Vec<u8>) -> (Option<Vec<u8>>, Option<SignatureFault>) {
    let fault = SignatureFault::Length { bytes: bytes.len(), cut_from: None };
    (Some(bytes), Some(fault))
}

/// At least the digits of the shortest digest.
const LEAST_DIGITS: usize = 32;

fn from_hex(digits: &[u8]) -> Option<Vec<u8>> {
    if digits.len() < LEAST_DIGITS { None } else { base64::from_hex(digits) }
}

fn from_base64(bytes: &[u8]) -> Option<Vec<u8>> {
    base64::decode_standard(str::from_utf8(bytes).ok()?).filter(|bytes| bytes.len() == mac::LEN)
}

fn lenient(sig: &str) -> Option<Vec<u8>> {
    let sig = sig.replace(is_blank, "");
    base64::decode(&sig, alphabet(&sig))
}

/// A `*`, or a `_` where padding would be, is only in the ticket's alphabet. Otherwise a `-` or `_` is of the URL-safe
/// one.
fn alphabet(sig: &str) -> Alphabet {
    let is_padded = sig.len().is_multiple_of(4) && sig.ends_with('_');
    let is_url_safe = sig.contains(['-', '_']) && !sig.contains('*') && !is_padded;
    if is_url_safe { Alphabet::UrlSafe } else { Alphabet::TicketOrStandard }
}

/// Why the signature is not canonical, or `None` if only its last bits are wrong.
fn encoding(sig: &str) -> Option<SignatureEncoding> {
    if sig.contains(is_blank) {
        return Some(SignatureEncoding::WhiteSpace);
    }
    match alphabet(sig) {
        Alphabet::UrlSafe => Some(SignatureEncoding::UrlSafe),
        Alphabet::TicketOrStandard if sig.contains(['*', '-', '_']) => Some(SignatureEncoding::TicketAlphabet),
        Alphabet::TicketOrStandard => (!sig.len().is_multiple_of(4)).then_some(SignatureEncoding::Padding),
    }
}
