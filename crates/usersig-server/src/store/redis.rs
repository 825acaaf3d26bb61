//! Revocations and counters in Redis, which replicas of the service share.
//!
//! Each operation is one script, so that it is one round trip and no other replica acts in the middle of it. The scripts
//! read the server's clock, so replicas agree although their own clocks differ. If Redis does not answer in time, requests
//! stop asking it for a moment, and the service goes on with its own counters and an estimate of Redis's clock.

pub(crate) mod address;
pub(crate) mod breaker;
pub(crate) mod clock;
pub(crate) mod connect;
pub(crate) mod connection;
pub(crate) mod counts;
pub(crate) mod damage;
pub(crate) mod discovery;
pub(crate) mod durability;
pub(crate) mod failure;
pub(crate) mod keys;
pub(crate) mod link;
pub(crate) mod nonces;
pub(crate) mod reply;
pub(crate) mod revocations;
pub(crate) mod routes;
pub(crate) mod script;
pub(crate) mod server;
pub(crate) mod settings;
pub(crate) mod shared;
pub(crate) mod slots;
pub(crate) mod supervisor;
pub(crate) mod visits;
