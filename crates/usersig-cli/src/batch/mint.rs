//! Signs a ticket for each line.

use std::fmt::Write;

use anyhow::{Context, bail};
use usersig::{Cause, Lifetime, Room, Signer, UnixTime, Validity};

use crate::batch::answers::Answers;
use crate::batch::csv;
use crate::batch::format::{Format, Layout};
use crate::batch::job::Job;
use crate::batch::record::{Record, User};
use crate::doubts::doubt::Doubt;
use crate::output::{json, terminal};
use crate::time::ttl::Ttl;

/// Signs the tickets of a batch, all at the same time.
pub(crate) struct Minting {
    pub(crate) signer: Signer,
    pub(crate) ttl: Lifetime,
    pub(crate) now: UnixTime,
    pub(crate) layout: Layout,
    pub(crate) output: Format,
    /// A doubtful line is a bad line.
    pub(crate) is_strict: bool,
    /// Cells are written so that a spreadsheet does not take them for formulas.
    pub(crate) escapes_formulas: bool,
}

impl Minting {
    pub(crate) const CSV_HEADER: &str = "user_id,user_sig,private_map_key,room_id,room_name,expires_at\n";

    /// Appends the ticket: a UserSig, or a PrivateMapKey if the line has a room.
    fn sign(&self, record: &Record, out: &mut String) -> anyhow::Result<Validity> {
        let ttl = self.ttl_of(record);
        let Some(room) = &record.room else {
            return Ok(match &record.user {
                User::UserId(user_id) => self.signer.write_user_sig(user_id, ttl, self.now, out),
                User::Longer(identifier) => self.signer.write_user_sig(&**identifier, ttl, self.now, out),
            });
        };
        let privileges = record.privileges.context("privileges are missing; a room needs them")?;
        let user_id = record.user.user_id()?;
        Ok(self.signer.write_private_map_key(&user_id, room, privileges, ttl, self.now, out)?)
    }

    /// The same, but nearly every UserSig is signed later, together with others. The few identifiers that are longer than a
    /// UserID would make each place for a ticket four times as large.
    fn sign_together(&self, record: &Record, out: &mut Answers) -> anyhow::Result<Validity> {
        match record.user {
            User::UserId(user_id) if record.room.is_none() => {
                let ttl = self.ttl_of(record);
                out.push_ticket(user_id, ttl);
                Ok(self.signer.validity(ttl, self.now))
            }
            _ => self.sign(record, &mut out.incomplete),
        }
    }

    fn ttl_of(&self, record: &Record) -> Lifetime {
        record.ttl.map_or(self.ttl, Ttl::lifetime)
    }

    fn write_ndjson(&self, record: &Record, out: &mut Answers) -> anyhow::Result<()> {
        out.incomplete.push_str("{\"user_id\":");
        json::push_ascii(record.user.as_str(), &mut out.incomplete);
        out.incomplete.push_str(if record.room.is_none() { ",\"user_sig\":\"" } else { ",\"private_map_key\":\"" });
        let validity = self.sign_together(record, out)?;
        let out = &mut out.incomplete;
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

    fn write_csv(&self, record: &Record, out: &mut Answers) -> anyhow::Result<()> {
        csv::push_cell(&self.cell(record.user.as_str()), &mut out.incomplete)?;
        // The characters of a ticket and of a number need no quotes.
        out.incomplete.push_str(if record.room.is_none() { "," } else { ",," });
        let validity = self.sign_together(record, out)?;
        let out = &mut out.incomplete;
        match &record.room {
            Some(Room::Number(number)) => write!(out, ",{number},,")?,
            Some(Room::Name(name)) => {
                out.push_str(",,");
                csv::push_cell(&self.cell(name.as_str()), out)?;
                out.push(',');
            }
            _ => out.push_str(",,,,"),
        }
        out.push_str(itoa::Buffer::new().format(validity.expires_at.as_secs()));
        out.push('\n');
        Ok(())
    }

    fn cell(&self, text: &str) -> String {
        if self.escapes_formulas { csv::without_formula(text) } else { text.to_owned() }
    }
}

impl Job for Minting {
    fn answer(
        &self,
        line: &str,
        doubt: &mut dyn FnMut(Doubt, &str),
        out: &mut Answers,
    ) -> anyhow::Result<Option<Cause>> {
        let mut cells = None;
        let record = Record::try_from(&self.layout.fields(line, &mut cells)?)?;
        match self.output {
            Format::Csv => self.write_csv(&record, out)?,
            Format::Lines => {
                self.sign_together(&record, out)?;
                out.incomplete.push('\n');
            }
            Format::Ndjson => self.write_ndjson(&record, out)?,
        }
        let mut first = None;
        record.doubts(|kind, value| {
            if self.is_strict {
                first.get_or_insert_with(|| format!("{} {kind}", terminal::quoted(value)));
            } else {
                doubt(kind, value);
            }
        });
        if let Some(reason) = first {
            bail!("{reason}");
        }
        Ok(None)
    }

    fn answer_bad_line(&self, out: &mut String) {
        if self.output == Format::Lines {
            out.push('\n');
        }
    }

    fn complete(&self, out: &mut Answers) {
        out.sign(&self.signer, self.now);
    }
}
