//! Runs the emulator: its listeners, its connections and its clock.

mod connection;
mod listener;
pub(crate) mod options;
mod router;
pub(crate) mod running;
