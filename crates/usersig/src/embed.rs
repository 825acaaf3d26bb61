//! Helpers for the program that embeds this crate.

pub(crate) mod key_ring;
pub(crate) mod refresh;
pub(crate) mod rest_query;
