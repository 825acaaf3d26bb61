//! `usersig doctor`.

use anyhow::ensure;
use clap::Args;
use usersig::{Language, Privileges, UnixTime};
use usersig_doctor::{Finding, FindingId, Hints, NamedKey, Rendered, diagnose};

use crate::options::app::AppOptions;
use crate::options::candidate_keys::{CandidateKeys, GivenKey};
use crate::options::language::LanguageOptions;
use crate::options::room::{self, RoomOptions};
use crate::options::ticket::TicketOptions;
use crate::options::time::TimeOptions;
use crate::options::verify::VerifyOptions;
use crate::output::outcome::Outcome;
use crate::output::warnings::Warnings;
use crate::output::{json, message, table};
use crate::time::clock;

/// The maximum size of a text in bytes. It is more than the doctor examines.
const READ_LEN: u64 = 128 * 1024;

/// Find out why a ticket is refused and what to do; every option you give makes the answer more precise
#[derive(Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", room::privileges_help()))]
pub(crate) struct Doctor {
    #[command(flatten)]
    app: AppOptions,

    /// The UserID that the client passes to the login
    #[arg(long, value_name = "ID")]
    user_id: Option<String>,

    #[command(flatten)]
    room: RoomOptions,

    /// The privileges that the PrivateMapKey must have [default: none]
    #[arg(long, value_name = "SET", requires = "room")]
    privileges: Option<Privileges>,

    #[command(flatten)]
    time: TimeOptions,

    #[command(flatten)]
    options: VerifyOptions,

    #[command(flatten)]
    language: LanguageOptions,

    /// Print one JSON list
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    ticket: TicketOptions,
}

const EXAMPLES: &str = "\
Examples:
  usersig doctor < ticket
  usersig doctor --sdkappid 1400000000 --user-id alice --key-file key < ticket
  usersig doctor --app production --lang zh < ticket

A key is optional. With a key the doctor can tell a wrong key, a garbled key and a wrongly built text apart. It tries \
--key-file or USERSIG_KEY and the keys of all profiles, and names the key that fits. The most likely cause comes first. \
usersig verify gives the verdict of a server, and usersig inspect shows the values in a ticket.

Exit status: 0 the ticket is good, perhaps with warnings, or no key was given and nothing looks wrong; 1 the ticket is \
bad, or another key than the given one signed it; 2 usage, file, key or clock error.

With --json the answer is a list of objects with id, code, what, evidence and remedy.";

impl Doctor {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let warnings = Warnings::default();
        let (sdk_app_id, keys) = CandidateKeys::of(&self.app, &warnings)?;
        ensure!(
            !(keys.came_by_standard_input && self.ticket.is_standard_input()),
            "the key and the ticket cannot both come from standard input: give the key in a file"
        );
        let ticket = self.ticket.read_at_most(READ_LEN)?;
        let mut hints = self.hints(self.time.time(&warnings)?, &warnings)?;
        if let Some(sdk_app_id) = sdk_app_id {
            hints = hints.with_sdk_app_id(sdk_app_id);
        }
        for key in &keys.all {
            let named = NamedKey::new(&key.name, &key.text);
            hints = hints.with_key(key.sdk_app_id.map_or(named, |sdk_app_id| named.of_app(sdk_app_id)));
        }
        let language = self.language.language();
        let rendered =
            |finding| Rendered::with_moments(finding, language, |time| clock::date_and_seconds(time, language));
        let found = diagnose(&ticket.lossy_text(), &hints);
        let findings: Vec<Rendered> = found.iter().map(rendered).collect();
        message::answer(&if self.json { json::line(&findings)? } else { text(&findings, language) })?;
        // Without a key the MAC cannot be checked. A key that cannot be used was given to be checked.
        let has = |id| findings.iter().any(|finding| finding.id == id);
        let is_as_given = keys.given.is_none_or(|given| is_as_given(&given, &found));
        let nothing_is_wrong =
            has(FindingId::Good) && is_as_given || has(FindingId::Unchecked) && !has(FindingId::UnusableKey);
        Ok(if nothing_is_wrong { Outcome::Good } else { Outcome::Refused })
    }

    fn hints(&self, now: UnixTime, warnings: &Warnings) -> anyhow::Result<Hints<'_>> {
        let mut hints = self.options.as_hints(warnings)?.with_now(now);
        if let Some(user_id) = &self.user_id {
            hints = hints.with_user_id(user_id);
        }
        if let Some(room) = self.room.room(warnings) {
            hints = hints.with_room(room).with_needed(self.privileges.unwrap_or(Privileges::NONE));
        }
        Ok(hints)
    }
}

/// Whether the key that signed a good ticket is the given key, unchanged. Otherwise `verify` refuses the ticket.
fn is_as_given(given: &GivenKey, findings: &[Finding]) -> bool {
    let signed_by = findings.iter().find_map(|finding| match finding {
        Finding::Good(good) => good.signed_by.as_deref(),
        _ => None,
    });
    let Some(signed_by) = signed_by else { return true };
    if signed_by != given.name {
        message::warn(format_args!("the key of {} did not sign this ticket: {signed_by} did", given.name));
        return false;
    }
    if let Some(reason) = given.refused {
        message::warn(format_args!("{}: {reason}; every other command refuses this key", given.name));
    }
    given.refused.is_none()
}

fn text(findings: &[Rendered], language: Language) -> String {
    let [finding, what, evidence, remedy] = match language {
        Language::Chinese => ["结论", "情况", "依据", "办法"],
        Language::English => ["finding", "what", "evidence", "remedy"],
    };
    let tables: Vec<String> = findings
        .iter()
        .map(|found| {
            let code = found.code.map(|code| format!(" ({code})")).unwrap_or_default();
            let mut rows = vec![(finding, format!("{}{code}", found.id)), (what, found.what.clone())];
            let more = [(evidence, &found.evidence), (remedy, &found.remedy)];
            rows.extend(more.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, text.clone())));
            table::lines("", &rows)
        })
        .collect();
    tables.join("\n")
}
