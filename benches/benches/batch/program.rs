//! The program under test.

use std::env;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

/// Builds the program with the release profile, and returns its path.
pub(crate) fn build() -> io::Result<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args([
        "build",
        "--release",
        "--package=usersig-cli",
        "--locked",
        "--message-format=json",
        "--manifest-path",
    ]);
    let output = command.arg(manifest).stderr(Stdio::inherit()).output()?;
    assert!(output.status.success(), "the program cannot be built");
    let messages = output.stdout.lines().map(|line| serde_json::from_str(&line?).map_err(io::Error::from));
    let messages: Vec<Message> = messages.collect::<io::Result<_>>()?;
    Ok(messages.into_iter().find_map(|message| message.executable).expect("cargo says where the program is"))
}

/// What cargo says while it builds.
#[derive(Deserialize)]
struct Message {
    executable: Option<PathBuf>,
}
