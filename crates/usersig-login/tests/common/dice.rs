//! Seeded chance, and how much of it is wanted.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::ops::Range;

/// The operations a random test makes: so many, or what `USERSIG_LOGIN_OPERATIONS` says.
pub(crate) fn operations(unless_told: u64) -> u64 {
    told("USERSIG_LOGIN_OPERATIONS").unwrap_or(unless_told)
}

/// `SplitMix64`.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    pub(crate) fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        let index = self.below(u64::try_from(things.len()).unwrap());
        &things[usize::try_from(index).unwrap()]
    }
}

/// The seeds a simulation is tried with: so many, or as many as `USERSIG_LOGIN_SEEDS` says, or the one of a run that
/// has failed, which `USERSIG_LOGIN_SEED` names.
pub(crate) fn seeds(unless_told: u64) -> Range<u64> {
    match told("USERSIG_LOGIN_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..told("USERSIG_LOGIN_SEEDS").unwrap_or(unless_told),
    }
}

fn told(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|told| told.parse().expect("a number"))
}
