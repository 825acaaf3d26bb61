//! A MAC as text: 32 bytes and their 44 characters in the standard alphabet.
//!
//! The crate `base64` uses vectors only to encode 128 bytes or more and to decode 64 characters or more. One MAC is shorter,
//! so it has code of its own. Several MACs at once are long enough, and the crate encodes them.

use std::mem;

use base64::Engine;

use crate::bytes::base64::alphabet::{STANDARD, STANDARD_PAD};
use crate::bytes::base64::decode::{NotBase64, ZERO};
use crate::bytes::base64::encode::{AT_ONCE, FITS, LOOKED_AT};

/// The characters that a MAC takes.
pub(crate) const LEN: usize = 44;

/// The characters of a MAC, and zeros that fill the last word.
pub(crate) type MacText = [u8; PADDED_LEN];

pub(crate) const PADDED_LEN: usize = LEN.next_multiple_of(8);

/// Six bytes become eight characters. The compiler puts two or more of these steps into one vector.
#[inline]
pub(crate) fn encode(mac: &[u8; 32]) -> MacText {
    // Whole words, because a CPU waits for bytes that it wrote as words and reads as others.
    let [first, second, third, fourth] =
        [0, 8, 16, 24].map(|at| u64::from_be_bytes(*mac[at..].first_chunk().expect("a MAC has 32 bytes")));
    let words = [
        first >> 16,
        first << 32 & 0xffff_0000_0000 | second >> 32,
        second << 16 & 0xffff_ffff_0000 | third >> 48,
        third & 0xffff_ffff_ffff,
        fourth >> 16,
        fourth << 32 & 0xffff_0000_0000,
    ];
    let mut text = [0; PADDED_LEN];
    for (eight, word) in text.as_chunks_mut().0.iter_mut().zip(words) {
        *eight = sixths(word).to_le_bytes();
    }
    let mut text = text.map(character);
    text[LEN - 1..].fill(0);
    text[LEN - 1] = STANDARD_PAD;
    text
}

/// 48 bits, six in each byte, the first in the lowest.
#[inline]
const fn sixths(bits: u64) -> u64 {
    let pairs = bits >> 24 | (bits & 0x00ff_ffff) << 32;
    let quarters = pairs >> 12 & 0x0000_0fff_0000_0fff | (pairs & 0x0000_0fff_0000_0fff) << 16;
    quarters >> 6 & 0x003f_003f_003f_003f | (quarters & 0x003f_003f_003f_003f) << 8
}

/// The character of six bits.
#[inline]
const fn character(bits: u8) -> u8 {
    // Each range of the alphabet begins elsewhere in ASCII: A, a, 0, + and /.
    (b'A' + bits)
        .wrapping_add(if bits >= 26 { 6 } else { 0 })
        .wrapping_sub(if bits >= 52 { 75 } else { 0 })
        .wrapping_sub(if bits >= 62 { 15 } else { 0 })
        .wrapping_add(if bits >= 63 { 3 } else { 0 })
}

/// Several MACs, each as [`encode`] writes it. The encoder of the crate takes them in one text: a byte behind each MAC makes
/// whole groups.
pub(crate) fn encode_all<const COUNT: usize>(macs: &[[u8; 32]; COUNT]) -> [MacText; COUNT] {
    const MACS: usize = 8;
    let mut texts = [[0; PADDED_LEN]; COUNT];
    for (macs, texts) in macs.chunks(MACS).zip(texts.chunks_mut(MACS)) {
        let (mut bytes, mut characters) = ([0; 33 * MACS + LOOKED_AT - AT_ONCE], [0; 368]);
        for (bytes, mac) in bytes.as_chunks_mut::<33>().0.iter_mut().zip(macs) {
            bytes[..32].copy_from_slice(mac);
        }
        STANDARD.encode_slice(bytes, &mut characters).expect(FITS);
        for (text, characters) in texts.iter_mut().zip(characters.as_chunks::<LEN>().0) {
            text[..LEN].copy_from_slice(characters);
            text[LEN - 1] = STANDARD_PAD;
        }
    }
    texts
}

