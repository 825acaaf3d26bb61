//! The native part of the Node module. The JavaScript files check the types of arguments and have the error classes.

#![expect(unreachable_pub, reason = "napi exports only public items")]

mod errors;

mod arguments;

mod claims;
mod codes;
mod unverified;

mod many;
mod signer;
mod verifier;

mod doctor;
mod key_ring;
mod test_tickets;

#[cfg(feature = "figures")]
mod figures;
#[cfg(feature = "panic-for-tests")]
mod panic;
