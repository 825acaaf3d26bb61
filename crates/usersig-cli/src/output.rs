//! Writes results to standard output or a file, and messages to standard error.

pub(crate) mod destination;
pub(crate) mod json;
pub(crate) mod message;
pub(crate) mod outcome;
pub(crate) mod refusal;
mod standard_output;
pub(crate) mod table;
pub(crate) mod terminal;
