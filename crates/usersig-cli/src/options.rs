//! The options that several commands share, one group a file.

pub(crate) mod app;
pub(crate) mod candidate_keys;
pub(crate) mod config;
mod key;
pub(crate) mod language;
pub(crate) mod room;
pub(crate) mod strict;
pub(crate) mod ticket;
pub(crate) mod time;
pub(crate) mod ttl;
pub(crate) mod user;
pub(crate) mod verify;
