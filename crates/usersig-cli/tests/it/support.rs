//! The real binary, and a key for it.

use std::process::{Command, Output};
use std::time::Duration;

use assert_cmd::cargo::cargo_bin;

/// A throw-away key, the one of the vectors.
pub(crate) const KEY: &str = "38e71f669dc361929a45c3475243b6faf1fab2f04cba0d9d04f6905036846eef";

/// The binary for app 1400000000 and without a key, whatever the environment of the tests.
pub(crate) fn bare(arguments: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin!("usersig"));
    command.env_remove("USERSIG_KEY").env_remove("USERSIG_KEY_FILE").env("USERSIG_SDKAPPID", "1400000000");
    command.env("USERSIG_CONFIG", "/nowhere/config.toml").env("LC_ALL", "C.UTF-8").env("TZ", "UTC");
    command.args(arguments);
    command
}

/// The same with the key in the environment.
pub(crate) fn with_key(arguments: &[&str]) -> Command {
    let mut command = bare(arguments);
    command.env("USERSIG_KEY", KEY);
    command
}

/// Runs it to its end with these bytes on standard input.
pub(crate) fn run(command: Command, stdin: impl AsRef<[u8]>) -> Output {
    let mut command = assert_cmd::Command::from_std(command);
    command.write_stdin(stdin.as_ref()).timeout(Duration::from_secs(60)).output().unwrap()
}

/// Standard output of a run that must succeed without a word on standard error.
pub(crate) fn answer(command: Command, stdin: impl AsRef<[u8]>) -> String {
    let output = run(command, stdin);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    stdout(&output)
}

/// A ticket for alice, good from second 1700000000 for an hour.
pub(crate) fn ticket() -> String {
    answer(with_key(&["mint", "--user-id=alice", "--at=1700000000"]), "").trim_end().to_owned()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Whether the two share more than a few characters.
pub(crate) fn shows(text: &str, secret: &str) -> bool {
    secret.as_bytes().windows(8).any(|part| text.contains(str::from_utf8(part).unwrap()))
}
