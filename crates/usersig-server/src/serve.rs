//! Runs the service: listeners, connections, signals.

pub(crate) mod addresses;
pub(crate) mod connection;
pub(crate) mod header_timer;
pub(crate) mod listener;
pub(crate) mod places;
pub(crate) mod prepare;
pub(crate) mod reload;
pub(crate) mod run;
pub(crate) mod runtime;
pub(crate) mod start;
pub(crate) mod tls;
pub(crate) mod when_woken;
