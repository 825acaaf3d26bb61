//! What the tests share.
#![allow(dead_code, reason = "further tests are moved here next")]

pub(crate) mod fixture;
pub(crate) mod random;
pub(crate) mod world;
