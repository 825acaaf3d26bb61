//! Base64 in any of its alphabets, leniently.

use base64::Engine;
use base64::alphabet::STANDARD as SYMBOLS;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

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
