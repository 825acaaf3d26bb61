//! The program `usersig-emulator`.

mod arguments;

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use anyhow::Context as _;
use clap::Parser as _;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Notify;
use usersig_emulator::start;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            drop(writeln!(io::stderr(), "error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    // Each page needs a file descriptor. Shells often allow 1,024. Without the higher limit, fewer pages fit.
    let limit = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
    let runtime = Runtime::new()?;
    let result = runtime.block_on(serve(arguments));
    // A handler that hangs must not keep the process.
    runtime.shutdown_background();
    result
}

async fn serve(arguments: Arguments) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be watched")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be watched")?;
    let end_of_input = if arguments.stop_with_input { end_of_input() } else { Arc::default() };
    let running = start(arguments.options()).await?;
    if let Some(variables) = running.variables() {
        drop(writeln!(io::stderr(), "{variables}"));
    }
    let mut output = io::stdout();
    writeln!(output, "{}", running.ready_line()).and_then(|()| output.flush()).context("standard output is closed")?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        () = end_of_input.notified() => {}
    }
    running.stop()
}

/// Notifies when standard input has ended. A thread waits for it, because reading it cannot be interrupted.
fn end_of_input() -> Arc<Notify> {
    let ended = Arc::new(Notify::new());
    let notifier = Arc::clone(&ended);
    thread::spawn(move || {
        // An error is an end as well.
        drop(io::copy(&mut io::stdin(), &mut io::sink()));
        notifier.notify_one();
    });
    ended
}
