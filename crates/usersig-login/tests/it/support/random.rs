//! Seeded random numbers, and how many of them a test uses.

use std::ops::Range;

/// `SplitMix64`.
#[derive(Clone, Debug)]
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    pub(crate) fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        let index = self.below(u64::try_from(things.len()).unwrap());
        &things[usize::try_from(index).unwrap()]
    }
}

/// The operations of a random test: this many, or `USERSIG_LOGIN_OPERATIONS`.
pub(crate) fn operations(default: u64) -> u64 {
    setting("USERSIG_LOGIN_OPERATIONS").unwrap_or(default)
}

/// The seeds a simulation is tried with: this many, or `USERSIG_LOGIN_SEEDS`, or only the seed of a run that failed,
/// `USERSIG_LOGIN_SEED`.
pub(crate) fn seeds(default: u64) -> Range<u64> {
    match setting("USERSIG_LOGIN_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..setting("USERSIG_LOGIN_SEEDS").unwrap_or(default),
    }
}

fn setting(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|value| value.parse().expect("a number"))
}
