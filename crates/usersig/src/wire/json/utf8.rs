//! Whether bytes are UTF-8, in a time that is the same for all texts of one length that are not ASCII.
//!
//! The usual check branches on the length of each character. No processor foresees the lengths of random characters, and an
//! attacker can send 4 kB of them. Here, a state machine (RFC 3629, 4) takes one step for each byte. The next state of every
//! state stands in one word, so a step is a shift.

#![expect(clippy::cast_possible_truncation, reason = "the table has 256 places")]

/// Whether the text is UTF-8.
pub(super) fn is_utf8(text: &[u8]) -> bool {
    is_ascii(text) || text.iter().fold(START, |state, byte| STEPS[usize::from(*byte)] >> (state & 63)) & 63 == START
}

/// With Rust 1.95 on x86-64, `<[u8]>::is_ascii` looks at up to 63 bytes at the end one at a time. Here, the last chunk overlaps
/// the one before it.
fn is_ascii(text: &[u8]) -> bool {
    const AT_ONCE: usize = 32;
    let has_no_high_bit = |bytes: &[u8]| bytes.iter().fold(0, |all, byte| all | byte) < 0x80;
    match text.last_chunk::<AT_ONCE>() {
        Some(last) => text.as_chunks::<AT_ONCE>().0.iter().all(|bytes| has_no_high_bit(bytes)) && has_no_high_bit(last),
        None => has_no_high_bit(text),
    }
}

/// States are places of six bits in a word. Each place holds the state that follows.
const START: u64 = 0;
const BAD: u64 = 6;
/// One, two or three more bytes of any value must follow.
const ONE: u64 = 12;
const TWO: u64 = 18;
const THREE: u64 = 24;
/// As many must follow, and the first of them must not begin a character that is written too long, half a surrogate pair,
/// or a character that does not exist.
const TWO_AFTER_E0: u64 = 30;
const TWO_AFTER_ED: u64 = 36;
const THREE_AFTER_F0: u64 = 42;
const THREE_AFTER_F4: u64 = 48;

const fn next(state: u64, byte: u8) -> u64 {
    match (state, byte) {
        (START, 0x00..=0x7f) | (ONE, 0x80..=0xbf) => START,
        (START, 0xc2..=0xdf) | (TWO, 0x80..=0xbf) | (TWO_AFTER_E0, 0xa0..=0xbf) | (TWO_AFTER_ED, 0x80..=0x9f) => ONE,
        (START, 0xe0) => TWO_AFTER_E0,
        (START, 0xed) => TWO_AFTER_ED,
        (START, 0xe1..=0xef) | (THREE, 0x80..=0xbf) | (THREE_AFTER_F0, 0x90..=0xbf) | (THREE_AFTER_F4, 0x80..=0x8f) => {
            TWO
        }
        (START, 0xf0) => THREE_AFTER_F0,
        (START, 0xf1..=0xf3) => THREE,
        (START, 0xf4) => THREE_AFTER_F4,
        _ => BAD,
    }
}

static STEPS: [u64; 256] = {
    let mut steps = [0; 256];
    let mut byte = 0;
    while byte < steps.len() {
        let mut state = START;
        while state <= THREE_AFTER_F4 {
            steps[byte] |= next(state, byte as u8) << state;
            state += 6;
        }
        byte += 1;
    }
    steps
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_pair_of_bytes_is_judged_as_the_standard_library_judges_it() {
        for first in 0..=255 {
            for second in 0..=255 {
                for rest in [&[][..], &[0x80], &[0x80, 0x80], &[0xbf, b'a'], &[0xbf, 0xbf, 0xbf]] {
                    let text = [&[first, second], rest].concat();
                    assert_eq!(is_utf8(&text), str::from_utf8(&text).is_ok(), "{text:02x?}");
                }
            }
        }
    }

    #[test]
    fn one_byte_that_is_not_ascii_is_found_at_any_place_of_any_length() {
        for len in 0..100 {
            let text = vec![b'a'; len];
            assert!(is_ascii(&text), "{len}");
            for at in 0..len {
                let mut bent = text.clone();
                bent[at] = 0x80;
                assert!(!is_ascii(&bent) && !is_utf8(&bent), "{at} of {len}");
            }
        }
    }

    proptest! {
        #[test]
        fn texts_are_judged_as_the_standard_library_judges_them(
            text in any::<String>(),
            at in any::<prop::sample::Index>(),
            byte in any::<u8>(),
        ) {
            prop_assert!(is_utf8(text.as_bytes()));
            let mut bent = text.into_bytes();
            bent.push(0);
            *at.get_mut(&mut bent) = byte;
            prop_assert_eq!(is_utf8(&bent), str::from_utf8(&bent).is_ok());
        }
    }
}
