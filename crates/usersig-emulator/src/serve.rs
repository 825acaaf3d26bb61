//! Runs the emulator: its listeners, its connections and its clock.

mod connection;
mod listener;
mod router;
pub(crate) mod running;
