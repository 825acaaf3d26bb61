//! The look of the text of a key.

use usersig::inspect;

use crate::base64;
use crate::blank::is_blank;
use crate::fault::{KeyGarble, KeyShape};
use crate::placeholder::is_placeholder;
use crate::signature::keys::cores::{self, KEY_LEN};

/// Names the shape and keeps nothing of the text.
pub(crate) fn of(text: &str) -> KeyShape {
    let is_hex = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_key = |text: &str| text.len() == KEY_LEN && is_hex(text);
    let bare = text.trim_matches(is_blank);
    if is_key(text) {
        return KeyShape::Expected;
    }
    if text.contains("-----BEGIN") {
        return KeyShape::Pem;
    }
    if cores::of(text).iter().any(|(garble, core)| is_key(core) && *garble != KeyGarble::Base64Decoded) {
        let lines = bare.lines().count();
        return if lines > 1 { KeyShape::Lines { lines } } else { KeyShape::WithSurroundings };
    }
    if inspect(bare).is_ok() {
        return KeyShape::Ticket;
    }
    if bare.lines().count() > 1 {
        return KeyShape::Lines { lines: bare.lines().count() };
    }
    if is_placeholder(bare) {
        return KeyShape::Placeholder;
    }
    let decoded = base64::decode_standard(bare).and_then(|bytes| String::from_utf8(bytes).ok());
    if decoded.is_some_and(|decoded| is_key(decoded.trim())) {
        return KeyShape::Base64OfKey;
    }
    let is_alphanumeric = bare.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if bare.starts_with("AKID") && is_alphanumeric {
        return KeyShape::CloudSecretId;
    }
    if !bare.is_empty() && bare.len() <= MAX_NUMBER && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return KeyShape::Number;
    }
    if is_hex(bare) {
        return KeyShape::HexOfLength { digits: bare.len() };
    }
    if bare.len() == CLOUD_SECRET_KEY_LEN && is_alphanumeric {
        return KeyShape::CloudSecretKey;
    }
    KeyShape::Other { characters: text.chars().count() }
}

/// The digits of the largest 64-bit number.
const MAX_NUMBER: usize = 20;

/// The secret key of the cloud API has as many letters and digits.
const CLOUD_SECRET_KEY_LEN: usize = 32;
