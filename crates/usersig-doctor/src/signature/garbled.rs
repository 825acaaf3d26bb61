//! Keys as people garble them.

use zeroize::Zeroizing;

use crate::base64;
use crate::fault::KeyGarble;
use crate::hints::NamedKey;

/// What may have been used in the place of a key.
pub(super) fn forms(key: &NamedKey<'_>) -> Vec<(KeyGarble, Zeroizing<Vec<u8>>)> {
    let (key, text) = (key.bare(), key.text);
    let mut forms: Vec<(KeyGarble, Zeroizing<Vec<u8>>)> = Vec::new();
    let mut push = |garble, form: Vec<u8>| forms.push((garble, Zeroizing::new(form)));
    if key.contains("-----BEGIN") {
        push(KeyGarble::Pem, key.into());
        push(KeyGarble::Pem, [key, "\n"].concat().into());
        push(KeyGarble::Pem, text.into());
        return forms;
    }
    for (garble, before, behind) in AROUND {
        push(garble, [before, key, behind].concat().into());
    }
    push(KeyGarble::UpperCase, key.to_uppercase().into());
    push(KeyGarble::LowerCase, key.to_lowercase().into());
    push(KeyGarble::Quoted, key.trim_matches(['"', '\'']).into());
    push(KeyGarble::Cut, key.chars().skip(1).collect::<String>().into());
    push(KeyGarble::Cut, key.char_indices().next_back().map_or("", |(last, _)| &key[..last]).into());
    push(KeyGarble::Space, text.into());
    if let Some(bytes) = from_hex(key) {
        push(KeyGarble::HexDecoded, bytes);
    }
    if let Some(bytes) = base64::decode(key, base64::Alphabet::TicketOrStandard) {
        push(KeyGarble::Base64Decoded, bytes);
    }
    forms
}

/// What stands before and behind the key.
const AROUND: [(KeyGarble, &str, &str); 10] = [
    (KeyGarble::Space, "", " "),
    (KeyGarble::Space, " ", ""),
    (KeyGarble::Space, " ", " "),
    (KeyGarble::Space, "", "\t"),
    (KeyGarble::LineEnd, "", "\n"),
    (KeyGarble::CarriageReturn, "", "\r\n"),
    (KeyGarble::CarriageReturn, "", "\r"),
    (KeyGarble::ByteOrderMark, "\u{feff}", ""),
    (KeyGarble::Quoted, "\"", "\""),
    (KeyGarble::Quoted, "'", "'"),
];

fn from_hex(key: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = key.chars().map(|digit| digit.to_digit(16)?.try_into().ok()).collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2);
    pairs.remainder().is_empty().then(|| pairs.map(|pair| pair[0] << 4 | pair[1]).collect())
}
