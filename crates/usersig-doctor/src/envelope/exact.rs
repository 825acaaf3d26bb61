//! Texts that are known at sight.

use crate::base64;
use crate::blank::is_blank;
use crate::envelope::reading::reach;
use crate::envelope::step::Step;
use crate::envelope::vendors;
use crate::fault::{EnvelopeFault, Foreign};
use crate::placeholder::is_placeholder;

/// Names a text that is known as a whole.
pub(super) fn name(text: &str) -> Option<EnvelopeFault> {
    if text.chars().all(is_blank) {
        return Some(EnvelopeFault::Empty { white_space: text.chars().count() });
    }
    let bare = text.trim_matches(|c| is_blank(c) || c == '"' || c == '\'');
    if bare.is_empty() {
        return Some(EnvelopeFault::Placeholder { word: text.trim().chars().take(2).collect() });
    }
    if is_placeholder(bare) {
        return Some(EnvelopeFault::Placeholder { word: bare.to_owned() });
    }
    if bare.len() == SECRET_KEY_LEN && bare.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(EnvelopeFault::SecretKeyPasted { is_of_cloud_api: false });
    }
    if let Some((_, rest)) = text.split_once("-----BEGIN") {
        let is_private = rest.lines().next().is_some_and(|line| line.contains("PRIVATE"));
        return Some(EnvelopeFault::Foreign(Foreign::Pem { is_private }));
    }
    let is_alphanumeric = bare.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if bare.starts_with("AKID") && is_alphanumeric && bare.len() <= MAX_SECRET_ID {
        return Some(EnvelopeFault::SecretKeyPasted { is_of_cloud_api: true });
    }
    if is_jwt(bare.trim_start_matches("Bearer ")) {
        return Some(EnvelopeFault::Jwt);
    }
    vendors::vendor(bare).map(|vendor| EnvelopeFault::VendorToken { vendor })
}

/// The hex digits of every key the console has shown so far.
const SECRET_KEY_LEN: usize = 64;

/// A `SecretId` of the cloud API has 36 characters; temporary ones have more.
const MAX_SECRET_ID: usize = 80;

/// Three parts, or five when it is encrypted, of which the first is a JSON object.
fn is_jwt(text: &str) -> bool {
    let is_base64_url = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    text.starts_with("eyJ") && matches!(text.split('.').count(), 3 | 5) && text.split('.').all(is_base64_url)
}

/// A ticket, or the bytes of one, in hexadecimal digits.
pub(super) fn hex(text: &str) -> Option<Step> {
    let digits = text.trim_matches(is_blank);
    let digits = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("\\x")).unwrap_or(digits);
    let bytes = base64::from_hex(digits.as_bytes()).filter(|bytes| bytes.len() >= MIN_BYTES)?;
    let as_text = String::from_utf8(bytes.clone()).ok().filter(|text| reach(text).is_some());
    let ticket = as_text.unwrap_or_else(|| base64::encode_ticket(&bytes));
    reach(&ticket).is_some().then(|| (EnvelopeFault::HexEncoded.into(), Some(ticket)))
}

/// Fewer bytes are not the beginning of a ticket.
const MIN_BYTES: usize = 16;

/// The first character that no alphabet has.
pub(super) fn character(text: &str) -> Option<Step> {
    let (index, character) = text.chars().enumerate().find(|(_, character)| !base64::is_symbol(*character))?;
    Some((EnvelopeFault::ForeignCharacter { position: index + 1, character }.into(), None))
}
