//! HMAC-SHA256 over the signed text.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac as _};
use sha2::Sha256;

use crate::canonical;
use crate::claims::Claims;
use crate::secret_key::SecretKey;

/// `TLS.sig`, all 32 bytes of it.
pub(crate) type Mac = [u8; 32];

/// HMAC(key, ..) with the key already taken in. The key itself is not kept; the state is wiped when dropped.
#[derive(Clone)]
pub(crate) struct MacKey(Hmac<Sha256>);

impl MacKey {
    pub(crate) fn new(key: &SecretKey) -> Self {
        Self(Hmac::new_from_slice(key.as_bytes()).expect("HMAC takes a key of any length"))
    }

    pub(crate) fn sign(&self, claims: &Claims<'_>) -> Mac {
        self.over(claims).finalize().into_bytes().into()
    }

    /// Compares in constant time. MACs are compared here and nowhere else.
    pub(crate) fn has_signed(&self, claims: &Claims<'_>, mac: &Mac) -> bool {
        self.over(claims).verify_slice(mac).is_ok()
    }

    fn over(&self, claims: &Claims<'_>) -> Hmac<Sha256> {
        let mut hmac = self.0.clone();
        canonical::signed_text(claims, |piece| hmac.update(piece));
        hmac
    }
}

/// The identity of a ticket: the first 16 hex digits of its MAC. Its text is none, since many texts say one thing.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 8]);

impl Fingerprint {
    pub(crate) fn of(mac: &Mac) -> Self {
        Self(*mac.first_chunk().expect("a MAC has 32 bytes"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
