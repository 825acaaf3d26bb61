//! The service `usersig-server`: signs UserSig and PrivateMapKey for callers it knows.
//!
//! `access` decides who may do what, `store` remembers revocations, `audit` records decisions, `http` answers requests
//! and `serve` runs the listeners. The clock is read in `words::moment` only.

mod access;
mod arguments;
mod audit;
mod commands;
mod config;
mod http;
mod keys;
mod limits;
mod logging;
mod metrics;
mod secrets;
mod serve;
mod state;
mod store;
mod words;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};

use crate::arguments::{Arguments, Command};
use crate::commands::ask::{self, Answer};
use crate::commands::{keygen, standard_output};
use crate::serve::prepare::prepare;
use crate::serve::runtime;
use crate::words::moment::Clock;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The policy denied what `ask` asked about.
const DENIED: u8 = 1;

/// The command could not do its work.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            drop(writeln!(io::stderr(), "error: {error:#}"));
            ExitCode::from(FAILED)
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    logging::start(arguments.log_json);
    if let Err(error) = forbid_core_files() {
        tracing::warn!(%error, "core files cannot be switched off, so a crash could write the keys to the disk");
    }
    if let Some(Command::Keygen) = &arguments.command {
        standard_output::check_open()?;
        keygen::run()?;
        return Ok(ExitCode::SUCCESS);
    }
    let source = arguments.source()?;
    if let Some(Command::Ask(question)) = &arguments.command {
        standard_output::check_open()?;
        return Ok(match ask::run(question, &source)? {
            Answer::Allowed => ExitCode::SUCCESS,
            Answer::Denied => ExitCode::from(DENIED),
        });
    }
    if arguments.check {
        standard_output::check_open()?;
        let prepared = prepare(&source, Clock::start())?;
        io::stdout().write_all(toml::to_string(&prepared.loaded.file)?.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.allows_sample_key() {
        drop(writeln!(io::stderr(), "{BANNER}"));
    }
    if let Err(error) = allow_more_files() {
        tracing::warn!(%error, "the limit of open files cannot be raised");
    }
    let runtime = runtime::start()?;
    runtime.block_on(async { serve::run::run(serve::start::start(source, arguments.fault()).await?).await })?;
    // A handler that hangs must not keep the process.
    runtime.shutdown_background();
    Ok(ExitCode::SUCCESS)
}

/// Shells often allow 1,024 open files, which is less than `limits.connections`. The administrator's own limit stays.
fn allow_more_files() -> io::Result<()> {
    let limit = getrlimit(Resource::Nofile);
    Ok(setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit })?)
}

const BANNER: &str = "\
****************************************************************
* --insecure-sample-key: everybody can sign with such a key.   *
* This service is for tests only and listens only on loopback. *
****************************************************************";

fn forbid_core_files() -> io::Result<()> {
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    Ok(())
}
