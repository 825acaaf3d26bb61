//! Records with commas between: RFC 4180, a record a line.

use std::borrow::Cow;

use anyhow::{Context, anyhow, bail, ensure};

use crate::batch::fields::{Fields, Scalar};
use crate::output::terminal;

/// What stands where, as the header says.
pub(crate) struct Columns(Vec<Column>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    ExpiresAt,
    Privileges,
    PrivateMapKey,
    RoomId,
    RoomName,
    Ttl,
    UserId,
    UserSig,
}

impl Columns {
    /// Reads the header line. An empty file has none and needs none.
    pub(crate) fn read(line: &[u8]) -> anyhow::Result<Self> {
        if line.is_empty() {
            return Ok(Self(Vec::new()));
        }
        Self::new(str::from_utf8(line).context("line 1: the header is not UTF-8")?.trim_end_matches(['\r', '\n']))
    }

    fn new(header: &str) -> anyhow::Result<Self> {
        let mut columns = Vec::new();
        for cell in Cells(Some(header)) {
            let column = Column::named(cell?.trim())?;
            ensure!(!columns.contains(&column), "line 1: a column stands twice in the header");
            columns.push(column);
        }
        ensure!(columns.contains(&Column::UserId), "line 1: the header has no user_id, which no record can do without");
        Ok(Self(columns))
    }

    /// The record's fields. An empty cell says nothing.
    pub(crate) fn fields<'a>(&self, record: &'a str) -> anyhow::Result<Fields<'a>> {
        let mut fields = Fields::default();
        let mut cells = Cells(Some(record));
        for column in &self.0 {
            let cell = cells.next().context("has fewer cells than the header")??;
            if !cell.is_empty() {
                column.put(cell, &mut fields)?;
            }
        }
        ensure!(cells.next().is_none(), "has more cells than the header");
        Ok(fields)
    }
}

impl Column {
    fn named(name: &str) -> anyhow::Result<Self> {
        Ok(match name {
            "expires_at" => Self::ExpiresAt,
            "private_map_key" => Self::PrivateMapKey,
            "privileges" => Self::Privileges,
            "room_id" => Self::RoomId,
            "room_name" => Self::RoomName,
            "ttl" => Self::Ttl,
            "user_id" => Self::UserId,
            "user_sig" => Self::UserSig,
            other => bail!(
                "line 1: the header names {}, known are user_id, ttl, room_id, room_name, privileges and, of an \
                 earlier batch, user_sig, private_map_key, expires_at",
                terminal::quoted_name(other)
            ),
        })
    }

    fn put<'a>(self, cell: Cow<'a, str>, fields: &mut Fields<'a>) -> anyhow::Result<()> {
        match self {
            Self::ExpiresAt => {}
            Self::PrivateMapKey => fields.private_map_key = Some(cell.into()),
            Self::Privileges => fields.privileges = Some(Scalar::Text(cell.into())),
            Self::RoomId => {
                fields.room_id = Some(cell.parse().context("a room_id is a whole number from 1 to 4294967295")?);
            }
            Self::RoomName => fields.room_name = Some(cell.into()),
            Self::Ttl => fields.ttl = Some(Scalar::Text(cell.into())),
            Self::UserId => fields.user_id = Some(cell.into()),
            Self::UserSig => fields.user_sig = Some(cell.into()),
        }
        Ok(())
    }
}

/// The cells of a record that are still to come; none after the last.
struct Cells<'a>(Option<&'a str>);

impl<'a> Iterator for Cells<'a> {
    type Item = anyhow::Result<Cow<'a, str>>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0?;
        if let Some(quoted) = rest.strip_prefix('"') {
            return Some(self.quoted(quoted));
        }
        let (cell, rest) = rest.split_once(',').map_or((rest, None), |(cell, rest)| (cell, Some(rest)));
        self.0 = rest;
        Some(if cell.contains('"') { Err(misplaced_quote()) } else { Ok(Cow::Borrowed(cell)) })
    }
}

impl<'a> Cells<'a> {
    /// The cell after its first quote.
    fn quoted(&mut self, text: &'a str) -> anyhow::Result<Cow<'a, str>> {
        self.0 = None;
        let mut from = 0;
        loop {
            let quote = from + text[from..].find('"').context("a quote is not closed before the end of the line")?;
            let rest = &text[quote + 1..];
            if rest.starts_with('"') {
                from = quote + 2;
                continue;
            }
            self.0 = match rest.strip_prefix(',') {
                Some(rest) => Some(rest),
                None if rest.is_empty() => None,
                None => return Err(misplaced_quote()),
            };
            let cell = &text[..quote];
            return Ok(if cell.contains('"') { cell.replace("\"\"", "\"").into() } else { cell.into() });
        }
    }
}

fn misplaced_quote() -> anyhow::Error {
    anyhow!("a quote stands in the middle of a cell")
}

/// Appends a cell, in quotes where it needs them.
pub(crate) fn push_cell(cell: &str, out: &mut String) {
    if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
        out.push('"');
        for part in cell.split_inclusive('"') {
            out.push_str(part);
            if part.ends_with('"') {
                out.push('"');
            }
        }
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(record: &str) -> anyhow::Result<Vec<String>> {
        Cells(Some(record)).map(|cell| Ok(cell?.into_owned())).collect()
    }

    #[test]
    fn a_cell_in_quotes_can_hold_commas_and_quotes() {
        assert_eq!(cells(r#"a,"b,c","d""e","",f"#).unwrap(), ["a", "b,c", "d\"e", "", "f"]);
        assert_eq!(cells(",").unwrap(), ["", ""]);
    }

    #[test]
    fn quotes_that_do_not_match_are_refused() {
        for record in ["\"a", "\"a\"b", "a\"b\"", "\"a\"\"", "\"a\" ,b"] {
            assert!(cells(record).is_err(), "{record:?}");
        }
    }

    #[test]
    fn what_is_written_reads_the_same_again() {
        for text in ["alice", "a,b", "\"", "\"\"a", " a", "a ", "a\"b,c\"", ""] {
            let mut out = String::new();
            push_cell(text, &mut out);
            assert_eq!(cells(&out).unwrap(), [text], "{out}");
        }
    }

    #[test]
    fn a_header_names_known_columns_once_and_the_user_id_among_them() {
        assert!(Columns::new("ttl,user_id").is_ok());
        for header in ["", "ttl", "user_id,name", "user_id,user_id", "alice"] {
            assert!(Columns::new(header).is_err(), "{header:?}");
        }
    }
}
