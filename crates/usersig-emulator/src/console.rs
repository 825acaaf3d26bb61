//! The console page of the control plane, for people.

mod files;
pub(crate) mod route;
