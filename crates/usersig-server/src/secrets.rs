//! Secrets from files and from the environment.

pub(crate) mod app_key;
pub(crate) mod file;
