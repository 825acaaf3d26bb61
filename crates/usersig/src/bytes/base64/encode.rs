//! Bytes to text.

use base64::Engine;

use crate::bytes::base64::MAC_LEN;
use crate::bytes::base64::alphabet::{LANES, STANDARD, STANDARD_PAD, TICKET_PAD};

/// The encoder takes 24 bytes at once, and looks at 32 for that.
const AT_ONCE: usize = 24;
const LOOKED_AT: usize = 32;

/// How many bytes are encoded at once, and room for their characters and for those that are dropped. Nearly every UserSig
/// fits into the short room, and every PrivateMapKey of ours into the long one.
const SHORT_BYTES: usize = 192;
const SHORT: usize = 288;
const LONG_BYTES: usize = 456;
const LONG: usize = 640;

const FITS: &str = "there is room for four characters for each three bytes";

/// Appends the first `len` bytes in the ticket alphabet. Behind them there may be more. The first two of these are zero or,
/// if `len` is a multiple of three, anything.
pub(crate) fn ticket(bytes: &[u8], len: usize, out: &mut String) {
    if len <= SHORT_BYTES {
        return ticket_part::<SHORT>(bytes, len, out);
    }
    for start in (0..len).step_by(LONG_BYTES) {
        ticket_part::<LONG>(&bytes[start..], LONG_BYTES.min(len - start), out);
    }
}

fn ticket_part<const ROOM: usize>(bytes: &[u8], len: usize, out: &mut String) {
    let end = bytes.len().min(len.next_multiple_of(AT_ONCE) + LOOKED_AT - AT_ONCE);
    let mut room = Aligned([0; ROOM]);
    let text = &mut room.0;
    STANDARD.encode_slice(&bytes[..end], &mut *text).expect(FITS);
    let text_len = pad(text, len, TICKET_PAD);
    let whole_lanes = text_len.next_multiple_of(LANES);
    for lanes in text[..whole_lanes].as_chunks_mut::<LANES>().0 {
        for character in lanes {
            // `*` stands one before `+`, and `-` two before `/`. The encoder writes no `*` and no `-`, so these two
            // comparisons are enough.
            let (plus, slash) = (u8::from(*character == b'+'), u8::from(*character == b'/'));
            *character -= plus + (slash << 1);
        }
    }
    // Whole words are checked at once, and other bytes one at a time. So the characters that are dropped are checked as well.
    out.push_str(&str::from_utf8(&text[..whole_lanes]).expect("the alphabet is ASCII")[..text_len]);
}

/// Words and vectors of aligned bytes are read at once.
#[repr(align(32))]
struct Aligned<const ROOM: usize>([u8; ROOM]);

/// Ends the text of `len` bytes, and tells how many characters it has.
#[inline]
fn pad(text: &mut [u8], len: usize, character: u8) -> usize {
    let (text_len, used) = (len.div_ceil(3) * 4, (4 * len).div_ceil(3));
    text[used..text_len].fill(character);
    text_len
}

/// A MAC in the standard alphabet, and zeros that fill the last word.
pub(crate) type MacText = [u8; MAC_LEN.next_multiple_of(8)];

/// A MAC in the standard alphabet, and zeros that fill the last word.
///
/// The encoder takes fewer than 128 bytes one character at a time, which took twice as many instructions. Here, six bytes
/// become eight characters at once.
#[inline]
pub(crate) fn mac(mac: &[u8; 32]) -> MacText {
    let (words, _) = mac.as_chunks();
    let word = |index: usize| words.get(index).map_or(0, |word| u64::from(u32::from_be_bytes(*word)));
    let mut text = [0; MAC_LEN.next_multiple_of(8)];
    // Whole words, because a CPU waits for bytes that it wrote as words and reads as others.
    for (index, sixteen) in text.as_chunks_mut::<16>().0.iter_mut().enumerate() {
        let [first, second, third] = [3 * index, 3 * index + 1, 3 * index + 2].map(word);
        let (start, end) = sixteen.split_at_mut(8);
        start.copy_from_slice(&characters(first << 16 | second >> 16).to_le_bytes());
        end.copy_from_slice(&characters((second & 0xffff) << 32 | third).to_le_bytes());
    }
    text[MAC_LEN - 1..].fill(0);
    text[MAC_LEN - 1] = STANDARD_PAD;
    text
}

