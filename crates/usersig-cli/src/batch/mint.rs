//! A ticket for every line.

use std::fmt::Write;

use anyhow::Context;
use usersig::{Cause, Lifetime, Room, Signer, UnixTime, Validity};

use crate::batch::csv;
use crate::batch::format::{Format, Layout};
use crate::batch::job::Job;
use crate::batch::record::Record;
use crate::output::json;

/// Signs for the users of a batch, all at the same moment.
pub(crate) struct Minting {
    pub(crate) signer: Signer,
    pub(crate) ttl: Lifetime,
    pub(crate) now: UnixTime,
    pub(crate) layout: Layout,
    pub(crate) output: Format,
}

impl Minting {
    pub(crate) const CSV_HEADER: &str = "user_id,user_sig,private_map_key,room_id,room_name,expires_at\n";

    /// Appends the ticket, a UserSig or for a room a PrivateMapKey.
    fn sign(&self, record: &Record, out: &mut String) -> anyhow::Result<Validity> {
        let ttl = record.ttl.unwrap_or(self.ttl);
        let Some(room) = &record.room else {
            return Ok(self.signer.write_user_sig(&record.user_id, ttl, self.now, out));
        };
        let privileges = record.privileges.context("privileges are missing, which a room needs")?;
        Ok(self.signer.write_private_map_key(&record.user_id, room, privileges, ttl, self.now, out)?)
    }

    fn write_ndjson(&self, record: &Record, out: &mut String) -> anyhow::Result<()> {
        out.push_str("{\"user_id\":");
        json::push_ascii(record.user_id.as_str(), out);
        out.push_str(if record.room.is_none() { ",\"user_sig\":\"" } else { ",\"private_map_key\":\"" });
        let validity = self.sign(record, out)?;
        out.push('"');
        match &record.room {
            Some(Room::Number(number)) => write!(out, ",\"room_id\":{number}")?,
            Some(Room::Name(name)) => {
                out.push_str(",\"room_name\":");
                json::push_ascii(name.as_str(), out);
            }
            _ => {}
        }
        out.push_str(",\"expires_at\":");
        out.push_str(itoa::Buffer::new().format(validity.expires_at.as_secs()));
        out.push_str("}\n");
        Ok(())
    }

    fn write_csv(&self, record: &Record, out: &mut String) -> anyhow::Result<()> {
        csv::push_cell(record.user_id.as_str(), out);
        out.push_str(if record.room.is_none() { "," } else { ",," });
        let validity = self.sign(record, out)?;
        match &record.room {
            Some(Room::Number(number)) => write!(out, ",{number},")?,
            Some(Room::Name(name)) => {
                out.push_str(",,");
                csv::push_cell(name.as_str(), out);
            }
            _ => out.push_str(",,,"),
        }
        writeln!(out, ",{}", validity.expires_at)?;
        Ok(())
    }
}

impl Job for Minting {
    fn answer(&self, line: &str, out: &mut String) -> anyhow::Result<Option<Cause>> {
        let record = Record::try_from(&self.layout.fields(line)?)?;
        match self.output {
            Format::Csv => self.write_csv(&record, out)?,
            Format::Lines => {
                self.sign(&record, out)?;
                out.push('\n');
            }
            Format::Ndjson => self.write_ndjson(&record, out)?,
        }
        Ok(None)
    }

    fn answer_bad_line(&self, out: &mut String) {
        if self.output == Format::Lines {
            out.push('\n');
        }
    }
}
