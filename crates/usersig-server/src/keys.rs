//! The apps and the keys that sign and verify their tickets.

pub(crate) mod apps;
pub(crate) mod invalid_plan;
pub(crate) mod rotation;
