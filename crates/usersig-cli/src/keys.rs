//! Reads secret keys from files, variables and standard input.

mod file;
pub(crate) mod source;
