//! Many lines at once: read in chunks, worked on by all cores, written in their order.

pub(crate) mod chunks;
pub(crate) mod csv;
pub(crate) mod desk;
mod fields;
pub(crate) mod format;
mod interrupt;
mod job;
pub(crate) mod mint;
pub(crate) mod pipeline;
pub(crate) mod progress;
mod record;
pub(crate) mod tally;
pub(crate) mod verify;