/// Decodes exactly 32 bytes, or none.
pub(crate) fn decode(text: &[u8]) -> Result<[u8; 32], NotBase64> {
    let mut text: [u8; LEN] = text.try_into().map_err(|_| NotBase64)?;
    if mem::replace(&mut text[LEN - 1], ZERO) != STANDARD_PAD {
        return Err(NotBase64);
    }
    let (mut bytes, mut all) = ([0; LEN / 4 * 3 + 1], 0);
    for (index, four) in text.as_chunks().0.iter().enumerate() {
        let bits = bits_of(*four);
        all |= bits;
        bytes[3 * index..3 * index + 4].copy_from_slice(&(bits << 8).to_be_bytes());
    }
    let (mac, unused) = bytes.split_first_chunk().expect("there are 34 bytes");
    if all < NONE && unused[0] == 0 { Ok(*mac) } else { Err(NotBase64) }
}

/// The 24 bits of four characters, or [`NONE`] and more if one of them is not in the alphabet.
#[inline]
fn bits_of([first, second, third, fourth]: [u8; 4]) -> u32 {
    let bits = |place: usize, character: u8| BITS[place][usize::from(character)];
    bits(0, first) | bits(1, second) | bits(2, third) | bits(3, fourth)
}

/// In the place of the bits of a character that is not in the alphabet.
const NONE: u32 = 1 << 24;

/// The six bits of each character as the first, the second, the third and the fourth of four.
static BITS: [[u32; 256]; 4] = {
    let mut all = [[NONE; 256]; 4];
    let mut bits = 0;
    while bits < 64 {
        let mut place = 0;
        while place < all.len() {
            all[place][character(bits) as usize] = (bits as u32) << (18 - 6 * place);
            place += 1;
        }
        bits += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose;
    use proptest::prelude::*;

    use super::*;

    fn as_a_general_decoder_reads(text: &[u8]) -> Result<[u8; 32], NotBase64> {
        general_purpose::STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(NotBase64)
    }

    #[test]
    fn each_six_bits_have_the_character_that_a_general_encoder_writes() {
        for bits in 0..64 {
            let expected = general_purpose::STANDARD.encode([bits << 2]);
            assert_eq!(character(bits), expected.as_bytes()[0], "{bits}");
        }
    }

    #[test]
    fn a_text_with_any_byte_in_any_place_is_read_as_a_general_decoder_reads_it() {
        let text = encode(b"\xff0123456789abcdef0123456789abc\xfb\xfe");
        let text: [u8; LEN] = *text.first_chunk().unwrap();
        for at in 0..LEN {
            for byte in 0..=255 {
                let mut bent = text;
                bent[at] = byte;
                assert_eq!(decode(&bent), as_a_general_decoder_reads(&bent), "{byte} at {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_mac_has_the_text_that_a_general_encoder_writes(mac in any::<[u8; 32]>()) {
            let (text, expected) = (encode(&mac), general_purpose::STANDARD.encode(mac));
            prop_assert_eq!(&text[..LEN], expected.as_bytes());
            prop_assert_eq!(&text[LEN..], [0; 4]);
            prop_assert_eq!(decode(&text[..LEN]), Ok(mac));
        }

        #[test]
        fn several_macs_have_the_texts_they_have_alone(macs in any::<[[u8; 32]; 11]>()) {
            prop_assert_eq!(encode_all(&macs), macs.map(|mac| encode(&mac)));
        }

        #[test]
        fn a_text_of_another_length_is_read_as_a_general_decoder_reads_it(bytes in prop::collection::vec(any::<u8>(), 30..36)) {
            let text = general_purpose::STANDARD.encode(bytes);
            prop_assert_eq!(decode(text.as_bytes()), as_a_general_decoder_reads(text.as_bytes()));
        }
    }
}
