//! The command line `usersig`: signs, verifies and explains UserSig and PrivateMapKey tickets.
//!
//! Only results go to standard output. Messages go to standard error. The secret key comes from a file, standard input or
//! the environment, never from an argument. The program never starts another program.

mod arguments;
mod batch;
mod closed_at_start;
mod commands;
mod config;
mod core_dump;
mod doubts;
mod input;
mod keys;
mod options;
mod output;
mod time;

use std::env;
use std::io::{self, ErrorKind};
use std::process::ExitCode;

use crate::output::message;
use crate::output::outcome::Outcome;

fn main() -> ExitCode {
    run().unwrap_or_else(|error| report(&error)).into()
}

fn run() -> anyhow::Result<Outcome> {
    if let Err(error) = core_dump::forbid() {
        message::warn(format_args!(
            "core files cannot be switched off, so a crash could write the key to disk: {error}"
        ));
    }
    match arguments::parse(env::args_os()) {
        Ok(command) => commands::run(&command, arguments::grammar),
        Err(error) => arguments::explain(&error),
    }
}

fn report(error: &anyhow::Error) -> Outcome {
    // The reader closed the pipe because it has read enough, and expects no message.
    if error.downcast_ref().is_none_or(|error: &io::Error| error.kind() != ErrorKind::BrokenPipe) {
        message::say(format_args!("error: {error:#}"));
    }
    Outcome::Error
}
