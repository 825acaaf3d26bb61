//! `usersig fixture`.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use serde::Serialize;
use usersig::test_util::{TestTicket, TestTicketOptions, test_tickets};
use usersig::{Lifetime, SdkAppId, UnixTime, UserId};

use crate::options::app::AppOptions;
use crate::options::time::TimeOptions;
use crate::options::ttl::TtlOptions;
use crate::options::user::UserOptions;
use crate::output::destination::Destination;
use crate::output::outcome::Outcome;
use crate::output::protected::Protected;
use crate::output::warnings::Warnings;
use crate::output::{json, message};
use crate::time::duration;

/// Make tickets for tests: good ones, and one for each cause of a refusal
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Fixture {
    #[command(flatten)]
    app: AppOptions,

    #[command(flatten)]
    user: UserOptions,

    #[command(flatten)]
    ttl: TtlOptions,

    /// The lifetime of the expiring ticket
    #[arg(long, value_name = "DURATION", default_value = "60s", value_parser = duration::lifetime)]
    expiring_in: Lifetime,

    #[command(flatten)]
    time: TimeOptions,

    /// The file to write. It is replaced only when it is complete [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  usersig fixture --user-id alice --output tickets.json
  usersig fixture --user-id alice | jq -r '.tickets[] | select(.name == \"expired\") | .ticket'

There is one ticket for each cause that a ticket can have, and there are good ones. Use a key made for tests, because the \
good tickets are genuine.

The members of the JSON object are sdk_app_id, user_id, issued_at and tickets. Each ticket has name, ticket, valid, code \
and cause. If the question to ask about it needs more, it has room_id or room_name, privileges, future_tolerance in \
seconds, or valid_after. A good ticket has expires_at.";

impl Fixture {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let warnings = Warnings::default();
        let app = self.app.choose(&warnings)?;
        let signer = app.signer(&warnings)?;
        self.user.check(&warnings);
        let options = TestTicketOptions {
            user_id: self.user.short()?,
            lifetime: app.ttl(self.ttl.lifetime(&warnings), &warnings),
            expiring_in: self.expiring_in,
            now: self.time.time(&warnings)?,
        };
        let text = json::line(&Answer {
            sdk_app_id: app.sdk_app_id,
            user_id: options.user_id,
            issued_at: options.now,
            tickets: test_tickets(&signer, options)?,
        })?;
        let Some(path) = &self.output else {
            message::answer(&text)?;
            return Ok(Outcome::Good);
        };
        let mut protected = Protected::default();
        app.protect(&mut protected);
        let mut destination = Destination::at(path, &protected, &warnings)?;
        destination.write_lines(text.as_bytes()).context("cannot write the output")?;
        destination.keep()?;
        Ok(Outcome::Good)
    }
}

#[derive(Serialize)]
struct Answer {
    sdk_app_id: SdkAppId,
    user_id: UserId,
    /// The second at which to ask about the tickets.
    issued_at: UnixTime,
    tickets: Vec<TestTicket>,
}
