//! A verdict for every line.

use anyhow::{Context, bail};
use usersig::{Cause, Privileges, UnixTime, UserId, Verifier, VerifyError};

use crate::batch::csv;
use crate::batch::fields::Fields;
use crate::batch::format::{Format, Layout};
use crate::batch::job::Job;
use crate::batch::record::Record;
use crate::output::json;

/// Judges the tickets of a batch, all at the same moment.
pub(crate) struct Verifying {
    pub(crate) verifier: Verifier,
    pub(crate) now: UnixTime,
    pub(crate) layout: Layout,
    pub(crate) output: Format,
}

impl Verifying {
    pub(crate) const CSV_HEADER: &str = "user_id,valid,cause\n";

    fn judge(&self, record: &Record, fields: &Fields<'_>) -> anyhow::Result<Result<(), VerifyError>> {
        let user_id = &record.user_id;
        match (&fields.user_sig, &fields.private_map_key) {
            (Some(text), None) => Ok(self.verifier.user_sig(text, user_id, self.now).map(drop)),
            (None, Some(text)) => {
                let room = record.room.context("room_id or room_name is missing, which a private_map_key needs")?;
                let needed = record.privileges.unwrap_or(Privileges::NONE);
                Ok(self.verifier.private_map_key(text, user_id, &room, needed, self.now).map(drop))
            }
            (None, None) => bail!("user_sig or private_map_key is missing"),
            (Some(_), Some(_)) => bail!("user_sig and private_map_key, which of the two is meant?"),
        }
    }

    fn write(&self, user_id: &UserId, refused: Option<Cause>, out: &mut String) {
        let (valid, cause) = (refused.is_none(), refused.map_or("", Cause::as_str));
        match self.output {
            Format::Csv => {
                csv::push_cell(user_id.as_str(), out);
                out.extend([",", if valid { "true" } else { "false" }, ",", cause, "\n"]);
            }
            Format::Lines => out.extend([if valid { "good" } else { cause }, "\n"]),
            Format::Ndjson => {
                out.push_str("{\"user_id\":");
                json::push_ascii(user_id.as_str(), out);
                if valid {
                    out.push_str(",\"valid\":true}\n");
                } else {
                    out.extend([",\"valid\":false,\"cause\":\"", cause, "\"}\n"]);
                }
            }
        }
    }
}

impl Job for Verifying {
    fn answer(&self, line: &str, out: &mut String) -> anyhow::Result<Option<Cause>> {
        let fields = self.layout.fields(line)?;
        let record = Record::try_from(&fields)?;
        let refused = self.judge(&record, &fields)?.err().map(|error| error.cause());
        self.write(&record.user_id, refused, out);
        Ok(refused)
    }

    fn answer_bad_line(&self, out: &mut String) {
        if self.output == Format::Lines {
            out.push('\n');
        }
    }
}
