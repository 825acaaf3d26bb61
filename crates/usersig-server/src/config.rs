//! The configuration file, and the values made of it.

pub(crate) mod app_keys;
pub(crate) mod apps;
pub(crate) mod callers;
pub(crate) mod consistency;
pub(crate) mod credentials;
pub(crate) mod file;
pub(crate) mod load;
pub(crate) mod redact;
pub(crate) mod redis;
pub(crate) mod restart;
pub(crate) mod sections;
pub(crate) mod store_kind;
