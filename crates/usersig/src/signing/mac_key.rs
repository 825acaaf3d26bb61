//! The key that computes and compares MACs.

use ctutils::CtEq;

use crate::claims::claims::{Claims, Digits};
use crate::claims::mac::Mac;
use crate::signing::hmac::{HmacKey, PartialMac};
use crate::signing::message::Message;
use crate::signing::signed_text::{self, PreparedNumbers};
use crate::words::secret_key::SecretKey;

/// The hash states that remain of a key. They sign, and the key cannot be read back from them.
#[derive(Clone)]
pub(crate) struct MacKey(HmacKey);

/// How many blocks the text of a UserSig for a UserID fills, and the text of nearly every PrivateMapKey.
pub(crate) const USER_SIG: usize = 2;
pub(crate) const MAP_KEY: usize = 4;

impl MacKey {
    pub(crate) fn new(key: &SecretKey) -> Self {
        Self(HmacKey::new(key.as_bytes()))
    }

    pub(crate) fn sign(&self, claims: &Claims<'_>) -> Mac {
        let mut buffers = [itoa::Buffer::new(); 3];
        let digits = claims.digits(&mut buffers);
        if claims.userbuf.is_none() {
            self.begin::<USER_SIG>(claims, &digits).finish()
        } else {
            self.begin::<MAP_KEY>(claims, &digits).finish()
        }
    }

    /// Begins the MAC. The caller then has each block hashed when it has other work that does not wait for the hash.
    #[inline]
    pub(crate) fn begin<const BLOCKS: usize>(
        &self,
        claims: &Claims<'_>,
        digits: &Digits<'_>,
    ) -> PartialMac<'_, BLOCKS> {
        self.0.begin(|pieces| signed_text::signed_text(claims, digits, |piece| pieces.push(piece)))
    }

    /// The MAC of a UserSig for each of several identifiers. Everything else is the same.
    pub(crate) fn sign_side_by_side<const COUNT: usize>(
        &self,
        identifiers: [&[u8]; COUNT],
        numbers: &PreparedNumbers,
    ) -> [Mac; COUNT] {
        // Each message is laid out in its place, because it is too large to be moved.
        let mut messages = [const { Message::EMPTY }; COUNT];
        for (message, identifier) in messages.iter_mut().zip(identifiers) {
            self.0.lay_out::<USER_SIG>(message, |pieces| {
                pieces.push(signed_text::HEAD);
                pieces.push(identifier);
                pieces.push(numbers.as_slice());
            });
        }
        self.0.macs(&mut messages)
    }

    /// Compares in constant time. MACs are compared here and nowhere else.
    pub(crate) fn has_signed(&self, claims: &Claims<'_>, mac: &Mac) -> bool {
        self.sign(claims).as_slice().ct_eq(mac).into()
    }
}
