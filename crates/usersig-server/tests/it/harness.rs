//! Starts the service and talks to it.

pub(crate) mod client;
pub(crate) mod cluster;
pub(crate) mod config;
pub(crate) mod jwt;
pub(crate) mod pair;
pub(crate) mod proxy;
pub(crate) mod redis;
pub(crate) mod replicas;
pub(crate) mod server;
