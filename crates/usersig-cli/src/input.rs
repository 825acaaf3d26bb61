//! Reads standard input.

pub(crate) mod standard_input;
