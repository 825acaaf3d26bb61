//! What a line looks like.

use std::borrow::Cow;
use std::path::Path;

use anyhow::{anyhow, bail};
use clap::ValueEnum;

use crate::batch::csv::Columns;
use crate::batch::fields::Fields;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A header that names the columns, then a record a line
    Csv,
    /// A user id a line; of the output a ticket
    Lines,
    /// A JSON object a line
    Ndjson,
}

impl Format {
    /// The format a file's name ends with.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "txt" | "lines" => Some(Self::Lines),
            _ => None,
        }
    }
}

/// How the lines of this input are read.
pub(crate) enum Layout {
    Csv(Columns),
    /// Nobody has said so: what looks like a record is none of these ids.
    GuessedLines,
    Lines,
    Ndjson,
}

impl Layout {
    /// The line's fields, as they stand.
    pub(crate) fn fields<'a>(&self, line: &'a str) -> anyhow::Result<Fields<'a>> {
        if line.is_empty() {
            bail!("the line is empty");
        }
        match self {
            Self::Csv(columns) => columns.fields(line),
            Self::GuessedLines if looks_like_a_record(line) => {
                bail!(
                    "looks like csv or ndjson, which --input-format says; if it is a user id, say --input-format lines"
                )
            }
            Self::GuessedLines | Self::Lines => {
                Ok(Fields { user_id: Some(Cow::from(line).into()), ..Fields::default() })
            }
            // A list would be taken, too, its values for members in the order of ours.
            Self::Ndjson if !line.trim_start().starts_with('{') => bail!("the line is no JSON object"),
            // To the reader of its message a line is the whole input, and the first.
            Self::Ndjson => serde_json::from_str(line)
                .map_err(|error| anyhow!("{}", error.to_string().replace(" at line 1 column ", " at column "))),
        }
    }
}

/// What has one of these is hardly a user id, and nearly every line of JSON and CSV has. What no id can have at all has a
/// better reason to be refused.
fn looks_like_a_record(line: &str) -> bool {
    let marks = ['"', ',', ';', '[', ']', '{', '|', '}'];
    line == "user_id" || line.contains(marks) && !line.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_ending_tells_its_format() {
        for (path, format) in [
            ("a.csv", Some(Format::Csv)),
            ("a.NDJSON", Some(Format::Ndjson)),
            ("a.jsonl", Some(Format::Ndjson)),
            ("a.txt", Some(Format::Lines)),
            ("csv", None),
            ("a.json", None),
        ] {
            assert_eq!(Format::of(Path::new(path)), format, "{path}");
        }
    }
}
