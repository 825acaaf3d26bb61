//! Reads and prints times and durations, and reads the clock.

pub(crate) mod clock;
pub(crate) mod duration;
pub(crate) mod ttl;
