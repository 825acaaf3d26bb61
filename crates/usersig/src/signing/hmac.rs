//! HMAC-SHA256 (RFC 2104).
//!
//! This implementation is ours for two reasons. The compression function needs a boundary that is never inlined, see
//! [`sha256::compress`]. And a batch hashes the blocks of several messages in turn, which the crate `hmac` cannot do. The
//! tests compare it with RFC 4231 and with that crate.

use zeroize::{Zeroize, Zeroizing};

use crate::signing::message::{END_OF_MESSAGE, Message, Pieces};
use crate::signing::sha256::{self, BLOCK, HASH, START, State};

/// The states of both hashes after the key. The key itself is not kept. The states are wiped when dropped.
#[derive(Clone)]
pub(crate) struct HmacKey {
    inner: State,
    outer: State,
}

/// Enough for a key of 119 bytes. Real ones have 64.
const BLOCKS_OF_A_KEY: usize = 2;

impl HmacKey {
    /// Takes a key of any length.
    pub(crate) fn new(key: &[u8]) -> Self {
        let hashed: Zeroizing<[u8; HASH]>;
        let key = if key.len() > BLOCK {
            hashed = Zeroizing::new(Message::<BLOCKS_OF_A_KEY>::new(START, 0, |pieces| pieces.push(key)).hash());
            hashed.as_slice()
        } else {
            key
        };
        let state_after = |pad| {
            let mut block = Zeroizing::new([[pad; BLOCK]]);
            block[0].iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
            let mut state = START;
            sha256::compress(&mut state, &*block);
            state
        };
        Self { inner: state_after(0x36), outer: state_after(0x5c) }
    }

    /// Lays out a message in an [empty](Message::EMPTY) one.
    #[inline]
    pub(crate) fn lay_out<const BLOCKS: usize>(
        &self,
        message: &mut Message<BLOCKS>,
        write: impl FnOnce(&mut Pieces<'_, BLOCKS>),
    ) {
        message.lay_out(self.inner, BLOCK, write);
    }

    /// Begins the MAC of a message. Nothing is hashed yet, except for blocks that the message has no room for.
    #[inline]
    pub(crate) fn begin<const BLOCKS: usize>(
        &self,
        write: impl FnOnce(&mut Pieces<'_, BLOCKS>),
    ) -> PartialMac<'_, BLOCKS> {
        PartialMac { message: Message::new(self.inner, BLOCK, write), hashed: 0, key: self }
    }

    /// The MACs of several messages that were [laid out](Self::lay_out).
    pub(crate) fn macs<const COUNT: usize, const BLOCKS: usize>(
        &self,
        messages: &mut [Message<BLOCKS>; COUNT],
    ) -> [[u8; HASH]; COUNT] {
        Message::hash_side_by_side(messages).map(|inner| self.outer_hash(&inner))
    }

    /// The hash of the outer key and an inner hash, which together always fill two blocks.
    #[inline]
    fn outer_hash(&self, inner: &[u8; HASH]) -> [u8; HASH] {
        const BITS: [u8; 8] = (8 * (BLOCK + HASH) as u64).to_be_bytes();
        let mut block = [0; BLOCK];
        block[..HASH].copy_from_slice(inner);
        block[HASH] = END_OF_MESSAGE;
        block[BLOCK - BITS.len()..].copy_from_slice(&BITS);
        let mut state = self.outer;
        sha256::compress(&mut state, &[block]);
        sha256::hash_of(&state)
    }
}

impl Drop for HmacKey {
    fn drop(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
    }
}

/// A MAC that is computed block by block.
pub(crate) struct PartialMac<'key, const BLOCKS: usize> {
    message: Message<BLOCKS>,
    /// How many blocks of the message are hashed.
    hashed: usize,
    key: &'key HmacKey,
}

impl<const BLOCKS: usize> PartialMac<'_, BLOCKS> {
    /// Hashes the next block.
    #[inline]
    pub(crate) fn hash_block(&mut self) {
        self.message.hash_block(self.hashed);
        self.hashed += 1;
    }

    /// Hashes everything that is not hashed yet.
    #[inline]
    pub(crate) fn finish(self) -> [u8; HASH] {
        self.key.outer_hash(&self.message.hash_from(self.hashed))
    }
}

#[cfg(test)]
mod tests {
    use ::hmac::{KeyInit, Mac};
    use proptest::prelude::*;
    use sha2::Sha256;

    use super::*;

    fn hmac(key: &[u8], pieces: &[&[u8]]) -> [u8; HASH] {
        HmacKey::new(key).begin::<2>(|all| pieces.iter().for_each(|piece| all.push(piece))).finish()
    }

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
            let mac = hmac(key, &[data]);
            assert_eq!(format!("{mac:02x?}").replace(['[', ',', ' ', ']'], ""), expected);
        }
    }

    #[test]
    fn every_length_gives_what_a_general_implementation_gives() {
        let text: Vec<u8> = (0..=255).cycle().take(24 * BLOCK).collect();
        for len in 0..=text.len() {
            assert_eq!(hmac(b"a key", &[&text[..len]]), general(b"a key", &text[..len]), "{len} bytes");
        }
    }

    proptest! {
        #[test]
        fn pieces_make_no_difference(
            key in prop::collection::vec(any::<u8>(), 0..200),
            pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..8),
        ) {
            let borrowed: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
            prop_assert_eq!(hmac(&key, &borrowed), general(&key, &pieces.concat()));
        }
    }

    #[test]
    fn messages_side_by_side_have_the_macs_they_have_alone() {
        let (key, text) = (HmacKey::new(b"a key"), [7; 500]);
        for step in [0, 1, 17, 63] {
            let mut messages = [const { Message::<4>::EMPTY }; 8];
            for (index, message) in messages.iter_mut().enumerate() {
                key.lay_out(message, |all| all.push(&text[..index * step]));
            }
            let macs = key.macs(&mut messages);
            for (index, mac) in macs.iter().enumerate() {
                assert_eq!(*mac, general(b"a key", &text[..index * step]), "{index} times {step} bytes");
            }
        }
    }

    fn general(key: &[u8], message: &[u8]) -> [u8; HASH] {
        let mut hmac = ::hmac::Hmac::<Sha256>::new_from_slice(key).unwrap();
        hmac.update(message);
        hmac.finalize().into_bytes().into()
    }
}
