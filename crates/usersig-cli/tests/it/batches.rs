//! Batches, their output and what they say.

use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{stderr, stdout, with_key};

pub(crate) fn batch(arguments: &[&str]) -> Command {
    with_key(&[&["batch", "--at=1700000000"], arguments].concat())
}

pub(crate) fn verify(arguments: &[&str]) -> Command {
    batch(&[&["--verify", "--input-format=ndjson"], arguments].concat())
}

/// Lines of the output, as objects.
pub(crate) fn objects(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub(crate) fn user_ids(output: &Output) -> Vec<String> {
    objects(output).iter().map(|object| object["user_id"].as_str().unwrap().to_owned()).collect()
}

/// The messages of a run about lines, without its summary.
pub(crate) fn complaints(output: &Output) -> Vec<String> {
    stderr(output).lines().filter(|line| line.starts_with("line ")).map(str::to_owned).collect()
}

#[track_caller]
pub(crate) fn summary_says(output: &Output, beginning: &str) {
    let stderr = stderr(output);
    let summary = stderr.lines().last().unwrap_or_default();
    assert!(summary.starts_with(beginning), "{stderr}");
}
