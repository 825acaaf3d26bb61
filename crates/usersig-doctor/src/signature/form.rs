//! How a MAC is written.

use crate::base64::{self, Alphabet};
use crate::fault::{SignatureEncoding, SignatureFault};
use crate::look_alike::is_blank;
use crate::signature::mac;

/// The bytes of a MAC, however they are written, and what is wrong with that.
pub(super) fn read(sig: &str) -> (Option<Vec<u8>>, Option<SignatureFault>) {
    let encoded = |bytes, encoding| (Some(bytes), Some(SignatureFault::Encoding(encoding)));
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

fn other_length(bytes: Vec<u8>) -> (Option<Vec<u8>>, Option<SignatureFault>) {
    let fault = SignatureFault::Length { bytes: bytes.len(), cut_from: None };
    (Some(bytes), Some(fault))
}

/// At least the digits of the shortest digest.
const LEAST_DIGITS: usize = 32;

fn from_hex(digits: &[u8]) -> Option<Vec<u8>> {
    if digits.len() < LEAST_DIGITS || !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    digits.chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}

fn from_base64(bytes: &[u8]) -> Option<Vec<u8>> {
    base64::decode_standard(str::from_utf8(bytes).ok()?).filter(|bytes| bytes.len() == mac::LEN)
}

fn lenient(sig: &str) -> Option<Vec<u8>> {
    let sig = sig.replace(is_blank, "");
    base64::decode(&sig, alphabet(&sig))
}

/// A `*`, or a `_` where padding would be, is only in the ticket's alphabet; else a `-` or `_` is the URL-safe one's.
fn alphabet(sig: &str) -> Alphabet {
    let is_padded = sig.len().is_multiple_of(4) && sig.ends_with('_');
    let is_url_safe = sig.contains(['-', '_']) && !sig.contains('*') && !is_padded;
    if is_url_safe { Alphabet::UrlSafe } else { Alphabet::TicketOrStandard }
}

/// Why it is not canonical; nothing when only its last bits are wrong.
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
