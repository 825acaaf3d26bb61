//! Verifies the ticket of each line.

use anyhow::{Context, bail};
use usersig::{Cause, Privileges, UnixTime, Verifier, VerifyError};

use crate::batch::answers::Answers;
use crate::batch::csv;
use crate::batch::fields::Fields;
use crate::batch::format::{Format, Layout};
use crate::batch::job::Job;
use crate::batch::record::{Record, User};
use crate::doubts::doubt::Doubt;
use crate::output::json;

/// Verifies the tickets of a batch, all at the same time.
pub(crate) struct Verifying {
    pub(crate) verifier: Verifier,
    pub(crate) now: UnixTime,
    pub(crate) layout: Layout,
    pub(crate) output: Format,
    /// Cells are written so that a spreadsheet does not take them for formulas.
    pub(crate) escapes_formulas: bool,
}

impl Verifying {
    pub(crate) const CSV_HEADER: &str = "user_id,valid,cause\n";

    fn judge(&self, record: &Record, fields: &Fields<'_>) -> anyhow::Result<Result<(), VerifyError>> {
        match (&fields.user_sig, &fields.private_map_key) {
            (Some(text), None) => Ok(match &record.user {
                User::UserId(user_id) => self.verifier.user_sig(text, user_id, self.now).map(drop),
                User::Longer(identifier) => self.verifier.user_sig(text, &**identifier, self.now).map(drop),
            }),
            (None, Some(text)) => {
                let room = record.room.context("room_id or room_name is missing; a private_map_key needs it")?;
                let needed = record.privileges.unwrap_or(Privileges::NONE);
                let user_id = record.user.user_id()?;
                Ok(self.verifier.private_map_key(text, &user_id, &room, needed, self.now).map(drop))
            }
            (None, None) => bail!("user_sig or private_map_key is missing"),
            (Some(_), Some(_)) => bail!("both user_sig and private_map_key are given: leave one of them out"),
        }
    }

    fn write(&self, user_id: &str, refused: Option<Cause>, out: &mut String) -> anyhow::Result<()> {
        let (valid, cause) = (refused.is_none(), refused.map_or("", Cause::as_str));
        match self.output {
            Format::Csv => {
                let escaped = if self.escapes_formulas { csv::without_formula(user_id) } else { user_id.to_owned() };
                csv::push_record(&[&escaped, if valid { "true" } else { "false" }, cause], out)?;
            }
            Format::Lines => out.extend([if valid { "good" } else { cause }, "\n"]),
            Format::Ndjson => {
                out.push_str("{\"user_id\":");
                json::push_ascii(user_id, out);
                if valid {
                    out.push_str(",\"valid\":true}\n");
                } else {
                    out.extend([",\"valid\":false,\"cause\":\"", cause, "\"}\n"]);
                }
            }
        }
        Ok(())
    }
}

impl Job for Verifying {
    fn answer(&self, line: &str, _: &mut dyn FnMut(Doubt, &str), out: &mut Answers) -> anyhow::Result<Option<Cause>> {
        let mut cells = None;
        let fields = self.layout.fields(line, &mut cells)?;
        let record = Record::try_from(&fields)?;
        let refused = self.judge(&record, &fields)?.err().map(|error| error.cause());
        self.write(record.user.as_str(), refused, &mut out.incomplete)?;
        Ok(refused)
    }

    fn answer_bad_line(&self, out: &mut String) {
        if self.output == Format::Lines {
            out.push('\n');
        }
    }

    fn complete(&self, out: &mut Answers) {
        out.complete();
    }
}
