//! The claims: the values a ticket states.

#[expect(clippy::module_inception, reason = "the folder is named after its main type")]
pub(crate) mod claims;
pub(crate) mod mac;
pub(crate) mod userbuf;
