//! Revocations and counters.

pub(crate) mod backend;
pub(crate) mod changes;
pub(crate) mod database;
pub(crate) mod embedded;
pub(crate) mod interface;
pub(crate) mod key;
pub(crate) mod local_limits;
pub(crate) mod memory;
pub(crate) mod overlay;
pub(crate) mod redis;
pub(crate) mod stamp;
pub(crate) mod writer;
