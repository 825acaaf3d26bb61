//! The program `usersig-emulator`.

mod arguments;

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser as _;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use usersig_emulator::{Options, start};

use crate::arguments::Arguments;

fn main() -> ExitCode {
    match run(Arguments::parse().options()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(io::stderr(), "error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> anyhow::Result<()> {
    // Each page needs a file descriptor. Shells often allow 1,024. Without the higher limit, fewer pages fit.
    let limit = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
    let runtime = Runtime::new()?;
    let result = runtime.block_on(serve(options));
    // A handler that hangs must not keep the process.
    runtime.shutdown_background();
    result
}

async fn serve(options: Options) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be watched")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be watched")?;
    let running = start(options).await?;
    let mut output = io::stdout();
    writeln!(output, "{}", running.ready_line()).and_then(|()| output.flush()).context("standard output is closed")?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    running.stop()
}
