//! What happened, for tests and people to read.

pub(crate) mod entry;
pub(crate) mod finding;
pub(crate) mod log;
