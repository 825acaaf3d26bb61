//! The checksum of a zlib stream, the Adler-32 of its document (RFC 1950, 8.2).

#![expect(clippy::cast_possible_truncation, reason = "fewer bytes than are summed at once")]

/// The bytes that are summed at once. The bytes that remain are summed one at a time, and each waits for the one before.
pub(crate) const AT_ONCE: usize = 32;

/// The checksum of the first `len` bytes. Zeros must follow these bytes up to a multiple of [`AT_ONCE`].
#[inline]
pub(crate) fn of_padded(bytes: &[u8], len: usize) -> u32 {
    const PRIME: u32 = 65_521;
    let padded_len = len.next_multiple_of(AT_ONCE);
    let checksum = simd_adler32::adler32(&&bytes[..padded_len]);
    let (high, low) = (checksum >> 16, checksum & 0xffff);
    // A zero adds the low half to the high half, and does not change the low half.
    let added = (padded_len - len) as u32 * low;
    let high = (high + AT_ONCE as u32 * PRIME - added) % PRIME;
    high << 16 | low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_behind_the_bytes_do_not_count() {
        let mut bytes: Vec<u8> = (0..4096_u32).map(|index| (index * 31 % 251) as u8 | 0x80).collect();
        for len in (0..=bytes.len()).rev() {
            bytes.truncate(len);
            bytes.resize(len.next_multiple_of(AT_ONCE), 0);
            assert_eq!(of_padded(&bytes, len), simd_adler32::adler32(&&bytes[..len]), "{len} bytes");
        }
    }
}
