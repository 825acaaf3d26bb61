//! Parses the command line.

use std::ffi::OsString;

use anyhow::Context;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

use crate::commands::Command;
use crate::keys::source;
use crate::output::outcome::Outcome;
use crate::output::terminal;

/// Sign, verify and explain UserSig and PrivateMapKey, the login tickets of Tencent Cloud IM and TRTC
#[derive(Parser)]
#[command(name = "usersig", version, after_help = AFTER_HELP)]
struct Usersig {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  export USERSIG_SDKAPPID=1400000000 USERSIG_KEY_FILE=key
  usersig mint --user-id alice > ticket
  usersig verify --user-id alice < ticket
  usersig doctor < ticket
  usersig batch users.csv --output tickets.ndjson

Only results go to standard output; messages go to standard error.

Exit status: 0 good; 1 the ticket is refused, or a batch had bad lines; 2 usage, file, key or clock error; 130 a batch was \
interrupted.";

/// The grammar of the command line.
pub(crate) fn grammar() -> clap::Command {
    Usersig::command()
}

/// Parses the arguments, of which the first is the name of the program.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.iter().take_while(|argument| *argument != "--").any(is_key) {
        let sentence = format!(
            "the option --key does not exist, because other users can see a command line and the shell saves it. {}. A \
             key that was typed here is not secret any more: replace it in the console",
            source::PLACES
        );
        return Err(Usersig::command().error(ErrorKind::UnknownArgument, sentence));
    }
    let command = arguments.get(1).and_then(|command| command.to_str()).unwrap_or_default().to_owned();
    let usersig = Usersig::try_parse_from(arguments);
    let usersig = usersig.map_err(|error| with_tip(with_harmless_values(error), &command))?;
    Ok(usersig.command)
}

/// The user is an option of these commands, and people write the UserID behind the command.
fn with_tip(mut error: clap::Error, command: &str) -> clap::Error {
    let is_value = error.get(ContextKind::InvalidArg).is_some_and(|value| !value.to_string().starts_with('-'));
    if error.kind() == ErrorKind::UnknownArgument && is_value && NAME_A_USER.contains(&command) {
        let tip = StyledStr::from("name the user with the option --user-id");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}

const NAME_A_USER: [&str; 3] = ["fixture", "mint", "private-map-key"];

fn is_key(argument: &OsString) -> bool {
    argument == "--key" || argument.as_encoded_bytes().starts_with(b"--key=")
}

/// An error repeats values, which may contain control characters or a secret in the wrong place. The tips repeat them as
/// well, so a changed value removes all tips.
fn with_harmless_values(mut error: clap::Error) -> clap::Error {
    let values: Vec<(ContextKind, ContextValue)> = error.context().map(|(kind, value)| (kind, value.clone())).collect();
    let mut is_changed = false;
    for (kind, value) in values {
        let ContextValue::String(value) = value else { continue };
        let harmless = terminal::escaped_unless_secret(&value);
        if harmless != value {
            is_changed = true;
            error.insert(kind, ContextValue::String(harmless));
        }
    }
    if is_changed {
        for tip in TIPS {
            error.remove(tip);
        }
    }
    error
}

/// The parts of an error that repeat a value of the person in another form.
const TIPS: [ContextKind; 6] = [
    ContextKind::Suggested,
    ContextKind::SuggestedArg,
    ContextKind::SuggestedCommand,
    ContextKind::SuggestedSubcommand,
    ContextKind::SuggestedValue,
    ContextKind::TrailingArg,
];

/// Prints the help on standard output, or an error on standard error.
pub(crate) fn explain(error: &clap::Error) -> anyhow::Result<Outcome> {
    error.print().context("cannot write")?;
    Ok(if error.use_stderr() { Outcome::Error } else { Outcome::Good })
}