/// Several MACs, each as [`mac`] encodes it. The encoder takes them in one text: a byte behind each MAC makes whole groups.
pub(crate) fn macs<const COUNT: usize>(macs: &[[u8; 32]; COUNT]) -> [MacText; COUNT] {
    const AT_ONCE: usize = 8;
    let mut texts = [[0; MAC_LEN.next_multiple_of(8)]; COUNT];
    for (macs, texts) in macs.chunks(AT_ONCE).zip(texts.chunks_mut(AT_ONCE)) {
        let (mut bytes, mut characters) = ([0; 33 * AT_ONCE + LOOKED_AT - 24], [0; 368]);
        for (bytes, mac) in bytes.as_chunks_mut::<33>().0.iter_mut().zip(macs) {
            bytes[..32].copy_from_slice(mac);
        }
        STANDARD.encode_slice(bytes, &mut characters).expect(FITS);
        for (text, characters) in texts.iter_mut().zip(characters.as_chunks::<MAC_LEN>().0) {
            text[..MAC_LEN].copy_from_slice(characters);
            text[MAC_LEN - 1] = STANDARD_PAD;
        }
    }
    texts
}

/// The characters of 48 bits, the first in the lowest byte.
#[inline]
fn characters(bits: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let pairs = bits >> 24 | (bits & 0x00ff_ffff) << 32;
    let quarters = pairs >> 12 & 0x0000_0fff_0000_0fff | (pairs & 0x0000_0fff_0000_0fff) << 16;
    let sixths = quarters >> 6 & 0x003f_003f_003f_003f | (quarters & 0x003f_003f_003f_003f) << 8;
    // One for each byte that is this value or more.
    let from = |value: u64| (sixths + (0x80 - value) * EACH) >> 7 & EACH;
    // Each range of the alphabet begins elsewhere in ASCII: A, a, 0, + and /. No byte borrows from the next.
    sixths + u64::from(b'A') * EACH + 6 * from(26) - 75 * from(52) - 15 * from(62) + 3 * from(63)
}

/// Hands over bytes in the standard alphabet, part by part.
#[inline]
pub(crate) fn standard(bytes: &[u8], mut write: impl FnMut(&[u8])) {
    for part in bytes.chunks(PART) {
        let (mut padded, mut text) = ([0; 128], [0; 172]);
        padded[..part.len()].copy_from_slice(part);
        STANDARD.encode_slice(padded, &mut text).expect(FITS);
        let len = pad(&mut text, part.len(), STANDARD_PAD);
        write(&text[..len]);
    }
}

/// The encoder takes fewer than 128 bytes one character at a time, so it always gets 128.
const PART: usize = 126;

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ticket_alphabet_swaps_three_characters_of_the_standard_one() {
        let mut text = String::new();
        ticket(b"\xfb\xff\xbf\xff\0\0", 4, &mut text);
        assert_eq!(text, "*-*--w__");
    }

    #[test]
    fn each_six_bits_have_the_character_that_a_general_encoder_writes() {
        for value in 0..64_u64 {
            let bits = (0..8).fold(0, |bits, _| bits << 6 | value);
            let bytes: [u8; 8] = (bits << 16).to_be_bytes();
            let expected = general_purpose::STANDARD.encode(&bytes[..6]);
            assert_eq!(characters(bits).to_le_bytes(), expected.as_bytes(), "{value}");
        }
    }

    proptest! {
        #[test]
        fn a_mac_has_the_text_that_a_general_encoder_writes(bytes in any::<[u8; 32]>()) {
            let expected = general_purpose::STANDARD.encode(bytes);
            prop_assert_eq!(&mac(&bytes)[..MAC_LEN], expected.as_bytes());
        }

        #[test]
        fn several_macs_have_the_texts_they_have_alone(bytes in any::<[[u8; 32]; 11]>()) {
            prop_assert_eq!(macs(&bytes), bytes.map(|bytes| mac(&bytes)));
        }

        #[test]
        fn any_bytes_have_the_text_that_a_general_encoder_writes(bytes in prop::collection::vec(any::<u8>(), 0..1500)) {
            let (mut standard_text, mut ticket_text) = (Vec::new(), String::new());
            standard(&bytes, |part| standard_text.extend_from_slice(part));
            let expected = general_purpose::STANDARD.encode(&bytes);
            prop_assert_eq!(&standard_text, expected.as_bytes());
            ticket(&[&bytes[..], &[0; 40]].concat(), bytes.len(), &mut ticket_text);
            prop_assert_eq!(ticket_text, expected.replace('+', "*").replace('/', "-").replace('=', "_"));
        }
    }
}
