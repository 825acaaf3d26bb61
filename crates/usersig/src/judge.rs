//! Verifying tickets, and reading them without a key.

pub(crate) mod inspect;
pub(crate) mod refusal;
pub(crate) mod tolerances;
pub(crate) mod verified;
pub(crate) mod verifier;
pub(crate) mod verify_error;
pub(crate) mod verifying_keys;
