//! `--at`: the time that the command uses instead of the clock.

use clap::Args;
use usersig::UnixTime;

use crate::output::warnings::Warnings;
use crate::time::clock;

/// The time the command is for.
#[derive(Args)]
pub(crate) struct TimeOptions {
    /// Use this time instead of now: seconds since 1970, or a date such as 2023-11-14T22:13:20Z
    #[arg(long, value_name = "TIME", value_parser = clock::parse)]
    at: Option<UnixTime>,
}

impl TimeOptions {
    pub(crate) fn time(&self, warnings: &Warnings) -> anyhow::Result<UnixTime> {
        match self.at {
            Some(time) => {
                warn_of_milliseconds("--at", time, warnings);
                Ok(time)
            }
            None => clock::now(),
        }
    }
}

/// Warns of a time that is only plausible in milliseconds.
pub(crate) fn warn_of_milliseconds(option: &str, time: UnixTime, warnings: &Warnings) {
    if time.as_secs() >= clock::MILLISECONDS {
        warnings.warn(format_args!("{option} is in seconds, {} looks like milliseconds", time.as_secs()));
    }
}
