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
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
