//! `usersig inspect`.

use clap::Args;
use serde::Serialize;
use usersig::{BadUserBuf, Refusal, Unverified, UnverifiedRoom, UnverifiedUserBuf, VerifyError};

use crate::options::ticket::TicketOptions;
use crate::output::outcome::Outcome;
use crate::output::table::{self, Row};
use crate::output::{json, message, refusal, terminal};
use crate::time::clock;

/// Show the values in a ticket; without a key, so they are not verified
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Inspect {
    /// Print one JSON object; its times are seconds since 1970
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    ticket: TicketOptions,
}

const AFTER_HELP: &str = "\
Examples:
  usersig inspect < ticket
  usersig inspect --json < ticket

Anyone can make a ticket with these values. Only usersig verify, which needs the key, proves who signed it. usersig doctor \
finds out why a ticket is refused.

Exit status: 0 the ticket can be read; 1 it is malformed; 2 usage or file error.

The members of the JSON object are verified (false), user_id, sdk_app_id, issued_at, expires_at and fingerprint, and for a \
PrivateMapKey private_map. For a malformed ticket they are verified, code, name, cause, message and advice.";

impl Inspect {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let ticket = self.ticket.read()?;
        match ticket.text().and_then(usersig::inspect) {
            Ok(unverified) => self.answer_read(&unverified),
            Err(malformed) => self.answer_refused(malformed.into()),
        }
    }

    fn answer_read(&self, unverified: &Unverified) -> anyhow::Result<Outcome> {
        message::answer(&if self.json {
            json::line(&Inspection { verified: false, statement: unverified })?
        } else {
            table::lines("UNVERIFIED  ", &rows(unverified))
        })?;
        Ok(Outcome::Good)
    }

    fn answer_refused(&self, refused: VerifyError) -> anyhow::Result<Outcome> {
        if self.json {
            message::answer(&json::line(&Inspection { verified: false, statement: Refusal::from(refused) })?)?;
        } else {
            message::say(refusal::text(refused));
        }
        Ok(Outcome::Refused)
    }
}

#[derive(Serialize)]
struct Inspection<T> {
    verified: bool,
    #[serde(flatten)]
    statement: T,
}

fn rows(unverified: &Unverified) -> Vec<Row> {
    let kind = if unverified.userbuf.is_some() { "PrivateMapKey" } else { "UserSig" };
    let mut rows = vec![
        ("kind", kind.to_owned()),
        ("user id", terminal::quoted(&unverified.user_id)),
        ("app", unverified.sdk_app_id.to_string()),
        ("issued", clock::date(unverified.issued_at)),
        ("expires", clock::date(unverified.expires_at)),
        ("fingerprint", unverified.fingerprint.to_string()),
    ];
    if let Some(userbuf) = &unverified.userbuf {
        rows.extend(map_rows(userbuf));
    }
    rows
}

fn map_rows(userbuf: &Result<UnverifiedUserBuf, BadUserBuf>) -> Vec<Row> {
    match userbuf {
        Ok(map) => vec![
            ("map user id", terminal::quoted(&map.account)),
            ("map app", map.sdk_app_id.to_string()),
            ("map room", room(&map.room)),
            ("map expires", clock::date(map.expires_at)),
            ("privileges", map.privileges.to_string()),
        ],
        Err(bad) => vec![("map", bad.to_string())],
    }
}

fn room(room: &UnverifiedRoom) -> String {
    match room {
        UnverifiedRoom::Name(name) => terminal::quoted(name),
        UnverifiedRoom::Number(number) => number.to_string(),
        _ => String::from("of a kind that this version does not know"),
    }
}
