//! Results on standard output, messages on standard error.

use std::fmt;
use std::io::{self, Write};

use anyhow::Context;

use crate::output::standard_output;

/// Writes the result to standard output. An error means that it did not arrive.
pub(crate) fn answer(text: &str) -> anyhow::Result<()> {
    standard_output::check_open()?;
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).context("cannot write to standard output")
}

/// Writes a message to standard error.
pub(crate) fn say(sentence: impl fmt::Display) {
    // A closed standard error leaves no place to report that it is closed.
    _ = writeln!(io::stderr().lock(), "{sentence}");
}

/// Writes a warning to standard error.
pub(crate) fn warn(sentence: impl fmt::Display) {
    say(format_args!("warning: {sentence}"));
}
