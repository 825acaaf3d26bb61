//! A key in the forms that it takes on its way to the signer.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::base64::{self, Alphabet};
use crate::fault::KeyGarble;

/// Bytes that may have been used in the place of the key.
pub(crate) type Form = (KeyGarble, Zeroizing<Vec<u8>>);

pub(crate) fn form(garble: KeyGarble, bytes: impl Into<Vec<u8>>) -> Form {
    (garble, Zeroizing::new(bytes.into()))
}

/// The key with other characters around it, or in another encoding.
pub(crate) fn of(key: &str) -> Vec<Form> {
    if key.contains("-----BEGIN") {
        return vec![
            form(KeyGarble::Pem, key),
            form(KeyGarble::Pem, [key, "\n"].concat()),
            form(KeyGarble::Pem, key.trim()),
        ];
    }
    let mut forms: Vec<Form> = Vec::new();
    for (before, behind) in AROUND {
        forms.push(form(KeyGarble::Around { before, behind }, [before, key, behind].concat()));
    }
    forms.push(form(KeyGarble::UpperCase, key.to_uppercase()));
    forms.push(form(KeyGarble::LowerCase, key.to_lowercase()));
    forms.extend(base64_forms(key));
    forms.extend(base64::from_hex(key.as_bytes()).map(|bytes| form(KeyGarble::HexDecoded, bytes)));
    forms.push(form(KeyGarble::HexEncoded, base64::hex(key.as_bytes())));
    for copies in [key.repeat(2), [key, key].join("\n"), [key, key].join(" "), [key, key].join(","), key.repeat(3)] {
        forms.push(form(KeyGarble::Doubled, copies));
    }
    let hash = Sha256::digest(key);
    forms.push(form(KeyGarble::Hashed, hash.to_vec()));
    forms.push(form(KeyGarble::Hashed, base64::hex(&hash)));
    forms.push(form(KeyGarble::Hashed, base64::encode_standard(&hash)));
    for (to_bytes, mark) in [(u16::to_le_bytes as fn(u16) -> [u8; 2], [0xff, 0xfe]), (u16::to_be_bytes, [0xfe, 0xff])] {
        let units: Vec<u8> = key.encode_utf16().flat_map(to_bytes).collect();
        forms.push(form(KeyGarble::Utf16, [&mark[..], &units].concat()));
        forms.push(form(KeyGarble::Utf16, units));
    }
    forms
}

/// Encoded, as Kubernetes keeps secrets and `echo` with its line end makes them, and decoded.
fn base64_forms(key: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    for text in [key.to_owned(), format!("{key}\n"), format!("{key}\r\n"), base64::encode_standard(key.as_bytes())] {
        let encoded = base64::encode_standard(text.as_bytes());
        let trimmed = encoded.trim_end_matches('=').to_owned();
        let url_safe = encoded.replace('+', "-").replace('/', "_");
        for encoded in [format!("{encoded}\n"), trimmed, url_safe, encoded] {
            forms.push(form(KeyGarble::Base64Encoded, encoded));
        }
    }
    if let Some(bytes) = base64::from_hex(key.as_bytes()) {
        forms.push(form(KeyGarble::Base64Encoded, base64::encode_standard(&bytes)));
    }
    for alphabet in [Alphabet::TicketOrStandard, Alphabet::UrlSafe] {
        forms.extend(base64::decode(key, alphabet).map(|bytes| form(KeyGarble::Base64Decoded, bytes)));
    }
    forms
}

/// The text before and behind the key.
const AROUND: [(&str, &str); 66] = [
    ("", "\n"),
    ("", "\r\n"),
    ("", " "),
    (" ", ""),
    (" ", " "),
    ("", "\r"),
    ("", "\t"),
    ("\t", ""),
    ("\n", ""),
    ("\n", "\n"),
    ("", "\n\n"),
    ("", " \n"),
    ("\"", "\""),
    ("'", "'"),
    ("`", "`"),
    ("“", "”"),
    ("‘", "’"),
    ("”", "”"),
    ("„", "“"),
    ("«", "»"),
    ("「", "」"),
    ("『", "』"),
    ("＂", "＂"),
    ("\\\"", "\\\""),
    ("\"", "\"\n"),
    ("'", "'\n"),
    ("\"", ""),
    ("", "\""),
    ("'", ""),
    ("", "'"),
    ("b'", "'"),
    ("b\"", "\""),
    ("u'", "'"),
    ("", ","),
    ("", ";"),
    ("", "."),
    ("", "\","),
    ("\"", "\","),
    ("\"", "\";"),
    ("'", "',"),
    ("'", "';"),
    ("", "，"),
    ("", "；"),
    ("", "。"),
    ("", "\u{a0}"),
    ("\u{a0}", ""),
    ("", "\u{3000}"),
    ("\u{3000}", ""),
    ("", "\u{200b}"),
    ("\u{200b}", ""),
    ("\u{feff}", ""),
    ("", "\u{feff}"),
    ("", "\u{200e}"),
    ("\u{200e}", ""),
    ("", "\u{2060}"),
    ("", "\u{200d}"),
    ("", "\0"),
    ("", "\\n"),
    ("", "\\r\\n"),
    ("<", ">"),
    ("{", "}"),
    ("[", "]"),
    ("(", ")"),
    ("${", "}"),
    ("[\"", "\"]"),
    ("Optional(\"", "\")"),
];
