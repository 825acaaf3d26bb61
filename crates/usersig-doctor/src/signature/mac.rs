//! HMAC-SHA256 over every text that a signer may have signed. No code that grants access uses it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::fault::HashedText;

/// The fewest first bytes of a MAC that do not fit by chance.
const LEAST_LEN: usize = 8;

/// The length of a whole MAC.
pub(super) const LEN: usize = 32;

pub(super) fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// Whether the MAC, or the beginning of it that is left, is that of the text. MACs are compared here and nowhere else.
pub(super) fn fits(keyed: &Hmac<Sha256>, text: &[u8], mac: &[u8]) -> bool {
    let hmac = keyed.clone().chain_update(text);
    (LEAST_LEN..=LEN).contains(&mac.len()) && hmac.verify_truncated_left(mac).is_ok()
}

pub(super) fn covers(key: &[u8], text: &[u8], mac: &[u8]) -> bool {
    fits(&keyed(key), text, mac)
}

/// Whether the MAC is a plain SHA-256 of the key and the text. It is compared as it is: an attacker who can choose the
/// text learns nothing from the time, because the diagnosis names the match anyway.
pub(super) fn is_hash(hash: HashedText, key: &[u8], text: &[u8], mac: &[u8]) -> bool {
    let hasher = match hash {
        HashedText::KeyThenText => Sha256::new().chain_update(key).chain_update(text),
        HashedText::KeyTextKey => Sha256::new().chain_update(key).chain_update(text).chain_update(key),
        HashedText::Text => Sha256::new().chain_update(text),
        HashedText::TextThenKey => Sha256::new().chain_update(text).chain_update(key),
    };
    hasher.finalize()[..] == *mac
}
