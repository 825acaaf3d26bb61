//! Signing tickets.

pub(crate) mod batch;
pub(crate) mod signed;
pub(crate) mod signer;
