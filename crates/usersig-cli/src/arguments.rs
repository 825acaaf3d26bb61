//! The command line, read.

use std::ffi::OsString;

use anyhow::Context;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};
use usersig::UserId;

use crate::commands::Command;
use crate::keys::source;
use crate::output::outcome::Outcome;
use crate::output::terminal;

/// UserSig and PrivateMapKey, the login tickets of Tencent Cloud IM and TRTC: mint, verify, explain
#[derive(Parser)]
#[command(name = "usersig", version, after_help = AFTER_HELP)]
struct Usersig {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  export USERSIG_SDKAPPID=1400000000 USERSIG_KEY_FILE=key
  T=$(usersig mint --user-id alice)
  usersig verify --user-id alice \"$T\"
  usersig doctor \"$T\"
  usersig batch users.csv --output tickets.ndjson

Standard output is the result alone. Exit status: 0 good, 1 refused, 2 could not ask (usage, files, key, clock), \
130 a batch was interrupted.";

/// What can be said.
pub(crate) fn grammar() -> clap::Command {
    Usersig::command()
}

/// Reads the arguments, the program's name first.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.iter().take_while(|argument| *argument != "--").any(is_key) {
        let sentence = format!(
            "there is no --key: others can see a command line, and the shell keeps it. {}. A key that was typed \
             here is a secret no more",
            source::PLACES
        );
        return Err(Usersig::command().error(ErrorKind::UnknownArgument, sentence));
    }
    let usersig = Usersig::try_parse_from(arguments).map_err(with_harmless_values)?;
    Ok(usersig.command)
}

fn is_key(argument: &OsString) -> bool {
    argument == "--key" || argument.as_encoded_bytes().starts_with(b"--key=")
}

/// A value that an error repeats may come from anyone, and a long one may be a key in the wrong place.
fn with_harmless_values(mut error: clap::Error) -> clap::Error {
    for kind in [ContextKind::InvalidArg, ContextKind::InvalidSubcommand, ContextKind::InvalidValue] {
        if let Some(ContextValue::String(value)) = error.get(kind) {
            let value = match value.len() {
                0..=UserId::MAX_LEN => terminal::escaped(value),
                _ => terminal::not_shown(value),
            };
            error.insert(kind, ContextValue::String(value));
        }
    }
    error
}

/// Prints what the parser has to say: help on standard output, errors on standard error.
pub(crate) fn explain(error: &clap::Error) -> anyhow::Result<Outcome> {
    error.print().context("cannot write")?;
    Ok(if error.use_stderr() { Outcome::Error } else { Outcome::Good })
}
