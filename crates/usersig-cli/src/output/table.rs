//! Names and values, a line each.

use std::fmt::Write;

/// What a value is of, and the value.
pub(crate) type Row = (&'static str, String);

/// The rows as lines, their values below each other. Each line begins with the mark.
pub(crate) fn lines(mark: &str, rows: &[Row]) -> String {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    rows.iter().fold(String::new(), |mut text, (name, value)| {
        writeln!(text, "{mark}{name:width$}  {value}").expect("a String takes all text");
        text
    })
}
