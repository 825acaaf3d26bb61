//! Base64 in each of its alphabets, and hexadecimal digits, read leniently.

use base64::Engine;
use base64::alphabet::STANDARD as SYMBOLS;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::fault::Base64Flaw;

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &SYMBOLS,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Which characters stand for 62, 63 and padding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alphabet {
    /// `* - _`, or the standard `+ / =`, or some of each.
    TicketOrStandard,
    /// `- _ =`.
    UrlSafe,
}

/// Whether some alphabet has the character.
pub(crate) fn is_symbol(character: char) -> bool {
    character.is_ascii_alphanumeric() || "*-_+/=".contains(character)
}

/// Padding may be missing or too much, the last bits may be any, and a single last character is dropped.
pub(crate) fn decode(text: &str, alphabet: Alphabet) -> Option<Vec<u8>> {
    let (padding, swaps): (&[char], _) = match alphabet {
        Alphabet::TicketOrStandard => (&['_', '='], [('*', '+'), ('-', '/')]),
        Alphabet::UrlSafe => (&['='], [('-', '+'), ('_', '/')]),
    };
    let mut symbols = text.trim_end_matches(padding).to_owned();
    for (from, to) in swaps {
        symbols = symbols.replace(from, char::encode_utf8(to, &mut [0; 4]));
    }
    if symbols.len() % 4 == 1 {
        symbols.pop();
    }
    LENIENT.decode(symbols).ok()
}

/// The standard alphabet, canonical.
pub(crate) fn decode_standard(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

pub(crate) fn encode_standard(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// In the ticket's own alphabet, canonical.
pub(crate) fn encode_ticket(bytes: &[u8]) -> String {
    STANDARD.encode(bytes).replace('+', "*").replace('/', "-").replace('=', "_")
}

/// Why a text is not canonical base64 of the standard alphabet. Nothing when it is.
pub(crate) fn flaw(text: &str) -> Option<Base64Flaw> {
    if decode_standard(text).is_some() && !text.is_empty() {
        return None;
    }
    let place = |wanted: &dyn Fn(char) -> bool| text.chars().position(wanted).map(|index| index + 1);
    let is_standard = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    let quoted = text.starts_with(['\'', '"']) || text.starts_with("b'") || text.starts_with("b\"");
    if text.is_empty() {
        Some(Base64Flaw::Empty)
    } else if quoted {
        Some(Base64Flaw::Quoted)
    } else if let Some(place) = place(&|c| matches!(c, '\n' | '\r')) {
        Some(Base64Flaw::LineEnds { place })
    } else if let Some((index, character)) = text.chars().enumerate().find(|(_, c)| !is_standard(*c)) {
        Some(Base64Flaw::Character { character, place: index + 1 })
    } else if text.len() >= 32 && from_hex(text.as_bytes()).is_some() {
        Some(Base64Flaw::Hex)
    } else if !text.len().is_multiple_of(4) || text.trim_end_matches('=').contains('=') {
        Some(Base64Flaw::Padding)
    } else {
        Some(Base64Flaw::LastBits)
    }
}

/// Hexadecimal digits in small letters.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// The bytes of an even number of hexadecimal digits, in either case.
pub(crate) fn from_hex(digits: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = digits.chunks_exact(2);
    let is_even = pairs.remainder().is_empty() && !digits.is_empty();
    is_even.then(|| pairs.map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()).flatten()
}
