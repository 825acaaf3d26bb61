//! Certificates for clients that accept only TLS.

pub(crate) mod authority;
pub(crate) mod ca_file;
pub(crate) mod service_hosts;
