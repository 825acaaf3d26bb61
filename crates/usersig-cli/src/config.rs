//! The configuration file: the apps by name, and the places of their keys.

pub(crate) mod file;
pub(crate) mod profile;
pub(crate) mod profiles;
