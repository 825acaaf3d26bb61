//! Finds the end of a JSON string and resolves its escapes in place.

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
        match text.get(at) {
            Some(b'"') => {
                let (string, rest) = text.split_at_mut(at);
                return Ok((&mut string[..len], &mut rest[1..]));
            }
            Some(b'\\') => match unescape(&text[at..]) {
                Some((character, taken)) => {
                    len += character.encode_utf8(&mut text[len..]).len();
                    at += taken;
                }
                None => return Err(text.len() - at),
            },
            Some(&byte @ 0x20..) => {
                text[len] = byte;
                len += 1;
                at += 1;
            }
            _ => return Err(text.len() - at),
        }
    }
}

/// The character an escape stands for, and how many bytes it takes. No half of a surrogate pair is a character.
fn unescape(text: &[u8]) -> Option<(char, usize)> {
    let short = |character| Some((character, 2));
    match text.get(1)? {
        b'"' => short('"'),
        b'\\' => short('\\'),
        b'/' => short('/'),
        b'b' => short('\u{8}'),
        b'f' => short('\u{c}'),
        b'n' => short('\n'),
        b'r' => short('\r'),
        b't' => short('\t'),
        b'u' => {
            let high = code_unit(text)?;
            if let Some(character) = char::from_u32(high) {
                return Some((character, 6));
            }
            let low = code_unit(&text[6..])?;
            let pair = char::decode_utf16([u16::try_from(high).ok()?, u16::try_from(low).ok()?]).next()?;
            Some((pair.ok()?, 12))
        }
        _ => None,
    }
}

/// `\u` and four hex digits at the start of `text`.
fn code_unit(text: &[u8]) -> Option<u32> {
    let digits = text.get(..6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, &digit| Some(unit << 4 | char::from(digit).to_digit(16)?))
}
