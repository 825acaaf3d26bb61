//! Finds the end of a JSON string and resolves its escapes in place.

#![expect(clippy::cast_possible_truncation, reason = "tables have 256 places, and bits are masked before")]

/// The number of bytes before a quote, a backslash or a control character. Eight are looked at together.
pub(super) fn plain_len(text: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x80 * EACH;
    // The top bits of bytes that are zero. Above the first of them a borrow may set more.
    let zeros = |word: u64| word.wrapping_sub(EACH) & !word & TOPS;
    let (words, rest) = text.as_chunks();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let controls = word.wrapping_sub(0x20 * EACH) & !word & TOPS;
        let special = zeros(word ^ (EACH * u64::from(b'"'))) | zeros(word ^ (EACH * u64::from(b'\\'))) | controls;
        if special != 0 {
            return 8 * index + special.trailing_zeros() as usize / 8;
        }
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    8 * words.len() + rest.iter().position(special).unwrap_or(rest.len())
}

/// Resolves escapes in place, because an escape is never shorter than its character. The first `len` bytes have no
/// escapes. Returns the string and the text behind it, or the number of bytes from the fault to the end.
#[cold]
pub(super) fn unescaped(text: &mut [u8], mut len: usize) -> Result<(&mut [u8], &mut [u8]), usize> {
    let mut at = len;
    loop {
        (at, len) = short_characters(text, at, len);
        match text.get(at) {
            Some(b'"') => {
                let (string, rest) = text.split_at_mut(at);
                return Ok((&mut string[..len], &mut rest[1..]));
            }
            Some(b'\\') => match escaped_unit(&text[at..]) {
                Some((character, taken)) => {
                    len += write_character(text, len, character);
                    at += taken;
                }
                None => return Err(text.len() - at),
            },
            Some(_) => return Err(text.len() - at),
            // The text ends within the string.
            None => return Err(0),
        }
    }
}

/// Resolves everything up to a quote, a control character, `\u`, a bad escape, or the end. Returns the new places.
///
/// Every byte takes the same steps, because no processor can foresee where escapes stand. A backslash is written too, but `len`
/// does not grow, so the next character overwrites it. `len` is never more than `at`, and less behind a backslash, so bytes that
/// are not read yet stay as they are.
fn short_characters(text: &mut [u8], mut at: usize, mut len: usize) -> (usize, usize) {
    let mut is_escaped = false;
    while let Some(&byte) = text.get(at) {
        let character = MEANINGS[usize::from(is_escaped)][usize::from(byte)];
        if character == NONE {
            break;
        }
        text[len] = character;
        is_escaped = byte == b'\\' && !is_escaped;
        len += usize::from(!is_escaped);
        at += 1;
    }
    (at - usize::from(is_escaped), len)
}

const NONE: u8 = 0;

/// The character that each byte stands for, and the one that it stands for behind a backslash.
static MEANINGS: [[u8; 256]; 2] = {
    let mut meanings = [[NONE; 256]; 2];
    let mut byte = 0x20;
    while byte < meanings[0].len() {
        meanings[0][byte] = byte as u8;
        byte += 1;
    }
    meanings[0][b'"' as usize] = NONE;
    let mut pairs: &[(u8, u8)] = &[
        (b'"', b'"'),
        (b'\\', b'\\'),
        (b'/', b'/'),
        (b'b', 0x08),
        (b'f', 0x0c),
        (b'n', b'\n'),
        (b'r', b'\r'),
        (b't', b'\t'),
    ];
    while let [(byte, character), rest @ ..] = pairs {
        meanings[1][*byte as usize] = *character;
        pairs = rest;
    }
    meanings
};

/// The character that `\u` at the start of a text stands for, and how many bytes it takes. No half of a surrogate pair is a
/// character.
fn escaped_unit(text: &[u8]) -> Option<(u32, usize)> {
    match code_unit(text)? {
        high @ 0xd800..=0xdbff => match code_unit(&text[6..])? {
            low @ 0xdc00..=0xdfff => Some((0x1_0000 + ((high & 0x3ff) << 10 | low & 0x3ff), 12)),
            _ => None,
        },
        0xdc00..=0xdfff => None,
        unit => Some((unit, 6)),
    }
}

/// `\u` and four hex digits at the start of `text`.
fn code_unit(text: &[u8]) -> Option<u32> {
    let &[b'\\', b'u', ref digits @ ..] = text.first_chunk::<6>()? else { return None };
    let digits: [u8; 4] = digits.map(|digit| DIGITS[usize::from(digit)]);
    let is_hex = digits.iter().fold(0, |all, digit| all | digit) < 16;
    is_hex.then(|| digits.iter().fold(0, |unit, digit| unit << 4 | u32::from(*digit)))
}

const NO_DIGIT: u8 = 0xff;

/// The value of each hex digit.
static DIGITS: [u8; 256] = {
    let mut digits = [NO_DIGIT; 256];
    let mut value = 0;
    while value < 16 {
        let digit = b"0123456789abcdef"[value];
        digits[digit as usize] = value as u8;
        digits[digit.to_ascii_uppercase() as usize] = value as u8;
        value += 1;
    }
    digits
};

/// Writes a character as UTF-8, and tells how many bytes it takes. Up to three more bytes are overwritten. They belong to the
/// escape that stood for the character.
///
/// Characters of all lengths take the same steps, because no processor can foresee their lengths.
fn write_character(text: &mut [u8], at: usize, character: u32) -> usize {
    const FIRST: [u8; 5] = [0, 0x00, 0xc0, 0xe0, 0xf0];
    let len = 1 + usize::from(character >= 0x80) + usize::from(character >= 0x800) + usize::from(character >= 0x1_0000);
    let places = character << (6 * (4 - len));
    let next = |shift: u32| 0x80 | (places >> shift & 0x3f) as u8;
    let bytes = [FIRST[len] | (places >> 18) as u8, next(12), next(6), next(0)];
    text[at..at + bytes.len()].copy_from_slice(&bytes);
    len
}

#[cfg(test)]
mod tests;
