//! The configuration file.

mod file;
mod key_file;
pub(crate) mod load;
