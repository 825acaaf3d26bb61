//! The output of a bench, as a table for people or as one JSON list.

use std::env;
use std::io::{self, Write};

use serde::Serialize;

/// A row of the table.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Figure {
    name: &'static str,
    value: f64,
    unit: &'static str,
    target: Option<f64>,
    met: bool,
}

impl Figure {
    /// Good when the value is at most the target.
    pub fn at_most(name: &'static str, value: f64, unit: &'static str, target: f64) -> Self {
        Self { name, value, unit, target: Some(target), met: value <= target }
    }

    /// Good when the value is at least the target.
    pub fn at_least(name: &'static str, value: f64, unit: &'static str, target: f64) -> Self {
        Self { name, value, unit, target: Some(target), met: value >= target }
    }

    /// Good as it is.
    pub fn stated(name: &'static str, value: f64, unit: &'static str) -> Self {
        Self { name, value, unit, target: None, met: true }
    }
}

/// Whether the bench was started with this option.
pub fn is_asked_for(option: &str) -> bool {
    env::args().any(|argument| argument == option)
}

/// Prints the list where `--json` asks for it, else the table below a line that says what it was taken with.
///
/// # Errors
/// When standard output cannot be written.
pub fn print(taken_with: &str, figures: &[Figure]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if is_asked_for("--json") {
        return writeln!(out, "{}", serde_json::to_string_pretty(figures)?);
    }
    writeln!(out, "{taken_with}")?;
    for Figure { name, value, unit, target, met } in figures {
        let verdict = match target {
            None => String::from("no target"),
            Some(target) if *met => format!("target {target:7}  met"),
            Some(target) => format!("target {target:7}  MISSED"),
        };
        writeln!(out, "{name:24} {value:11.3} {unit:11} {verdict}")?;
    }
    Ok(())
}
