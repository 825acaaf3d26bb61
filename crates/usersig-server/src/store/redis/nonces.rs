//! Texts that no other request uses.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::rand::{GetRandomFlags, getrandom};

/// Random bits of this process, and a counter.
pub(crate) struct Nonces {
    process: u64,
    next: AtomicU64,
}

impl Nonces {
    /// # Errors
    /// If the operating system has no random bytes.
    pub(crate) fn new() -> io::Result<Self> {
        let mut random = [0; size_of::<u64>()];
        // Requests of up to 256 bytes are always complete.
        getrandom(random.as_mut_slice(), GetRandomFlags::empty())?;
        Ok(Self { process: u64::from_be_bytes(random), next: AtomicU64::new(0) })
    }

    /// Hexadecimal digits.
    pub(crate) fn next(&self) -> String {
        format!("{:016x}{:x}", self.process, self.next.fetch_add(1, Ordering::Relaxed))
    }
}
