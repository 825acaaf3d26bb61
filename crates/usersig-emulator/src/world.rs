//! Everything the emulator knows, behind one lock.

pub(crate) mod apps;
pub(crate) mod emulator;
mod heartbeats;
pub(crate) mod plan;
mod time;
pub(crate) mod world_state;
