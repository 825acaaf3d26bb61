//! The fixed Huffman code (RFC 1951, 3.2.6), least significant bit first.

/// Bits to write, the first in the lowest place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) bits: u64,
    pub(crate) count: u32,
}

pub(crate) const END_OF_BLOCK: Token = Token { bits: 0, count: 7 };

/// The shortest copy that exists.
pub(crate) const MIN_COPY: usize = 3;

/// One ASCII character.
pub(crate) const fn literal(byte: u8) -> Token {
    Token { bits: literals([byte; 8]) & 0xff, count: 8 }
}

/// At most seven ASCII characters.
pub(crate) const fn short_text(text: &[u8]) -> Token {
    let mut padded = [0; 8];
    padded.split_at_mut(text.len()).0.copy_from_slice(text);
    #[expect(clippy::cast_possible_truncation, reason = "it is at most 56")]
    let count = (8 * text.len()) as u32;
    Token { bits: literals(padded) & ((1 << count) - 1), count }
}

/// Eight literals at once. Each must be ASCII, because the literal of a byte below 144 is that byte plus 0x30 as eight
/// bits, reversed.
pub(crate) const fn literals(text: [u8; 8]) -> u64 {
    (u64::from_le_bytes(text) + 0x3030_3030_3030_3030).reverse_bits().swap_bytes()
}

/// The literal of each character. As in [`literals`], each must be ASCII. The compiler computes several in one vector.
#[inline]
pub(crate) fn literals_of<const LEN: usize>(text: &[u8; LEN]) -> [u8; LEN] {
    text.map(|character| (character + 0x30).reverse_bits())
}

/// The eight bytes that these bits are literals of, up to the first that is not ASCII.
pub(crate) const fn text_of(bits: u64) -> [u8; 8] {
    bits.swap_bytes().reverse_bits().wrapping_sub(0x3030_3030_3030_3030).to_le_bytes()
}

/// How much the next bits copy, if it is 3 to 10 bytes. Seven bits count.
pub(crate) const fn short_len_of(bits: u8) -> Option<usize> {
    match (bits << 1).reverse_bits() {
        code @ 1..=8 => Some(code as usize + 2),
        _ => None,
    }
}

/// How many bytes to copy, 3 to 258.
pub(crate) const fn length_token(len: usize) -> Token {
    LENGTHS[len - 3]
}

const LENGTHS: [Token; 256] = {
    let mut tokens = [END_OF_BLOCK; 256];
    let mut len = 3;
    while len <= 258 {
        tokens[len - 3] = length_code(len);
        len += 1;
    }
    tokens
};

const fn length_code(len: usize) -> Token {
    let (symbol, extra, extra_count) = match len - 3 {
        rest @ 0..8 => (257 + rest, 0, 0),
        255 => (285, 0, 0),
        rest => {
            let extra_count = rest.ilog2() - 2;
            (257 + 4 * extra_count as usize + (rest >> extra_count), rest & ((1 << extra_count) - 1), extra_count)
        }
    };
    let (code, count) = if symbol < 280 { (symbol - 256, 7) } else { (symbol - 280 + 0b1100_0000, 8) };
    let code = (code as u64).reverse_bits() >> (64 - count);
    Token { bits: code | (extra as u64) << count, count: count + extra_count }
}

/// How many bytes back to copy from, 1 to 32,768.
pub(crate) const fn distance_token(distance: usize) -> Token {
    let (code, extra_count) = match distance - 1 {
        rest @ 0..4 => (rest, 0),
        rest => {
            let extra_count = rest.ilog2() - 1;
            (2 * extra_count as usize + (rest >> extra_count), extra_count)
        }
    };
    let extra = (distance - 1) & ((1 << extra_count) - 1);
    Token { bits: (code as u64).reverse_bits() >> 59 | (extra as u64) << 5, count: 5 + extra_count }
}
