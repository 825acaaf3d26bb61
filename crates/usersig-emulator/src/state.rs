//! Everything as one file, which contains no keys and of session secrets only hashes.

pub(crate) mod document;
pub(crate) mod export;
pub(crate) mod file;
pub(crate) mod import;
