//! The form of a line.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use clap::ValueEnum;
use csv::StringRecord;

use crate::batch::chunks::Chunks;
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
    /// The format that the end of the file's name stands for.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "txt" | "lines" => Some(Self::Lines),
            _ => None,
        }
    }
}

/// The way to read the lines of an input.
pub(crate) enum Layout {
    Csv(Columns),
    /// The format was guessed, so a line that looks like CSV or JSON is refused.
    GuessedLines,
    Lines,
    Ndjson,
}

impl Layout {
    /// The layout of an input in this format. For CSV this reads the header.
    pub(crate) fn read(format: Format, is_given: bool, chunks: &mut Chunks<impl Read>) -> anyhow::Result<Self> {
        Ok(match format {
            Format::Csv => Self::Csv(Columns::read(&chunks.header().context("cannot read the input")?)?),
            Format::Lines if is_given => Self::Lines,
            Format::Lines => Self::GuessedLines,
            Format::Ndjson => Self::Ndjson,
        })
    }

    /// The fields of the line, unchecked. The cells of a CSV record are kept in `cells`.
    pub(crate) fn fields<'a>(
        &'a self,
        line: &'a str,
        cells: &'a mut Option<StringRecord>,
    ) -> anyhow::Result<Fields<'a>> {
        if line.is_empty() {
            bail!("the line is empty");
        }
        match self {
            Self::Csv(columns) => columns.fields(cells.insert(columns.record(line)?)),
            Self::GuessedLines if looks_like_a_record(line) => {
                bail!(
                    "the line looks like CSV or JSON: name the format with --input-format csv or ndjson; if it is a user \
                     id, use --input-format lines"
                )
            }
            Self::GuessedLines | Self::Lines => Ok(Fields { user_id: Some(line.into()), ..Fields::default() }),
            // Serde also accepts a list, whose values it takes for the members in their order.
            Self::Ndjson if !line.trim_start().starts_with('{') => bail!("the line is not a JSON object"),
            Self::Ndjson => match only_user_id(line) {
                Some(user_id) => Ok(Fields { user_id: Some(user_id.into()), ..Fields::default() }),
                // The parser calls the line the first of its input.
                None => serde_json::from_str(line)
                    .map_err(|error| anyhow!("{}", error.to_string().replace(" at line 1 column ", " at column "))),
            },
        }
    }
}

/// The user id of an object that has only this member, without spaces and escapes. Most lines of a batch are such objects, and
/// they need no parser.
fn only_user_id(line: &str) -> Option<&str> {
    let user_id = line.strip_prefix(r#"{"user_id":""#)?.strip_suffix(r#""}"#)?;
    let is_plain = |byte| byte >= b' ' && byte != b'"' && byte != b'\\';
    user_id.bytes().all(is_plain).then_some(user_id)
}

/// Whether the line has one of the marks that nearly every line of JSON and CSV has, and hardly any user id. A line with
/// a control character is refused for that character.
fn looks_like_a_record(line: &str) -> bool {
    let marks = ['"', ',', ';', '[', ']', '{', '|', '}'];
    line == "user_id" || line.contains(marks) && !line.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_with_only_a_user_id_says_what_the_parser_finds() {
        for id in ["alice", "", "a b", "\u{7f}", "用户", "{}", "a,b:c"] {
            let line = format!(r#"{{"user_id":"{id}"}}"#);
            let fields: Fields<'_> = serde_json::from_str(&line).unwrap();
            assert_eq!(only_user_id(&line), fields.user_id.as_deref(), "{line}");
        }
    }

    #[test]
    fn any_other_object_is_left_to_the_parser() {
        for line in [
            r#"{"user_id":"}"#,
            r#"{"user_id":"a","ttl":"1"}"#,
            r#"{"user_id":"a\u0062"}"#,
            r#"{"user_id":"a\"}"#,
            r#"{"user_id":"a"b"}"#,
            r#"{"user_id": "a"}"#,
            r#"{"user_id":"a"} "#,
            r#"{"user_id":1}"#,
            "{\"user_id\":\"a\tb\"}",
        ] {
            assert_eq!(only_user_id(line), None, "{line}");
        }
    }

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
