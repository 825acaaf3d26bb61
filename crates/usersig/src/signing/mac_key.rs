//! The key that computes and compares MACs.

use ctutils::CtEq;

use crate::claims::claims::{Claims, Digits};
use crate::claims::mac::Mac;
use crate::signing::hmac::{HmacKey, InnerHash};
use crate::signing::signed_text;
use crate::words::secret_key::SecretKey;

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
    pub(crate) fn begin(&self, claims: &Claims<'_>, digits: &Digits<'_>) -> InnerHash<'_> {
        self.0.begin(|pieces| signed_text::signed_text(claims, digits, |piece| pieces.push(piece)))
    }

    /// Compares in constant time. MACs are compared here and nowhere else.
    pub(crate) fn has_signed(&self, claims: &Claims<'_>, mac: &Mac) -> bool {
        self.sign(claims).as_slice().ct_eq(mac).into()
    }
}
