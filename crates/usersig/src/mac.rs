//! The MAC of the signed text.

use std::fmt;

use ctutils::CtEq;

use crate::canonical;
use crate::claims::{Claims, Digits};
use crate::hmac::{HmacKey, Inner};
use crate::secret_key::SecretKey;

/// `TLS.sig`, all 32 bytes of it.
pub(crate) type Mac = [u8; 32];

/// What is left of a key: it signs, and cannot be read back.
#[derive(Clone)]
pub(crate) struct MacKey(HmacKey);

impl MacKey {
    pub(crate) fn new(key: &SecretKey) -> Self {
        Self(HmacKey::new(key.as_bytes()))
    }

    pub(crate) fn sign(&self, claims: &Claims<'_>) -> Mac {
        self.begin(claims, &claims.digits(&mut [itoa::Buffer::new(); 3])).finish()
    }

    /// The same, but for the last block: what signing writes meanwhile need not wait for that.
    #[inline(always)]
    pub(crate) fn begin(&self, claims: &Claims<'_>, digits: &Digits<'_>) -> Inner<'_> {
        self.0.begin(|message| canonical::signed_text(claims, digits, |piece| message.push(piece)))
    }

    /// Compares in constant time. MACs are compared here and nowhere else.
    pub(crate) fn has_signed(&self, claims: &Claims<'_>, mac: &Mac) -> bool {
        self.sign(claims).as_slice().ct_eq(mac).into()
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
