//! Base64 (RFC 4648): the ticket's own alphabet outside, the standard one inside. Both canonical: no white space,
//! exact padding, unused bits zero.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
static STANDARD: base64::engine::GeneralPurpose =
    base64::engine::GeneralPurpose::new(&base64::alphabet::STANDARD, STRICT);

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
static STANDARD: LazyLock<base64::engine::Simd> = LazyLock::new(|| base64::engine::Simd::standard(STRICT));

const STRICT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(false)
    .with_decode_padding_mode(DecodePaddingMode::RequireCanonical);

/// Appends the first `len` bytes in the ticket alphabet. Behind them there may be more. The first two of these are zero or,
/// if `len` is a multiple of three, anything.
///
/// The encoder works on 24 bytes at once, for which it looks at 32. Of the last bytes it therefore encodes three at a time,
/// which takes longer than everything before. So it also gets the bytes behind, and their characters are dropped.
pub(crate) fn encode_ticket(bytes: &[u8], len: usize, out: &mut String) {
    for start in (0..len).step_by(CHUNK_BYTES) {
        let len = CHUNK_BYTES.min(len - start);
        let end = bytes.len().min(start + len.next_multiple_of(AT_ONCE) + LOOKED_AT - AT_ONCE);
        let mut text = [0; CHUNK + LANES];
        STANDARD.encode_slice(&bytes[start..end], &mut text).expect(CHUNK_FITS);
        let text_len = len.div_ceil(3) * 4;
        for character in &mut text[..text_len.next_multiple_of(LANES)] {
            *character = match *character {
                b'+' => b'*',
                b'/' => b'-',
                other => other,
            };
        }
        let padding = text_len - (4 * len).div_ceil(3);
        text[text_len - padding..text_len].fill(b'_');
        out.push_str(str::from_utf8(&text[..text_len]).expect("the alphabet is ASCII"));
    }
}

/// How many bytes the encoder takes at once, and how many it looks at for that.
const AT_ONCE: usize = 24;
const LOOKED_AT: usize = 32;

/// Tells how many bytes there are. `out` must hold three for each four characters.
pub(crate) fn decode_ticket(text: &str, out: &mut [u8]) -> Result<usize, NotBase64> {
    let mut len = 0;
    for (chunk, start) in text.as_bytes().chunks(CHUNK).zip((0..).step_by(CHUNK / 4 * 3)) {
        // A chunk that ended in padding was the last one.
        if len != start {
            return Err(NotBase64);
        }
        let mut standard = [0; CHUNK];
        standard[..chunk.len()].copy_from_slice(chunk);
        for character in &mut standard[..chunk.len().next_multiple_of(LANES)] {
            *character = match *character {
                b'*' => b'+',
                b'-' => b'/',
                b'_' => b'=',
                b'+' | b'/' | b'=' => 0,
                other => other,
            };
        }
        len += STANDARD.decode_slice(&standard[..chunk.len()], &mut out[len..]).map_err(|_| NotBase64)?;
    }
    Ok(len)
}

/// How many characters are encoded or decoded in one go, and their bytes. It is a multiple of [`LANES`].
const CHUNK: usize = 256;
const CHUNK_BYTES: usize = CHUNK / 4 * 3;
const CHUNK_FITS: &str = "a chunk has four characters for each three bytes";

/// Characters to go through together.
const LANES: usize = 32;

/// The bytes a MAC has, and the characters it takes.
const MAC_BYTES: usize = 32;
pub(crate) const MAC_LEN: usize = 44;

/// A MAC in the standard alphabet.
pub(crate) fn encode_mac(mac: &[u8; MAC_BYTES]) -> [u8; MAC_LEN] {
    let mut text = [0; MAC_LEN];
    STANDARD.encode_slice(mac, &mut text).expect("32 bytes make 44 characters");
    text
}

/// Exactly 32 bytes, or none.
pub(crate) fn decode_mac(text: &[u8]) -> Result<[u8; MAC_BYTES], NotBase64> {
    let text: &[u8; MAC_LEN] = text.try_into().map_err(|_| NotBase64)?;
    let mut bytes = [0; MAC_LEN / 4 * 3];
    match STANDARD.decode_slice(text, &mut bytes) {
        Ok(MAC_BYTES) => Ok(*bytes.first_chunk().expect("33 bytes begin with 32")),
        _ => Err(NotBase64),
    }
}

/// Hands over bytes in the standard alphabet, chunk by chunk.
#[inline(always)]
pub(crate) fn encode_standard(bytes: &[u8], mut write: impl FnMut(&[u8])) {
    let mut text = [0; CHUNK];
    for chunk in bytes.chunks(CHUNK / 4 * 3) {
        let len = STANDARD.encode_slice(chunk, &mut text).expect(CHUNK_FITS);
        write(&text[..len]);
    }
}

/// Puts the bytes where their characters stood.
pub(crate) fn decode_standard_in_place(text: &mut [u8]) -> Result<&[u8], NotBase64> {
    let mut bytes = [0; CHUNK / 4 * 3];
    let mut len = 0;
    for at in (0..text.len()).step_by(CHUNK) {
        // A chunk that ended in padding was the last one.
        if len != at / 4 * 3 {
            return Err(NotBase64);
        }
        let end = text.len().min(at + CHUNK);
        let decoded = STANDARD.decode_slice(&text[at..end], &mut bytes).map_err(|_| NotBase64)?;
        text[len..len + decoded].copy_from_slice(&bytes[..decoded]);
        len += decoded;
    }
    Ok(&text[..len])
}

/// Says that a text is not base64 as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotBase64;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ticket_alphabet_swaps_three_characters_of_the_standard_one() {
        let mut text = String::new();
        encode_ticket(b"\xfb\xff\xbf\xff\0\0", 4, &mut text);
        assert_eq!(text, "*-*--w__");
    }

    #[test]
    fn a_padded_chunk_in_the_middle_is_refused() {
        let mut text = vec![b'A'; 62];
        text.extend_from_slice(b"==AAAA");
        assert_eq!(decode_standard_in_place(&mut text), Err(NotBase64));
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_in_place(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let mut text = Vec::new();
            encode_standard(&bytes, |chunk| text.extend_from_slice(chunk));
            prop_assert_eq!(decode_standard_in_place(&mut text), Ok(&bytes[..]));
        }
    }
}
