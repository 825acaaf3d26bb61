//! Runs the emulator: its listeners, its connections and its clock.

mod addresses;
mod connection;
mod http;
mod listener;
mod listeners;
mod proxy;
mod router;
pub(crate) mod running;
