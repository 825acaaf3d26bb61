//! Reads secret keys from files, variables and standard input.

#[cfg(unix)]
mod access;
mod file;
pub(crate) mod source;
