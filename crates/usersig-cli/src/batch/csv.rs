//! CSV (RFC 4180) with one record a line.

use anyhow::{Context, anyhow, ensure};
use csv::{ErrorKind, ReaderBuilder, StringRecord, WriterBuilder};

use crate::batch::fields::Fields;
use crate::batch::header::{self, KNOWN};
use crate::output::terminal;

/// The names of the columns. An empty file has none.
pub(crate) struct Columns(StringRecord);

impl Columns {
    /// Reads the header line.
    pub(crate) fn read(line: &[u8]) -> anyhow::Result<Self> {
        if line.is_empty() {
            return Ok(Self(StringRecord::new()));
        }
        let header = str::from_utf8(line).context("line 1: the header is not UTF-8")?.trim_end_matches(['\r', '\n']);
        Self::new(header).context("line 1")
    }

    fn new(header: &str) -> anyhow::Result<Self> {
        let mut names = StringRecord::new();
        header::check_separator(header)?;
        for name in &cells(header)? {
            let name = name.trim();
            ensure!(
                KNOWN.contains(&name),
                "the header has the column {}, which is not one of {}{}",
                terminal::quoted_name(name),
                KNOWN.join(", "),
                header::hint(name, header)
            );
            ensure!(!names.iter().any(|known| known == name), "the header has the column {name} twice");
            names.push_field(name);
        }
        ensure!(
            names.iter().any(|name| name == "user_id"),
            "the header has no column user_id; every record needs a user id"
        );
        Ok(Self(names))
    }

    /// Splits a line into its cells.
    pub(crate) fn record(&self, line: &str) -> anyhow::Result<StringRecord> {
        let record = cells(line)?;
        let (found, expected) = (record.len(), self.0.len());
        let cells = if found == 1 { "cell" } else { "cells" };
        ensure!(found == expected, "the line has {found} {cells}, and the header has {expected}");
        Ok(record)
    }

    /// The fields of a record. An empty cell is a missing field.
    pub(crate) fn fields<'a>(&'a self, record: &'a StringRecord) -> anyhow::Result<Fields<'a>> {
        let mut fields: Fields<'a> =
            record.deserialize(Some(&self.0)).map_err(|error| self.explained(&error, record))?;
        let cell = |name| self.0.iter().position(|column| column == name).and_then(|index| record.get(index));
        fields.room_id_has_leading_zero = cell("room_id").is_some_and(|cell| cell.starts_with('0'));
        // The table is for PrivateMapKeys, and this record has no room.
        fields.lacks_room = cell("privileges").is_some() && fields.room_id.is_none() && fields.room_name.is_none();
        Ok(fields)
    }

    fn explained(&self, error: &csv::Error, record: &StringRecord) -> anyhow::Error {
        let ErrorKind::Deserialize { err, .. } = error.kind() else { return anyhow!("{error}") };
        let index = err.field().and_then(|index| usize::try_from(index).ok());
        let column = index.and_then(|index| self.0.get(index)).unwrap_or("a cell");
        let value = terminal::quoted_unless_secret(index.and_then(|index| record.get(index)).unwrap_or_default());
        match column {
            "room_id" => anyhow!("room_id {value}: room_id is a whole number from 1 to 4294967295"),
            column => anyhow!("{column} {value}: {}", err.kind()),
        }
    }
}

fn cells(line: &str) -> anyhow::Result<StringRecord> {
    let mut record = StringRecord::new();
    let mut reader = ReaderBuilder::new().has_headers(false).buffer_capacity(line.len()).from_reader(line.as_bytes());
    reader.read_record(&mut record)?;
    ensure!(
        !line.contains('"') || is_strict(line, &record),
        "the quotes do not match: put a cell with quotes or commas between quotes, and double the quotes in it"
    );
    Ok(record)
}

/// The reader accepts quotes that RFC 4180 does not, and guesses what they mean. Here they are refused.
fn is_strict(line: &str, record: &StringRecord) -> bool {
    let mut rest = Some(line);
    for (index, cell) in record.iter().enumerate() {
        rest = if index == 0 { rest } else { rest.and_then(|rest| rest.strip_prefix(',')) };
        rest = rest.and_then(|rest| match rest.strip_prefix('"') {
            Some(quoted) => quoted.strip_prefix(&cell.replace('"', "\"\""))?.strip_prefix('"'),
            None if cell.contains('"') => None,
            None => rest.strip_prefix(cell),
        });
    }
    rest == Some("")
}

/// Appends a cell, in quotes if it needs them.
pub(crate) fn push_cell(cell: &str, out: &mut String) -> anyhow::Result<()> {
    push_record(&[cell], out)?;
    out.pop();
    Ok(())
}

/// Appends a record with its line end.
pub(crate) fn push_record(cells: &[&str], out: &mut String) -> anyhow::Result<()> {
    let size = cells.iter().map(|cell| cell.len() + 3).sum();
    let mut writer = WriterBuilder::new().buffer_capacity(size).from_writer(Vec::with_capacity(size));
    writer.write_record(cells)?;
    let record = writer.into_inner().map_err(|error| anyhow!("{error}"))?;
    out.push_str(str::from_utf8(&record).expect("CSV of texts is text"));
    Ok(())
}

/// A cell that a spreadsheet does not take for a formula.
pub(crate) fn without_formula(cell: &str) -> String {
    let mark = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{mark}{cell}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(record: &str) -> anyhow::Result<Vec<String>> {
        Ok(cells(record)?.iter().map(str::to_owned).collect())
    }

    #[test]
    fn a_cell_in_quotes_can_contain_commas_and_quotes() {
        assert_eq!(texts(r#"a,"b,c","d""e","",f"#).unwrap(), ["a", "b,c", "d\"e", "", "f"]);
        assert_eq!(texts(",").unwrap(), ["", ""]);
    }

    #[test]
    fn quotes_that_do_not_match_are_refused() {
        for record in ["\"a", "\"a\"b", "a\"b\"", "\"a\"\"", "\"a\" ,b", "a,\"b", " \"a\""] {
            assert!(cells(record).is_err(), "{record:?}");
        }
    }

    #[test]
    fn a_written_record_reads_the_same_again() {
        for text in ["alice", "a,b", "\"", "\"\"a", " a", "a ", "a\"b,c\"", ""] {
            let mut out = String::new();
            push_record(&[text, "x"], &mut out).unwrap();
            assert_eq!(texts(out.trim_end_matches('\n')).unwrap(), [text, "x"], "{out}");
        }
    }

    #[test]
    fn a_header_names_known_columns_once_and_the_user_id_among_them() {
        assert!(Columns::new("ttl,user_id").is_ok());
        for header in ["", "ttl", "user_id,name", "user_id,user_id", "alice"] {
            assert!(Columns::new(header).is_err(), "{header:?}");
        }
    }

    #[test]
    fn a_formula_gets_a_mark_and_another_cell_does_not() {
        assert_eq!(without_formula("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!([without_formula("@a"), without_formula("-1"), without_formula("a=b")], ["'@a", "'-1", "a=b"]);
    }
}
