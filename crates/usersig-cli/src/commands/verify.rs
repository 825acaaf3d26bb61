//! `usersig verify`.

use anyhow::ensure;
use clap::Args;
use serde::Serialize;
use usersig::{Privileges, UnixTime, VerifiedClaims, VerifiedMapKey, Verifier, VerifyError};

use crate::options::app::AppOptions;
use crate::options::room::{self, RoomOptions};
use crate::options::ticket::TicketOptions;
use crate::options::time::TimeOptions;
use crate::options::user::UserOptions;
use crate::options::verify::VerifyOptions;
use crate::output::outcome::Outcome;
use crate::output::refusal::Refusal;
use crate::output::table::{self, Row};
use crate::output::{json, message};
use crate::time::clock;

/// Say whether a ticket is good, and if not, why and what to do
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}\n\n{CAUSES}", room::PRIVILEGES))]
pub(crate) struct Verify {
    #[command(flatten)]
    app: AppOptions,

    #[command(flatten)]
    user: UserOptions,

    #[command(flatten)]
    room: RoomOptions,

    /// What the PrivateMapKey must allow at least [default: none]
    #[arg(long, value_name = "SET", requires = "room")]
    privileges: Option<Privileges>,

    #[command(flatten)]
    time: TimeOptions,

    #[command(flatten)]
    options: VerifyOptions,

    /// Print one JSON object; its times are seconds since 1970
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    ticket: TicketOptions,
}

const EXAMPLES: &str = "\
Examples:
  usersig verify --sdkappid 1400000000 --user-id alice --key-file key \"$T\"
  usersig verify --user-id alice --json < ticket
  usersig verify --user-id bob --room-name lobby --privileges enter \"$T\"

With --room-id or --room-name the ticket must be a PrivateMapKey, without them a UserSig. Exit status: 0 good, \
1 refused, 2 could not ask. Why a ticket is refused goes to standard error, with --json to standard output.

With --json: valid, then user_id, sdk_app_id, issued_at, expires_at, fingerprint and of a PrivateMapKey room_id or \
room_name, privileges; of a refused ticket code, name, cause, message, advice.";

const CAUSES: &str = "\
Causes, the closed list, each with its code:
  70001    expired, revoked
  70002    empty
  70003    bad_base64, bad_field, bad_json, bad_zlib, too_big, too_long
  70003    legacy_version, not_a_private_map_key, not_a_user_sig, not_yet_valid
  70009    bad_signature
  70013    wrong_user_id
  70014    wrong_sdk_app_id
  70016    no_key
  70020    unknown_sdk_app_id
  -100006  bad_private_map, missing_privilege, wrong_room";

impl Verify {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let app = self.app.choose()?;
        ensure!(
            !(app.is_key_on_standard_input() && self.ticket.is_standard_input()),
            "key and ticket cannot both come from standard input: give the ticket as an argument, or the key in a file"
        );
        let verifier = self.options.applied_to(app.verifier()?)?;
        self.user.warn_of_odd_user_id();
        let ticket = self.ticket.read()?;
        // The clock is read last: a ticket can be long in coming.
        let now = self.time.time()?;
        let judgement = ticket.text().map_err(VerifyError::from).and_then(|text| self.judge(&verifier, text, now));
        match judgement {
            Ok(good) => self.answer_good(&good, now),
            Err(refused) => self.answer_refused(&Refusal::new(refused)),
        }
    }

    fn judge(&self, verifier: &Verifier, text: &str, now: UnixTime) -> Result<Verified, VerifyError> {
        let user_id = &self.user.user_id;
        match self.room.room() {
            Some(room) => {
                let needed = self.privileges.unwrap_or(Privileges::NONE);
                verifier.private_map_key(text, user_id, &room, needed, now).map(Verified::PrivateMapKey)
            }
            None => verifier.user_sig(text, user_id, now).map(Verified::UserSig),
        }
    }

    fn answer_good(&self, good: &Verified, now: UnixTime) -> anyhow::Result<Outcome> {
        message::answer(&if self.json {
            json::line(&Verdict { valid: true, statement: good })?
        } else {
            table::lines("", &good.rows(now))
        })?;
        Ok(Outcome::Good)
    }

    fn answer_refused(&self, refusal: &Refusal) -> anyhow::Result<Outcome> {
        if self.json {
            message::answer(&json::line(&Verdict { valid: false, statement: refusal })?)?;
        } else {
            message::say(refusal);
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
    PrivateMapKey(VerifiedMapKey),
    UserSig(VerifiedClaims),
}

impl Verified {
    fn rows(&self, now: UnixTime) -> Vec<Row> {
        let (kind, user_id, app, [issued_at, expires_at], fingerprint) = match self {
            Self::PrivateMapKey(key) => {
                let times = [key.issued_at(), key.expires_at()];
                ("PrivateMapKey", key.user_id(), key.sdk_app_id(), times, key.fingerprint())
            }
            Self::UserSig(claims) => {
                let times = [claims.issued_at(), claims.expires_at()];
                ("UserSig", claims.user_id(), claims.sdk_app_id(), times, claims.fingerprint())
            }
        };
        let mut rows = vec![
            ("valid", kind.to_owned()),
            ("user id", user_id.to_string()),
            ("app", app.to_string()),
            ("issued", clock::date_and_distance(issued_at, now)),
            ("expires", clock::date_and_distance(expires_at, now)),
        ];
        if let Self::PrivateMapKey(map_key) = self {
            rows.push(("opens", map_key.room().to_string()));
            rows.push(("privileges", map_key.privileges().to_string()));
        }
        rows.push(("fingerprint", fingerprint.to_string()));
        rows
    }
}
