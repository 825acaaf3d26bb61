//! Reads standard input.

#[cfg(unix)]
pub(crate) mod access;
pub(crate) mod encoding;
pub(crate) mod standard_input;
pub(crate) mod terminal_echo;
