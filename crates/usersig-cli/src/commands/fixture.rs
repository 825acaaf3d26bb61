//! `usersig fixture`.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use usersig::Lifetime;

use crate::fixture::Maker;
use crate::options::app::AppOptions;
use crate::options::time::TimeOptions;
use crate::options::user::UserOptions;
use crate::output::destination::Destination;
use crate::output::outcome::Outcome;
use crate::output::{json, message};
use crate::time::duration;

/// Make tickets for tests: good ones, and one of each way to be refused
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Fixture {
    #[command(flatten)]
    app: AppOptions,

    #[command(flatten)]
    user: UserOptions,

    /// How long good ones are good: 90s, 5m, 1h, 7d or plain seconds [default: the profile's, else 1h]
    #[arg(long, value_name = "DURATION", value_parser = duration::lifetime)]
    ttl: Option<Lifetime>,

    /// How long the expiring one is good
    #[arg(long, value_name = "DURATION", default_value = "60s", value_parser = duration::lifetime)]
    expiring_in: Lifetime,

    #[command(flatten)]
    time: TimeOptions,

    /// The file to write, whole or not at all [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  usersig fixture --user-id alice --output tickets.json
  usersig fixture --user-id alice | jq -r '.tickets[] | select(.name == \"expired\") | .ticket'

A JSON object: sdk_app_id, user_id, issued_at and tickets, each with name, ticket, valid, code, cause; of map keys also \
room_name and the privileges to ask for; of good ones expires_at. Take a key made for tests: good tickets let in.";

impl Fixture {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        let app = self.app.choose()?;
        let signer = app.signer()?;
        let (user_id, expiring_in, now) = (self.user.user_id, self.expiring_in, self.time.time()?);
        let fixture = Maker { signer, user_id, ttl: app.ttl(self.ttl), expiring_in, now }.make()?;
        let text = json::line(&fixture)?;
        let Some(path) = &self.output else {
            message::answer(&text)?;
            return Ok(Outcome::Good);
        };
        let mut destination = Destination::at(path)?;
        destination.write_lines(text.as_bytes()).context("cannot write the output")?;
        destination.keep()?;
        Ok(Outcome::Good)
    }
}
