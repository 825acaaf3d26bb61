//! `usersig verify`.

use anyhow::ensure;
use clap::Args;
use serde::Serialize;
use usersig::{
    AsIdentifier, Identifier, Privileges, Refusal, Room, SdkAppId, Tolerated, UnixTime, VerifiedClaims,
    VerifiedPrivateMapKey, Verifier, VerifyError,
};

use crate::commands::verify_help::{EXAMPLES, long_help};
use crate::options::app::AppOptions;
use crate::options::room::RoomOptions;
use crate::options::ticket::TicketOptions;
use crate::options::time::TimeOptions;
use crate::options::user::UserOptions;
use crate::options::verify::VerifyOptions;
use crate::output::outcome::Outcome;
use crate::output::table::{self, Row};
use crate::output::warnings::Warnings;
use crate::output::{json, message, refusal};
use crate::time::clock;

/// Verify a ticket, and show the cause and the advice if it is refused
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = long_help())]
pub(crate) struct Verify {
    #[command(flatten)]
    app: AppOptions,

    #[command(flatten)]
    user: UserOptions,

    #[command(flatten)]
    room: RoomOptions,

    /// The privileges that the PrivateMapKey must have [default: none]
    #[arg(long, value_name = "SET", requires = "room")]
    privileges: Option<Privileges>,

    #[command(flatten)]
    time: TimeOptions,

    #[command(flatten)]
    options: VerifyOptions,

    /// Print one JSON object, with times in seconds since 1970
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    ticket: TicketOptions,
}

impl Verify {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let warnings = Warnings::default();
        let app = self.app.choose(&warnings)?;
        ensure!(
            !(app.is_key_on_standard_input() && self.ticket.is_standard_input()),
            "the key and the ticket cannot both come from standard input: give the key in a file"
        );
        let verifier = self.options.applied_to(app.verifier(&warnings)?, &warnings)?;
        self.user.check(&warnings);
        let room = self.room.room(&warnings);
        let ticket = self.ticket.read()?;
        // The clock is read last, because the ticket may arrive late.
        let now = self.time.time(&warnings)?;
        let judgement = match ticket.text().map_err(VerifyError::from) {
            Ok(text) => self.judge(&verifier, text, room, now)?,
            Err(refused) => Err(refused),
        };
        match judgement {
            Ok(good) => self.answer_good(&good, now),
            Err(refused) => self.answer_refused(refused),
        }
    }

    fn judge(
        &self,
        verifier: &Verifier,
        text: &str,
        room: Option<Room>,
        now: UnixTime,
    ) -> anyhow::Result<Result<Verified, VerifyError>> {
        Ok(match room {
            Some(room) => {
                let (user_id, needed) = (self.user.short()?, self.privileges.unwrap_or(Privileges::NONE));
                verifier.private_map_key(text, &user_id, &room, needed, now).map(Verified::PrivateMapKey)
            }
            None => verifier.user_sig(text, &self.user.user_id, now).map(Verified::UserSig),
        })
    }

    fn answer_good(&self, good: &Verified, now: UnixTime) -> anyhow::Result<Outcome> {
        message::answer(&if self.json {
            json::line(&Verdict { valid: true, statement: good })?
        } else {
            table::lines("", &good.rows(now))
        })?;
        Ok(Outcome::Good)
    }

    fn answer_refused(&self, refused: VerifyError) -> anyhow::Result<Outcome> {
        if self.json {
            message::answer(&json::line(&Verdict { valid: false, statement: Refusal::from(refused) })?)?;
        } else {
            message::say(refusal::text(refused));
        }
        Ok(Outcome::Refused)
    }
}

#[derive(Serialize)]
struct Verdict<T> {
    valid: bool,
    #[serde(flatten)]
    statement: T,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Verified {
    PrivateMapKey(VerifiedPrivateMapKey),
    UserSig(VerifiedClaims<Identifier>),
}

impl Verified {
    fn rows(&self, now: UnixTime) -> Vec<Row> {
        match self {
            Self::PrivateMapKey(key) => {
                let mut rows =
                    rows("PrivateMapKey", key.user_id(), key.sdk_app_id(), key.issued_at(), key.expires_at(), now);
                rows.extend(key.tolerated().map(tolerated));
                rows.push(("opens", key.room().to_string()));
                rows.push(("privileges", key.privileges().to_string()));
                rows.push(("fingerprint", key.fingerprint().to_string()));
                rows
            }
            Self::UserSig(claims) => {
                let mut rows = rows(
                    "UserSig",
                    claims.user_id(),
                    claims.sdk_app_id(),
                    claims.issued_at(),
                    claims.expires_at(),
                    now,
                );
                rows.extend(claims.tolerated().map(tolerated));
                rows.push(("fingerprint", claims.fingerprint().to_string()));
                rows
            }
        }
    }
}

fn rows(
    kind: &str,
    user_id: &impl AsIdentifier,
    app: SdkAppId,
    issued_at: UnixTime,
    expires_at: UnixTime,
    now: UnixTime,
) -> Vec<Row> {
    vec![
        ("valid", kind.to_owned()),
        ("user id", user_id.to_string()),
        ("app", app.to_string()),
        ("issued", clock::date_and_distance(issued_at, now)),
        ("expires", clock::date_and_distance(expires_at, now)),
    ]
}

/// Says that the ticket is good only because of a tolerance.
fn tolerated(tolerated: Tolerated) -> Row {
    let reason = match tolerated {
        Tolerated::Expired => "it has expired, and only --leeway makes it good",
        Tolerated::Future => "it was issued in the future, and only --future-tolerance makes it good",
        _ => "only a tolerance makes it good",
    };
    ("tolerated", reason.to_owned())
}
