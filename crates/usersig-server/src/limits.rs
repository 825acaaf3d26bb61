//! Bounded counting of requests.

pub(crate) mod in_progress;
pub(crate) mod table;
