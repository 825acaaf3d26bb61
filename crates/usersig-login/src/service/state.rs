//! Saving and restoring the state of a service.

pub(in crate::service) mod changes;
pub(in crate::service) mod check;
pub(in crate::service) mod record;
pub(in crate::service) mod restore;
pub(in crate::service) mod restore_refused;
mod sharded;
pub(in crate::service) mod snapshot;
