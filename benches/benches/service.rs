//! One table: the throughput of the signing service relative to a bare axum handler that returns a constant body of the
//! same size, its behavior at ten times its capacity, the time until it is ready after kill -9, and its memory after a
//! million users.
//!
//! Both servers get the same load in turn, in the same run. The service has an API key, the embedded store, rates, metrics
//! and an audit file, and each ticket is for another user. For the overload a delay in the handler lowers the capacity,
//! so that a small machine can offer ten times as much. `--json` prints one JSON list, `--quick` takes less than 30 seconds
//! once the program is built.

#![expect(clippy::cast_precision_loss, reason = "some millions of requests at most")]

use std::env;
use std::io;
use std::path::Path;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use usersig_benches::figure::{self, Figure};
use usersig_benches::program;
use usersig_benches::ratio::median;
use usersig_benches::service::bare;
use usersig_benches::service::load::{Load, Report};
use usersig_benches::service::process::Server;
use usersig_benches::service::restart;

/// Enough to keep both cores busy, although each request waits until its audit record was written.
const CLIENTS: usize = 256;

/// The requests in progress of the overloaded service, and the time each of them takes.
const PLACES: usize = 16;
const DELAY_MS: u64 = 20;

fn main() -> io::Result<()> {
    if let Some(body_len) = env::args().find_map(|argument| argument.strip_prefix("--bare=")?.parse().ok()) {
        return bare::serve(body_len);
    }
    let quick = figure::is_asked_for("--quick");
    let (rounds, seconds) = if quick { (3, 1) } else { (9, 2) };
    let program = program::built("usersig-server", "USERSIG_SERVER")?;
    let clients = Builder::new_current_thread().enable_all().build()?;
    let mut figures = throughput(&program, &clients, rounds, Duration::from_secs(seconds))?;
    figures.extend(overload(&program, &clients, Duration::from_secs(if quick { 3 } else { 10 }))?);
    figures.push(restart(&program, if quick { 5 } else { 20 })?);
    figures.extend(memory(&program, &clients, if quick { 100_000 } else { 1_000_000 })?);
    figure::print(&format!("{CLIENTS} clients on the same machine, {rounds} rounds of {seconds} s"), &figures)
}

/// Alternates between the two servers, so that both see the same machine.
fn throughput(program: &Path, clients: &Runtime, rounds: usize, lasts: Duration) -> io::Result<Vec<Figure>> {
    let service = Server::signing(program, "", &[])?;
    let load = Load { clients: CLIENTS, lasts, every: None };
    let body_len = clients.block_on(load.run(service.address))?.body_len;
    let bare = Server::bare(body_len)?;
    clients.block_on(load.run(bare.address))?;
    let (mut rates, mut shares, mut times, mut bare_times) = (vec![], vec![], vec![], vec![]);
    for _ in 0..rounds {
        let constant = clients.block_on(load.run(bare.address))?.admitted;
        let signed = clients.block_on(load.run(service.address))?.admitted;
        rates.push(signed.len() as f64 / lasts.as_secs_f64());
        shares.push(signed.len() as f64 / constant.len() as f64);
        times.push(millis(Report::p99(&signed)));
        bare_times.push(millis(Report::p99(&constant)));
    }
    Ok(vec![
        Figure::stated("service_rate", median(rates), "tickets/s"),
        Figure::at_least("service_share", median(shares), "x bare axum", 0.8),
        Figure::stated("service_p99", median(times), "ms"),
        Figure::stated("bare_p99", median(bare_times), "ms"),
    ])
}

/// The peak is the rate of as many clients as there are places. Then ten times as many requests arrive, at fixed times.
fn overload(program: &Path, clients: &Runtime, lasts: Duration) -> io::Result<Vec<Figure>> {
    let delay = DELAY_MS.to_string();
    let arguments = ["--insecure-sample-key", "--fault-delay", &delay];
    let service = Server::signing(program, &format!("requests = {PLACES}"), &arguments)?;
    let unloaded = clients.block_on(Load { clients: 1, lasts, every: None }.run(service.address))?.admitted;
    let peak = clients.block_on(Load { clients: PLACES, lasts, every: None }.run(service.address))?.admitted.len();
    let every = Duration::from_millis(50);
    // Each of them sends `1 / every` requests a second.
    let needed = 10 * peak * usize::try_from(every.as_millis()).map_err(io::Error::other)?;
    let clients_needed = needed.div_ceil(usize::try_from(lasts.as_millis()).map_err(io::Error::other)?);
    let many = Load { clients: clients_needed, lasts, every: Some(every) };
    let report = clients.block_on(many.run(service.address))?;
    let offered = (report.admitted.len() + report.rejected.len()) as f64;
    let ratio = Report::p99(&report.admitted).as_secs_f64() / Report::p99(&unloaded).as_secs_f64();
    Ok(vec![
        Figure::at_least("overload_offered", offered / peak as f64, "x peak", 9.0),
        Figure::at_least("overload_goodput", report.admitted.len() as f64 / peak as f64, "x peak", 0.9),
        Figure::at_most("admitted_p99", ratio, "x unloaded", 5.0),
        Figure::at_most("rejected_p99", millis(Report::p99(&report.rejected)), "ms", 5.0),
    ])
}

/// The slowest of some starts after kill -9 under a load of revocations, each at another moment.
fn restart(program: &Path, kills: u32) -> io::Result<Figure> {
    let mut service = Server::signing(program, "", &[])?;
    let mut slowest = Duration::ZERO;
    for kill in 0..kills {
        slowest =
            slowest.max(restart::after_kill(&mut service, Duration::from_millis(100 + u64::from(kill % 7) * 13))?);
    }
    Ok(Figure::at_most("ready_after_kill", millis(slowest), "ms", 300.0))
}

fn memory(program: &Path, clients: &Runtime, users: usize) -> io::Result<Vec<Figure>> {
    let service = Server::signing(program, "", &[])?;
    let (mut signed, mut first) = (0, None);
    while signed < users {
        let load = Load { clients: CLIENTS, lasts: Duration::from_millis(500), every: None };
        signed += clients.block_on(load.run(service.address))?.admitted.len();
        if signed >= users / 10 {
            first = first.or(service.resident_kib());
        }
    }
    let grown = service.resident_kib().zip(first).map(|(last, first)| last.saturating_sub(first) as f64 / 1024.0);
    let grown = grown.map(|grown| Figure::at_most("memory_growth", grown, "MiB", 16.0));
    Ok(grown.into_iter().collect())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
