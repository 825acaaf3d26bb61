//! Texts that are told by the bytes they encode.

use crate::base64::{self, Alphabet};
use crate::fault::Foreign;

/// A digest without the document that it signs, in base64 or hexadecimal digits.
pub(super) fn mac(text: &str) -> Option<Foreign> {
    let hex = base64::from_hex(text.as_bytes()).filter(|bytes| is_digest(bytes.len()));
    if let Some(bytes) = hex {
        return Some(Foreign::BareMac { bytes: bytes.len(), is_hex: true });
    }
    let is_padded = text.ends_with(['=', '_']);
    let bytes = base64::decode(text, Alphabet::TicketOrStandard).or_else(|| base64::decode(text, Alphabet::UrlSafe))?;
    let len = bytes.len();
    // 32 bytes are what a signer gets. Other lengths are told by their padding, for ids have such lengths as well.
    let is_mac = matches!(text.trim_end_matches(['=', '_']).len(), 43) && len == 32;
    let is_base64_of_hex = base64::from_hex(&bytes).is_some_and(|digest| is_digest(digest.len()));
    if is_base64_of_hex {
        return Some(Foreign::BareMac { bytes: len / 2, is_hex: false });
    }
    (is_mac || is_padded && is_digest(len)).then_some(Foreign::BareMac { bytes: len, is_hex: false })
}

/// The lengths of MD5, SHA-1, SHA-256, SHA-384 and SHA-512.
const fn is_digest(len: usize) -> bool {
    matches!(len, 16 | 20 | 32 | 48 | 64)
}

/// The lines that a signer signs.
pub(super) fn signed_text(text: &str) -> Option<Foreign> {
    let has_lines = text.contains("TLS.identifier:") || text.contains("TLS.sdkappid:");
    has_lines.then_some(Foreign::SignedTextOnly { is_encoded: false })
}

/// Base64 of the lines, or of another text.
pub(super) fn decoded_text(text: &str) -> Option<Foreign> {
    let decoded = [Alphabet::TicketOrStandard, Alphabet::UrlSafe].into_iter().find_map(|alphabet| {
        let text = String::from_utf8(base64::decode(text, alphabet)?).ok()?;
        Some(text).filter(|text| !text.is_empty() && text.chars().all(|c| !c.is_control() || c.is_whitespace()))
    })?;
    if signed_text(&decoded).is_some() {
        return Some(Foreign::SignedTextOnly { is_encoded: true });
    }
    let is_document = decoded.trim_start().starts_with(['{', '[']);
    is_document.then_some(Foreign::ForeignDocument { is_encoded: true, member: None })
}
