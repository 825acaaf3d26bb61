//! `usersig fixture`.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use usersig::Lifetime;

use crate::fixture::Maker;
use crate::options::app::AppOptions;
use crate::options::time::TimeOptions;
use crate::options::ttl::TtlOptions;
use crate::options::user::UserOptions;
use crate::output::destination::Destination;
use crate::output::outcome::Outcome;
use crate::output::protected::Protected;
use crate::output::warnings::Warnings;
use crate::output::{json, message, standard_output};
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

    /// The file to write; it is replaced only when it is complete [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  usersig fixture --user-id alice --output tickets.json
  usersig fixture --user-id alice | jq -r '.tickets[] | select(.name == \"expired\") | .ticket'

The members of the JSON object are sdk_app_id, user_id, issued_at and tickets. Each ticket has name, ticket, valid, code \
and cause. A PrivateMapKey also has room_name and the privileges to ask for, and a good ticket has expires_at. Use a key \
made for tests, because the good tickets are genuine.";

impl Fixture {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let warnings = Warnings::default();
        let app = self.app.choose(&warnings)?;
        let signer = app.signer(&warnings)?;
        let (user_id, expiring_in, now) = (self.user.short()?, self.expiring_in, self.time.time(&warnings)?);
        self.user.check(&warnings);
        let ttl = app.ttl(self.ttl.lifetime(&warnings), &warnings);
        let fixture = Maker { signer, user_id, ttl, expiring_in, now }.make()?;
        let text = json::line(&fixture)?;
        let Some(path) = &self.output else {
            standard_output::check_open()?;
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
