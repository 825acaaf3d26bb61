//! Texts that were never a ticket.

use crate::base64;
use crate::envelope::step::Step;
use crate::fault::{EnvelopeFault, Vendor};
use crate::look_alike::is_blank;

/// What the text is instead, when that is plain to see.
pub(super) fn name(text: &str) -> Option<EnvelopeFault> {
    let bare = text.trim_matches(|c| is_blank(c) || c == '"' || c == '\'');
    if text.chars().all(is_blank) {
        return Some(EnvelopeFault::Empty { white_space: text.chars().count() });
    }
    if let Some(word) = PLACEHOLDERS.into_iter().find(|word| word.eq_ignore_ascii_case(bare)) {
        return Some(EnvelopeFault::Placeholder { word });
    }
    if bare.len() == SECRET_KEY_LEN && bare.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(EnvelopeFault::SecretKeyPasted);
    }
    if is_jwt(bare) {
        return Some(EnvelopeFault::Jwt);
    }
    vendor(bare).map(|vendor| EnvelopeFault::VendorToken { vendor })
}

/// What languages write for a value that is not there, or that is no text.
const PLACEHOLDERS: [&str; 9] =
    ["null", "undefined", "none", "nil", "NaN", "true", "false", "[object Object]", "[object Promise]"];

/// The hex digits of every key the console has shown so far.
const SECRET_KEY_LEN: usize = 64;

/// Three parts, or five when it is encrypted, of which the first is a JSON object.
fn is_jwt(text: &str) -> bool {
    let is_base64_url = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    text.starts_with("eyJ") && matches!(text.split('.').count(), 3 | 5) && text.split('.').all(is_base64_url)
}

fn vendor(text: &str) -> Option<Vendor> {
    let app_id = text.strip_prefix("006").and_then(|rest| rest.get(..32));
    if app_id.is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit())) || text.starts_with("007eJ") {
        return Some(Vendor::Agora);
    }
    let mut parts = text.split('.');
    let is_version = parts.next().is_some_and(|version| matches!(version, "v1" | "v2" | "v3" | "v4"));
    let is_purpose = parts.next().is_some_and(|purpose| matches!(purpose, "local" | "public"));
    (is_version && is_purpose).then_some(Vendor::Paseto)
}

/// The first character that no alphabet has.
pub(super) fn character(text: &str) -> Option<Step> {
    let (index, character) = text.chars().enumerate().find(|(_, character)| !base64::is_symbol(*character))?;
    Some((EnvelopeFault::ForeignCharacter { position: index + 1, character }.into(), None))
}
