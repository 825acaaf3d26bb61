//! Starts the service and talks to it.

pub(crate) mod client;
pub(crate) mod config;
pub(crate) mod jwt;
pub(crate) mod server;
