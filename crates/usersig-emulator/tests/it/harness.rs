//! Helpers that the tests share.

pub(crate) mod emulator;
pub(crate) mod page;
pub(crate) mod raw;
