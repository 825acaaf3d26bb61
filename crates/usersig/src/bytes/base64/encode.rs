//! Bytes to text.

use base64::Engine;

use crate::bytes::base64::alphabet::{LANES, STANDARD, STANDARD_PAD, TICKET_PAD};

/// The encoder takes 24 bytes at once, and looks at 32 for that.
pub(super) const AT_ONCE: usize = 24;
pub(super) const LOOKED_AT: usize = 32;

/// How many bytes are encoded at once, and room for their characters and for those that are dropped. Nearly every UserSig
/// fits into the short room, and every PrivateMapKey of ours into the long one.
const SHORT_BYTES: usize = 192;
const SHORT: usize = 288;
const LONG_BYTES: usize = 456;
const LONG: usize = 640;

pub(super) const FITS: &str = "there is room for four characters for each three bytes";

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

    proptest! {
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
