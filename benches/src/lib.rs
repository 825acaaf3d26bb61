//! Shared by the benches. It has claims to sign, tickets to judge, the plain way to do both, ratios taken side by side,
//! and the table they are printed in.

#![expect(
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "only the benches use it, and to them a panic says that a figure would be wrong"
)]

pub mod bit_stream;
mod bits;
pub mod case;
pub mod claims;
mod code;
pub mod cores;
pub mod emulator;
pub mod figure;
pub mod neighbour;
pub mod plain;
pub mod program;
mod random;
pub mod ratio;
pub mod service;
pub mod worst;
