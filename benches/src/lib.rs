//! What the benches share: claims to sign, tickets to judge, the plain way to do both, and ratios taken side by side.

#![allow(
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::needless_for_each,
    reason = "a bench that does not succeed panics, and its loops read best as what is done for each"
)]
#![expect(
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "only the benches use it, and to them a panic says that a figure would be wrong"
)]

pub mod bit_stream;
pub mod claims;
pub mod plain;
mod random;
pub mod ratio;
pub mod worst;
