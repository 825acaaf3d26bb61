//! The command line `usersig`: mint, verify and explain UserSig and PrivateMapKey tickets, one or many.
//!
//! Standard output is the result alone, standard error is for people. The key comes from a file, a pipe or the
//! environment, never from an argument; no other program is ever started.

mod account;
mod app;
mod arguments;
mod batch;
mod clock;
mod commands;
mod config;
mod core_dump;
mod destination;
mod duration;
mod fixture;
mod json;
mod key_file;
mod key_source;
mod language;
mod named_keys;
mod outcome;
mod output;
mod refusal;
mod room;
mod standard_input;
mod standard_output;
mod table;
mod terminal;
mod ticket_source;
mod verifier_options;

use std::env;
use std::io::{self, ErrorKind};
use std::process::ExitCode;

use crate::outcome::Outcome;

fn main() -> ExitCode {
    run().unwrap_or_else(|error| could_not_ask(&error)).into()
}

fn run() -> anyhow::Result<Outcome> {
    if let Err(error) = core_dump::forbid() {
        output::warn(format_args!("a crash could write the key to a core file: {error}"));
    }
    match arguments::parse(env::args_os()) {
        Ok(command) => commands::run(&command, arguments::grammar),
        Err(error) => arguments::explain(&error),
    }
}

fn could_not_ask(error: &anyhow::Error) -> Outcome {
    // Whoever closed the pipe has read enough and wants no message.
    if error.downcast_ref().is_none_or(|error: &io::Error| error.kind() != ErrorKind::BrokenPipe) {
        output::say(format_args!("error: {error:#}"));
    }
    Outcome::CouldNotAsk
}
