//! Tickets made by hand, right unless something is changed, and what is asked about them.
#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod ask;
pub(crate) mod case;
pub(crate) mod draft;
pub(crate) mod map;
pub(crate) mod packing;

pub(crate) const APP: u32 = 1_400_000_000;
pub(crate) const OTHER_APP: u32 = 1_400_000_001;
pub(crate) const KEY: &str = "38e71f669dc361929a45c3475243b6faf1fab2f04cba0d9d04f6905036846eef";
pub(crate) const OTHER_KEY: &str = "0d9d04f6905036846eef38e71f669dc361929a45c3475243b6faf1fab2f04cba";
pub(crate) const NOW: u64 = 1_700_000_000;
