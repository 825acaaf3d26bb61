//! A key of which characters are missing, changed or too many.

use zeroize::Zeroizing;

use crate::fault::KeyGarble;
use crate::signature::keys::cores::KEY_LEN;
use crate::signature::keys::forms::{Form, form};

/// Every way to lose one end of a key, and every slip of one character.
pub(crate) fn of(key: &str) -> Vec<Form> {
    // Longer texts are not keys of the console, so nothing is known of them.
    if !key.is_ascii() || !(MIN_LEN..=2 * KEY_LEN).contains(&key.len()) {
        return Vec::new();
    }
    let (len, bytes) = (key.len(), key.as_bytes());
    let mut forms = Vec::new();
    for at in 1..len {
        forms.push(form(KeyGarble::CutBehind { left: len - at }, &key[..len - at]));
        forms.push(form(KeyGarble::CutInFront { missing: at }, &key[at..]));
    }
    for at in 0..len {
        let place = at + 1;
        forms.push(form(KeyGarble::OneMissing { place }, [&bytes[..at], &bytes[place..]].concat()));
        forms.push(form(KeyGarble::OneTooMany { place }, [&bytes[..place], &bytes[at..]].concat()));
        if place < len {
            let mut swapped = Zeroizing::new(bytes.to_vec());
            swapped.swap(at, place);
            forms.push((KeyGarble::Swapped { place }, swapped));
        }
        for digit in DIGITS.iter().filter(|digit| **digit != bytes[at]) {
            let mut wrong = Zeroizing::new(bytes.to_vec());
            wrong[at] = *digit;
            forms.push((KeyGarble::OneWrong { place }, wrong));
        }
    }
    // The given key has one digit too few, so the key that signed has one more.
    if len + 1 == KEY_LEN {
        for at in 0..=len {
            for digit in DIGITS {
                let longer = [&bytes[..at], &[*digit][..], &bytes[at..]].concat();
                forms.push(form(KeyGarble::OneTooMany { place: at + 1 }, longer));
            }
        }
    }
    forms
}

/// The characters of a key.
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// A shorter text is not taken for the rest of a key.
const MIN_LEN: usize = 16;
