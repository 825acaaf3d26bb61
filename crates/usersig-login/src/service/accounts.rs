//! The accounts of one app.

pub(in crate::service) mod account;
pub(in crate::service) mod index;
pub(in crate::service) mod table;
