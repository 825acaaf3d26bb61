//! One table: three replicas of the signing service that share a Redis, next to one service with the embedded store.
//!
//! All servers and the clients run on this machine, so the replicas do not gain machines here. The figures show the cost of
//! the shared store. They are taken in turn, in the same run. Redis writes a log that it syncs each second. `store_share` is
//! the part of an unloaded request that the shared store adds. The bench needs `redis-server`. `--json` prints one JSON
//! list, `--quick` takes less than 30 seconds once the program is built.

#![expect(clippy::cast_precision_loss, reason = "some millions of requests at most")]

use std::io;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use usersig_benches::figure::{self, Figure};
use usersig_benches::program;
use usersig_benches::ratio::median;
use usersig_benches::service::load::{Load, Report};
use usersig_benches::service::process::Server;
use usersig_benches::service::redis::Redis;

/// Clients of all replicas together.
const CLIENTS: usize = 96;

const REPLICAS: usize = 3;

fn main() -> io::Result<()> {
    let quick = figure::is_asked_for("--quick");
    let (rounds, lasts) = if quick { (3, Duration::from_secs(1)) } else { (9, Duration::from_secs(2)) };
    let program = program::built("usersig-server", "USERSIG_SERVER")?;
    let clients = Builder::new_current_thread().enable_all().build()?;
    let redis = Redis::start()?;
    let url = redis.url();
    let start = || Server::signing(&program, "", &["--store", &url]);
    let embedded = Server::signing(&program, "", &[])?;
    let replicas = [start()?, start()?, start()?];
    let mut measured: [Vec<f64>; 6] = Default::default();
    for _ in 0..rounds {
        let one = run(&clients, std::slice::from_ref(&embedded), CLIENTS, lasts)?;
        let three = run(&clients, &replicas, CLIENTS, lasts)?;
        let one_alone = run(&clients, std::slice::from_ref(&embedded), 1, lasts)?;
        let shared_alone = run(&clients, &replicas[..1], 1, lasts)?;
        let values = [
            one.len() as f64 / lasts.as_secs_f64(),
            three.len() as f64 / lasts.as_secs_f64(),
            millis(Report::p99(&one)),
            millis(Report::p99(&three)),
            mean(&one_alone),
            mean(&shared_alone),
        ];
        for (values, value) in measured.iter_mut().zip(values) {
            values.push(value);
        }
    }
    let [embedded_rate, shared_rate, embedded_p99, shared_p99, embedded_alone, shared_alone] = measured.map(median);
    let figures = [
        Figure::stated("embedded_rate", embedded_rate, "tickets/s"),
        Figure::stated("replicas_rate", shared_rate, "tickets/s"),
        Figure::stated("embedded_p99", embedded_p99, "ms"),
        Figure::stated("replicas_p99", shared_p99, "ms"),
        Figure::stated("embedded_alone", embedded_alone, "ms"),
        Figure::stated("replica_alone", shared_alone, "ms"),
        Figure::stated("store_share", 1.0 - embedded_alone / shared_alone, "of a request"),
    ];
    figure::print(
        &format!(
            "{CLIENTS} clients, {REPLICAS} replicas and one Redis on the same machine, {rounds} rounds of {lasts:?}"
        ),
        &figures,
    )
}

/// The times of all answers, while the clients are spread over the servers.
fn run(clients: &Runtime, servers: &[Server], count: usize, lasts: Duration) -> io::Result<Vec<Duration>> {
    clients.block_on(async {
        let load = Load { clients: count.div_ceil(servers.len()), lasts, every: None };
        let runs: Vec<_> = servers.iter().map(|server| tokio::spawn(load.run(server.address))).collect();
        let mut admitted = Vec::new();
        for run in runs {
            let report = run.await.map_err(io::Error::other)??;
            if !report.rejected.is_empty() {
                return Err(io::Error::other("the service had too much to do"));
            }
            admitted.extend(report.admitted);
        }
        Ok(admitted)
    })
}

fn mean(times: &[Duration]) -> f64 {
    millis(times.iter().sum()) / times.len() as f64
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
