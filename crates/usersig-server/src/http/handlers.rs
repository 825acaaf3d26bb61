//! The operations of the API.

pub(crate) mod inputs;
pub(crate) mod revoke;
pub(crate) mod sign;
pub(crate) mod standing;
pub(crate) mod user_sigs;
pub(crate) mod verdict;
pub(crate) mod verify;
