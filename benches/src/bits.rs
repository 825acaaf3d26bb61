//! Bits that become bytes.

/// Bits, the lowest first.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    bytes: Vec<u8>,
    count: usize,
}

impl Bits {
    /// The bytes so far, the last filled with zeros.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(crate) fn push(&mut self, bits: usize, count: u8) {
        for place in 0..count {
            let bit = u8::from(bits >> place & 1 != 0);
            match self.bytes.last_mut() {
                Some(byte) if !self.count.is_multiple_of(8) => *byte |= bit << (self.count % 8),
                _ => self.bytes.push(bit),
            }
            self.count += 1;
        }
    }

    /// Goes to the next whole byte.
    pub(crate) fn align(&mut self) {
        while !self.count.is_multiple_of(8) {
            self.push(0, 1);
        }
    }
}
