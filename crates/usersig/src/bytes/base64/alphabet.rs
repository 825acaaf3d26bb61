//! Both alphabets, and the engine that encodes and decodes the standard one.

use std::sync::LazyLock;

use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
pub(super) static STANDARD: base64::engine::GeneralPurpose =
    base64::engine::GeneralPurpose::new(&base64::alphabet::STANDARD, BARE);

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub(super) static STANDARD: LazyLock<base64::engine::Simd> = LazyLock::new(|| base64::engine::Simd::standard(BARE));

/// We write and check padding ourselves.
const BARE: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_encode_padding(false).with_decode_padding_mode(DecodePaddingMode::Indifferent);

pub(super) const STANDARD_PAD: u8 = b'=';
pub(super) const TICKET_PAD: u8 = b'_';

/// The number of characters that are swapped at once.
pub(super) const LANES: usize = 32;

/// Turns whole groups of characters of one alphabet into those of the other, in both directions. `+` and `*` change places,
/// and so do `/` and `-`. No other character changes.
#[inline]
pub(super) fn swap(characters: &mut [u8]) {
    for lanes in characters.as_chunks_mut::<LANES>().0 {
        for character in lanes {
            // `+` is `*` with bit 0 set, and `/` is `-` with bit 1 set.
            let (plus, slash) = (u8::from(*character | 1 == b'+'), u8::from(*character | 2 == b'/'));
            *character ^= plus | slash << 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_characters_change_places() {
        let mut all: Vec<u8> = (0..=255).collect();
        swap(&mut all);
        for (before, after) in (0..=255).zip(all) {
            let expected = match before {
                b'+' => b'*',
                b'*' => b'+',
                b'/' => b'-',
                b'-' => b'/',
                other => other,
            };
            assert_eq!(after, expected, "{before}");
        }
    }
}
