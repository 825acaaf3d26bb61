//! `/emulator/v1`: tests control the emulator.

mod answer;
mod clock;
mod devices;
pub(crate) mod routes;
mod user_sig;
