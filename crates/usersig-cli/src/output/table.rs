//! A table of names and values.

use std::fmt::Write;

/// A name and its value.
pub(crate) type Row = (&'static str, String);

/// One line for each row, with the values below each other. Each line begins with the mark.
pub(crate) fn lines(mark: &str, rows: &[Row]) -> String {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    rows.iter().fold(String::new(), |mut text, (name, value)| {
        writeln!(text, "{mark}{name:width$}  {value}").expect("a String takes all text");
        text
    })
}
