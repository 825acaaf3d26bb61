//! The C library. `include/usersig.h` is generated from this file and its modules.
//!
//! Only this crate has `unsafe` code: it reads and writes where pointers of C point. The caller promises that a pointer is
//! valid for its length. No panic leaves a function.
#![expect(unsafe_code, reason = "pointers come from C")]

mod failure;

mod guard;
mod pointers;

mod arguments;
mod claims;

mod signer;
mod verifier;

mod codes;
mod doctor;
mod key_ring;
mod unverified;

#[cfg(feature = "figures")]
mod figures;
#[cfg(feature = "panic-for-tests")]
mod panic;
