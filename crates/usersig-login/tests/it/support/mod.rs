//! Helpers that the tests share.

pub(crate) mod clients;
pub(crate) mod fixture;
pub(crate) mod gadget;
pub(crate) mod random;
pub(crate) mod world;
