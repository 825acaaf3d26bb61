//! The MAC of a ticket, and the fingerprint that stands for it.

use std::fmt;

/// `TLS.sig`, all 32 bytes of it.
pub(crate) type Mac = [u8; 32];

/// The identity of a ticket: the first 16 hex digits of its MAC. Many texts state the same ticket, so never compare
/// texts.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 8]);

impl Fingerprint {
    pub(crate) fn of(mac: &Mac) -> Self {
        Self(*mac.first_chunk().expect("a MAC has 32 bytes"))
    }

    fn digits(self) -> [u8; 16] {
        let nibbles = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let mut digits = [0; 16];
        digits.iter_mut().zip(nibbles).for_each(|(digit, nibble)| *digit = b"0123456789abcdef"[usize::from(nibble)]);
        digits
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(as_text(&self.digits()))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(as_text(&self.digits()))
    }
}

fn as_text(digits: &[u8]) -> &str {
    str::from_utf8(digits).expect("hexadecimal digits are ASCII")
}
