//! The commands beside running the service.

pub(crate) mod ask;
pub(crate) mod keygen;
pub(crate) mod standard_output;
