//! The service's error codes, and the causes of a refusal.

pub(crate) mod cause;
pub(crate) mod error_code;
