//! Writes results to standard output or a file, and messages to standard error.

pub(crate) mod destination;
pub(crate) mod json;
mod leftovers;
mod links;
pub(crate) mod message;
pub(crate) mod outcome;
pub(crate) mod protected;
pub(crate) mod refusal;
#[cfg(unix)]
mod shared_folder;
pub(crate) mod standard_output;
pub(crate) mod table;
pub(crate) mod terminal;
pub(crate) mod warnings;
