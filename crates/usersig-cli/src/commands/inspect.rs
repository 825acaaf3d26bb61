//! `usersig inspect`.

use clap::Args;
use serde::Serialize;
use usersig::{BadPrivateMap, Unverified, UnverifiedMap, UnverifiedRoom, VerifyError};

use crate::options::ticket::TicketOptions;
use crate::output::outcome::Outcome;
use crate::output::refusal::Refusal;
use crate::output::table::{self, Row};
use crate::output::{json, message, terminal};
use crate::time::clock;

/// Show what a ticket says of itself; without a key, so that nothing of it is proved
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
  usersig inspect \"$T\"
  usersig inspect --json < ticket

Exit status: 0 it can be read, 1 it is no ticket, 2 could not ask. Whether it is good, only usersig verify can say.

With --json: verified (false), then user_id, sdk_app_id, issued_at, expires_at, fingerprint and of a PrivateMapKey \
private_map; of what is no ticket code, name, cause, message, advice.";

impl Inspect {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let ticket = self.ticket.read()?;
        match ticket.text().and_then(usersig::inspect) {
            Ok(unverified) => self.answer_read(&unverified),
            Err(malformed) => self.answer_refused(&Refusal::new(VerifyError::from(malformed))),
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

    fn answer_refused(&self, refusal: &Refusal) -> anyhow::Result<Outcome> {
        if self.json {
            message::answer(&json::line(&Inspection { verified: false, statement: refusal })?)?;
        } else {
            message::say(refusal);
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
    let kind = if unverified.private_map.is_some() { "PrivateMapKey" } else { "UserSig" };
    let mut rows = vec![
        ("kind", kind.to_owned()),
        ("user id", terminal::quoted(&unverified.user_id)),
        ("app", unverified.sdk_app_id.to_string()),
        ("issued", clock::date(unverified.issued_at)),
        ("expires", clock::date(unverified.expires_at)),
        ("fingerprint", unverified.fingerprint.to_string()),
    ];
    if let Some(private_map) = &unverified.private_map {
        rows.extend(map_rows(private_map));
    }
    rows
}

fn map_rows(private_map: &Result<UnverifiedMap, BadPrivateMap>) -> Vec<Row> {
    match private_map {
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
        _ => String::from("of a kind this version does not know"),
    }
}
