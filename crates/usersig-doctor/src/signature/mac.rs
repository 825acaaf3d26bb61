//! HMAC-SHA256 over whatever somebody may have signed. Nothing that grants access asks this.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The first bytes of a MAC that are no chance.
const LEAST_LEN: usize = 8;

/// The length of a whole MAC.
pub(super) const LEN: usize = 32;

pub(super) fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// Whether the MAC, or what is left of it, is that of the text. MACs are compared here and nowhere else.
pub(super) fn fits(keyed: &Hmac<Sha256>, text: &[u8], mac: &[u8]) -> bool {
    let hmac = keyed.clone().chain_update(text);
    (LEAST_LEN..=LEN).contains(&mac.len()) && hmac.verify_truncated_left(mac).is_ok()
}

pub(super) fn covers(key: &[u8], text: &[u8], mac: &[u8]) -> bool {
    fits(&keyed(key), text, mac)
}
