//! The program under test.

use std::env;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

/// Builds a program of this workspace with the release profile and returns its path, unless the variable names one.
///
/// # Errors
/// Those of the process.
pub fn built(package: &str, variable: &str) -> io::Result<PathBuf> {
    if let Some(program) = env::var_os(variable) {
        return Ok(program.into());
    }
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--release", "--package", package, "--locked", "--message-format=json"]);
    let output = command.arg("--manifest-path").arg(manifest).stderr(Stdio::inherit()).output()?;
    assert!(output.status.success(), "the program cannot be built");
    let messages = output.stdout.lines().map(|line| serde_json::from_str(&line?).map_err(io::Error::from));
    let messages: Vec<Message> = messages.collect::<io::Result<_>>()?;
    Ok(messages.into_iter().find_map(|message| message.executable).expect("cargo says where the program is"))
}

/// A message that cargo prints while it builds.
#[derive(Deserialize)]
struct Message {
    executable: Option<PathBuf>,
}
