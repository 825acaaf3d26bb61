//! Signing tickets.

pub(crate) mod signed;
pub(crate) mod signer;
