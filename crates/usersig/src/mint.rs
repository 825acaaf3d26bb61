//! Signing tickets.

pub(crate) mod backdating;
pub(crate) mod batch;
pub(crate) mod given_userbuf;
pub(crate) mod signed;
pub(crate) mod signer;
