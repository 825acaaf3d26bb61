//! The record of all events, for tests and people to read.

pub(crate) mod entry;
pub(crate) mod finding;
pub(crate) mod log;
pub(crate) mod refusals;
