//! Bounded counting of requests.

pub(crate) mod table;
