//! What is said, and where.

use std::fmt;
use std::io::{self, Write};

use anyhow::Context;

/// Writes the result to standard output, and is sure that it arrived.
pub(crate) fn answer(text: &str) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).context("cannot write to standard output")
}

/// Says something to the person, on standard error.
pub(crate) fn say(sentence: impl fmt::Display) {
    // When nobody hears it there is nobody to tell.
    _ = writeln!(io::stderr().lock(), "{sentence}");
}

/// Says something that need not stop anyone.
pub(crate) fn warn(sentence: impl fmt::Display) {
    say(format_args!("warning: {sentence}"));
}
