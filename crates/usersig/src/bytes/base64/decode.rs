//! Text to bytes.

use base64::Engine;

use crate::bytes::base64::alphabet::{LANES, STANDARD, STANDARD_PAD, TICKET_PAD, swap};

/// How many bytes are written behind the bytes of a text, at most.
pub(crate) const BEHIND: usize = LANES / 4 * 3 + LAST;

/// Decodes a ticket. Tells how many bytes there are. `out` must hold three for each four characters, and [`BEHIND`] more,
/// which become zero.
pub(crate) fn ticket(text: &str, out: &mut [u8]) -> Result<usize, NotBase64> {
    let text = text.as_bytes();
    let padding = padding(text, TICKET_PAD)?;
    let parts = text[..text.len() - padding].chunks(PART);
    for (part, start) in parts.zip((0..).step_by(PART / 4 * 3)) {
        let mut characters = [ZERO; PART + LAST_CHARACTERS];
        let end = part.len().next_multiple_of(LANES);
        characters[..part.len()].copy_from_slice(part);
        swap(&mut characters[..end]);
        standard(&characters[..end + LAST_CHARACTERS], &mut out[start..])?;
    }
    without_padding(out, text.len(), padding)
}

/// Puts the bytes of a text in the standard alphabet where their characters stood.
pub(crate) fn in_place(text: &mut [u8]) -> Result<&[u8], NotBase64> {
    let (text_len, padding) = (text.len(), padding(text, STANDARD_PAD)?);
    for (start, bytes_start) in (0..text_len).step_by(PART).zip((0..).step_by(PART / 4 * 3)) {
        let part = &text[start..(text_len - padding).min(start + PART)];
        let mut characters = [ZERO; PART + LAST_CHARACTERS];
        characters[..part.len()].copy_from_slice(part);
        let end = part.len().next_multiple_of(LANES);
        let mut bytes = [0; PART / 4 * 3 + LAST];
        standard(&characters[..end + LAST_CHARACTERS], &mut bytes)?;
        let len = part.len().div_ceil(4) * 3;
        text[bytes_start..bytes_start + len].copy_from_slice(&bytes[..len]);
    }
    let len = without_padding(text, text_len, padding)?;
    Ok(&text[..len])
}

/// How many characters are decoded at once.
const PART: usize = 256;

/// The decoder takes 32 characters at once, except for the last ones. These it takes one at a time, so it gets two more,
/// which mean one byte.
const LAST_CHARACTERS: usize = 2;
const LAST: usize = 1;

/// Stands for six bits that are zero. Padding is replaced by this character, and the text is filled up with it.
pub(super) const ZERO: u8 = b'A';

#[inline]
fn standard(characters: &[u8], out: &mut [u8]) -> Result<(), NotBase64> {
    STANDARD.decode_slice(characters, out).map(drop).map_err(|_| NotBase64)
}

/// How many of the last two characters are padding. Padding elsewhere is not in the alphabet.
#[inline]
fn padding(text: &[u8], pad: u8) -> Result<usize, NotBase64> {
    if !text.len().is_multiple_of(4) {
        return Err(NotBase64);
    }
    Ok(text.iter().rev().take(2).take_while(|character| **character == pad).count())
}

/// How many bytes a text stands for. In the place of its padding, there are bits that no byte has. They must be zero, or
/// some bytes would have many texts.
#[inline]
fn without_padding(bytes: &[u8], text_len: usize, padding: usize) -> Result<usize, NotBase64> {
    let end = text_len / 4 * 3;
    let unused = &bytes[end - padding..end];
    if unused.iter().all(|byte| *byte == 0) { Ok(end - padding) } else { Err(NotBase64) }
}

/// Says that a text is not base64 as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotBase64;

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose;
    use proptest::prelude::*;

    use super::*;

    fn decoded(text: &str) -> Result<Vec<u8>, NotBase64> {
        let mut bytes = vec![0xff; text.len() / 4 * 3 + BEHIND];
        let len = ticket(text, &mut bytes)?;
        assert!(bytes[len..].iter().take(16).all(|byte| matches!(byte, 0 | 0xff)), "{text}");
        Ok(bytes[..len].to_vec())
    }

    fn decoded_in_place(text: &str) -> Result<Vec<u8>, NotBase64> {
        in_place(&mut text.as_bytes().to_vec()).map(<[u8]>::to_vec)
    }

    fn in_ticket_alphabet(text: &str) -> String {
        let swapped = |character| match character {
            '+' => '*',
            '*' => '+',
            '/' => '-',
            '-' => '/',
            '=' => '_',
            '_' => '=',
            other => other,
        };
        text.chars().map(swapped).collect()
    }

    /// Compares with a general decoder, which is as strict.
    fn assert_as_strict_as_a_general_decoder(text: &str) {
        let theirs = general_purpose::STANDARD.decode(text).map_err(|_| NotBase64);
        assert_eq!(decoded_in_place(text), theirs, "{text}");
        assert_eq!(decoded(&in_ticket_alphabet(text)), theirs, "{text}");
    }

    #[test]
    fn padding_is_refused_except_at_the_end() {
        let fill = "A".repeat(62);
        for text in
            ["", "=", "==", "===", "====", "A===", "AA=A", "AA==AAAA", "=AAA", "AAA=A", "A=", "AAAAA===", "AA=="]
        {
            assert_as_strict_as_a_general_decoder(text);
            assert_as_strict_as_a_general_decoder(&format!("{fill}=={text}"));
            assert_as_strict_as_a_general_decoder(&format!("{fill}AA{text}"));
        }
    }

    proptest! {
        #[test]
        fn each_text_is_read_as_a_general_decoder_reads_it(bytes in prop::collection::vec(any::<u8>(), 0..800)) {
            assert_as_strict_as_a_general_decoder(&general_purpose::STANDARD.encode(bytes));
        }

        #[test]
        fn bent_texts_are_refused_as_a_general_decoder_refuses_them(
            bytes in prop::collection::vec(any::<u8>(), 0..400),
            at in any::<prop::sample::Index>(),
            character in prop_oneof![
                prop::sample::select(b"=_+*-/A".to_vec()).prop_map(char::from),
                any::<u8>().prop_map(char::from),
            ],
            from_the_end in 0..5_usize,
        ) {
            let text = general_purpose::STANDARD.encode(bytes) + "AAAA";
            for at in [at.index(text.len()), text.len() - 1 - from_the_end.min(text.len() - 1)] {
                let mut bent = text.clone();
                bent.replace_range(at..=at, character.encode_utf8(&mut [0; 4]));
                assert_as_strict_as_a_general_decoder(&bent);
            }
            assert_as_strict_as_a_general_decoder(text.trim_end_matches('A'));
        }
    }
}
