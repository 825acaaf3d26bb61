//! HMAC-SHA256 over the signed text.

use std::fmt;

use hmac::KeyInit;
use hmac::block_api::HmacCore;
use hmac::digest::block_api::{Buffer, FixedOutputCore, UpdateCore};
use hmac::digest::{CtOutput, Output};
use sha2::Sha256;

use crate::canonical;
use crate::claims::Claims;
use crate::secret_key::SecretKey;

/// `TLS.sig`, all 32 bytes of it.
pub(crate) type Mac = [u8; 32];

/// HMAC(key, ..) with the key already taken in. The key itself is not kept; the state is wiped when dropped.
#[derive(Clone)]
pub(crate) struct MacKey(HmacCore<Sha256>);

impl MacKey {
    pub(crate) fn new(key: &SecretKey) -> Self {
        Self::of(key.as_bytes())
    }

    fn of(key: &[u8]) -> Self {
        Self(HmacCore::new_from_slice(key).expect("HMAC takes a key of any length"))
    }

    pub(crate) fn sign(&self, claims: &Claims<'_>) -> Mac {
        self.over(|write| canonical::signed_text(claims, write)).into()
    }

    /// Compares in constant time. MACs are compared here and nowhere else.
    pub(crate) fn has_signed(&self, claims: &Claims<'_>, mac: &Mac) -> bool {
        let ours = self.over(|write| canonical::signed_text(claims, write));
        CtOutput::<HmacCore<Sha256>>::new(ours) == CtOutput::new((*mac).into())
    }

    /// Over a text that comes in pieces: a whole block of a piece goes where it is needed without being copied before.
    fn over(&self, pieces: impl FnOnce(&mut dyn FnMut(&[u8]))) -> Output<HmacCore<Sha256>> {
        let mut hmac = self.0.clone();
        let mut rest = Buffer::<HmacCore<Sha256>>::default();
        pieces(&mut |piece| rest.digest_blocks(piece, |blocks| hmac.update_blocks(blocks)));
        let mut mac = Output::<HmacCore<Sha256>>::default();
        hmac.finalize_fixed_core(&mut rest, &mut mac);
        mac
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

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231, 4.2 to 4.8 without 4.6, whose MAC is cut off: key, data, HMAC-SHA-256.
    const RFC_4231: [(&[u8], &[u8], &str); 6] = [
        (&[0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (
            b"Jefe",
            b"what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (&[0xaa; 20], &[0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        (
            b"\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19",
            &[0xcd; 50],
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
        ),
        (
            &[0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
        (
            &[0xaa; 131],
            b"This is a test using a larger than block-size key and a larger than block-size data. The key needs to be \
              hashed before being used by the HMAC algorithm.",
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
        ),
    ];

    #[test]
    fn the_mac_is_that_of_rfc_4231() {
        for (key, data, expected) in RFC_4231 {
            let mac: Mac = MacKey::of(key).over(|write| write(data)).into();
            assert_eq!(format!("{mac:02x?}").replace(['[', ',', ' ', ']'], ""), expected);
        }
    }
}
