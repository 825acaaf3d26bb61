//! One table: the throughput of the signing service relative to a bare axum handler that returns a constant body of the
//! same size, its behavior at ten times its capacity, the time until it is ready after kill -9, and its memory after a
//! million users.
//!
//! Both servers get the same load in turn, in the same run, on connections that stay open. The service has an API key, the
//! embedded store, rates, metrics and an audit file, and each ticket is for another user. The clients run on the cores of the
//! servers. `service_cpu` and `bare_cpu` are the times of the servers only. For the overload a delay in the handler lowers the
//! capacity, so that a small machine can offer ten times as much. `--json` prints one JSON list, `--quick` takes less than a minute
//! once the program is built.
//!
//! The bare handler runs on tokio's own settings. The service sets the number of workers and of the connections that a worker takes
//! at once. With its settings the bare handler answered 2 to 6 % fewer requests.
//!
//! For the throughput the clients have a thread for each core. With one thread, cores are idle for a part of the time, and both
//! servers answer fewer requests than they can. `service_share_1_thread` states the share with one thread too.

#![expect(clippy::cast_precision_loss, reason = "some millions of requests at most")]

use std::env;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use usersig_benches::figure::{self, Figure};
use usersig_benches::program;
use usersig_benches::ratio::median;
use usersig_benches::service::bare;
use usersig_benches::service::load::{self, Load, Report};
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
    let (rounds, lasts) = (if quick { 20 } else { 80 }, Duration::from_millis(300));
    let program = program::built("usersig-server", "USERSIG_SERVER")?;
    let clients = Builder::new_current_thread().enable_all().build()?;
    let clients_on_all_cores = Builder::new_multi_thread().enable_all().build()?;
    let throughput = |clients| throughput(&program, clients, rounds, lasts);
    let mut figures = throughput(&clients_on_all_cores)?.figures();
    figures.push(Figure::stated("service_share_1_thread", median(throughput(&clients)?.shares), "x bare axum"));
    figures.extend(overload(&program, &clients, Duration::from_secs(if quick { 3 } else { 10 }))?);
    figures.push(restart(&program, if quick { 5 } else { 20 })?);
    figures.extend(memory(&program, &clients, if quick { 100_000 } else { 1_000_000 })?);
    figure::print(&format!("{CLIENTS} clients on the same machine, {rounds} pairs of rounds of {lasts:?}"), &figures)
}

/// Alternates between the two servers, so that both see the same machine. A pair of rounds is short, because the speed of a
/// shared machine changes within seconds. The median of many pairs does not follow such changes.
fn throughput(program: &Path, clients: &Runtime, rounds: usize, lasts: Duration) -> io::Result<Throughput> {
    let service = Server::signing(program, "", &[])?;
    let load = Load { clients: CLIENTS, lasts, every: None };
    let mut to_service = clients.block_on(load::connections(service.address, CLIENTS))?;
    let body_len = clients.block_on(load.run_on(&mut to_service))?.body_len;
    let bare = Server::bare(body_len)?;
    let mut to_bare = clients.block_on(load::connections(bare.address, CLIENTS))?;
    clients.block_on(load.run_on(&mut to_bare))?;
    let mut throughput = Throughput::default();
    for _ in 0..rounds {
        let rate = throughput.bare.round(&bare, || clients.block_on(load.run_on(&mut to_bare)))?;
        let signing = throughput.service.round(&service, || clients.block_on(load.run_on(&mut to_service)))?;
        throughput.shares.push(signing / rate);
    }
    Ok(throughput)
}

/// The rounds of both servers, and the share of each pair of rounds.
#[derive(Default)]
struct Throughput {
    service: Side,
    bare: Side,
    shares: Vec<f64>,
}

impl Throughput {
    fn figures(self) -> Vec<Figure> {
        let Self { service, bare, shares } = self;
        let mut figures = vec![
            Figure::stated("service_rate", median(service.rates), "tickets/s"),
            Figure::at_least("service_share", median(shares), "x bare axum", 0.8),
            Figure::stated("service_p99", median(service.p99s), "ms"),
            Figure::stated("bare_p99", median(bare.p99s), "ms"),
        ];
        if service.cpu > Duration::ZERO && bare.cpu > Duration::ZERO {
            figures.push(Figure::stated("service_cpu", micros(service.cpu) / service.answers, "us/request"));
            figures.push(Figure::stated("bare_cpu", micros(bare.cpu) / bare.answers, "us/request"));
        }
        figures
    }
}

/// The rounds of one server.
#[derive(Default)]
struct Side {
    rates: Vec<f64>,
    p99s: Vec<f64>,
    answers: f64,
    /// The time for which the server's threads ran.
    cpu: Duration,
}

impl Side {
    /// Returns the answers in a second.
    fn round(&mut self, server: &Server, run: impl FnOnce() -> io::Result<Report>) -> io::Result<f64> {
        let (cpu, start) = (server.cpu_time(), Instant::now());
        let admitted = run()?.admitted;
        let rate = admitted.len() as f64 / start.elapsed().as_secs_f64();
        self.cpu += server.cpu_time().zip(cpu).map(|(after, before)| after.saturating_sub(before)).unwrap_or_default();
        self.answers += admitted.len() as f64;
        self.rates.push(rate);
        self.p99s.push(millis(Report::p99(&admitted)));
        Ok(rate)
    }
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

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
