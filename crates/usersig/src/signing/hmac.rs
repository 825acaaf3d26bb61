//! HMAC-SHA256 (RFC 2104), its message laid out in the blocks that are hashed.
//!
//! A signed text comes in a dozen pieces and fills two blocks or three. A general implementation asks at each piece what it
//! has of a block so far; here each byte is copied once, to where it is hashed, and all blocks of the text are hashed in
//! one go.

use std::slice;

use sha2::block_api::compress256;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::bytes::byte_writer::copy_short;

const BLOCK: usize = 64;
const HASH: usize = 32;

/// Nearly every message is this short. A longer one is hashed as it comes.
const BLOCKS: usize = 4;

/// Behind a message stands this byte, and in the last bytes of the last block its length in bits.
const END_OF_MESSAGE: u8 = 0x80;
const LEN_BYTES: usize = 8;

type State = [u32; 8];

/// Where SHA-256 starts (FIPS 180-4, 5.3.3).
const START: State =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// Both hashes with the key already taken in. The key itself is not kept; the states are wiped when dropped.
#[derive(Clone)]
pub(crate) struct HmacKey {
    inner: State,
    outer: State,
}

impl HmacKey {
    /// A key of any length.
    pub(crate) fn new(key: &[u8]) -> Self {
        let hashed: Zeroizing<[u8; HASH]>;
        let key = if key.len() > BLOCK {
            hashed = Zeroizing::new(Sha256::digest(key).into());
            hashed.as_slice()
        } else {
            key
        };
        let take_in = |pad| {
            let mut block = Zeroizing::new([pad; BLOCK]);
            block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
            let mut state = START;
            compress256(&mut state, slice::from_ref(&block));
            state
        };
        Self { inner: take_in(0x36), outer: take_in(0x5c) }
    }

    /// The MAC of what `write` pushes, but for its last block.
    #[inline(always)]
    pub(crate) fn begin(&self, write: impl FnOnce(&mut Message<'_>)) -> Inner<'_> {
        let mut hash = Hash { state: self.inner, hashed: BLOCK, blocks: [[0; BLOCK]; BLOCKS] };
        let mut message = Message { hash: &mut hash, len: 0 };
        write(&mut message);
        let len = message.len;
        Inner { hash: hash.finish(len), key: self }
    }
}

impl Drop for HmacKey {
    fn drop(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
    }
}

/// The inner hash of a message: all of its MAC but one block.
pub(crate) struct Inner<'key> {
    hash: [u8; HASH],
    key: &'key HmacKey,
}

impl Inner<'_> {
    #[inline]
    pub(crate) fn finish(self) -> [u8; HASH] {
        let mut last = [0; BLOCK];
        last[..HASH].copy_from_slice(&self.hash);
        last[HASH] = END_OF_MESSAGE;
        end_with_len(&mut last, BLOCK + HASH);
        let mut state = self.key.outer;
        compress256(&mut state, &[last]);
        bytes_of(&state)
    }
}

/// A message that comes in pieces.
pub(crate) struct Message<'a> {
    hash: &'a mut Hash,
    /// How many bytes of the blocks are taken.
    len: usize,
}

impl Message<'_> {
    #[inline(always)]
    pub(crate) fn push(&mut self, piece: &[u8]) {
        match self.hash.blocks.as_flattened_mut().get_mut(self.len..self.len + piece.len()) {
            Some(room) => {
                copy_short(piece, room);
                self.len += piece.len();
            }
            None => self.len = self.hash.take_long(self.len, piece),
        }
    }
}

/// The inner hash. It does not know how much of its blocks is taken, so that this stays in a register.
struct Hash {
    /// The key's until the first block is hashed, and then nobody's.
    state: State,
    /// How many bytes are hashed, with the key.
    hashed: usize,
    /// What is not hashed yet, and zeros behind it.
    blocks: [[u8; BLOCK]; BLOCKS],
}

impl Hash {
    #[cold]
    fn take_long(&mut self, mut len: usize, mut piece: &[u8]) -> usize {
        while !piece.is_empty() {
            len = self.hash_whole_blocks(len);
            let room = &mut self.blocks.as_flattened_mut()[len..];
            let (now, later) = piece.split_at(piece.len().min(room.len()));
            room[..now.len()].copy_from_slice(now);
            len += now.len();
            piece = later;
        }
        len
    }

    #[cold]
    fn hash_whole_blocks(&mut self, len: usize) -> usize {
        let whole = len / BLOCK;
        compress256(&mut self.state, &self.blocks[..whole]);
        self.hashed += whole * BLOCK;
        let rest = self.blocks.get(whole).copied().unwrap_or([0; BLOCK]);
        self.blocks = [[0; BLOCK]; BLOCKS];
        self.blocks[0] = rest;
        len - whole * BLOCK
    }

    #[inline]
    fn finish(&mut self, mut len: usize) -> [u8; HASH] {
        if len + 1 + LEN_BYTES > BLOCKS * BLOCK {
            len = self.hash_whole_blocks(len);
        }
        let blocks = &mut self.blocks[..(len + 1 + LEN_BYTES).div_ceil(BLOCK)];
        blocks.as_flattened_mut()[len] = END_OF_MESSAGE;
        end_with_len(blocks.last_mut().expect("there is an end"), self.hashed + len);
        compress256(&mut self.state, blocks);
        bytes_of(&self.state)
    }
}

#[inline]
fn end_with_len(block: &mut [u8; BLOCK], len: usize) {
    block[BLOCK - LEN_BYTES..].copy_from_slice(&(8 * len as u64).to_be_bytes());
}

#[inline]
fn bytes_of(state: &State) -> [u8; HASH] {
    let mut bytes = [0; HASH];
    for (bytes, word) in bytes.as_chunks_mut().0.iter_mut().zip(state) {
        *bytes = word.to_be_bytes();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use ::hmac::{KeyInit, Mac};
    use proptest::prelude::*;

    use super::*;

    fn hmac(key: &[u8], pieces: &[&[u8]]) -> [u8; HASH] {
        HmacKey::new(key).begin(|message| pieces.iter().for_each(|piece| message.push(piece))).finish()
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
        let text: Vec<u8> = (0..=255).cycle().take(6 * BLOCK * BLOCKS).collect();
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

    fn general(key: &[u8], message: &[u8]) -> [u8; HASH] {
        let mut hmac = ::hmac::Hmac::<Sha256>::new_from_slice(key).unwrap();
        hmac.update(message);
        hmac.finalize().into_bytes().into()
    }
}
