//! One table of the login emulator: its start, its memory, and its logins on one core.
//!
//! The emulator runs on the first core and the clients on the second. `--json` prints one JSON list, `--quick` takes less
//! than 30 seconds once the program is built.

#![expect(clippy::cast_precision_loss, reason = "some millions of bytes at most")]

mod registry;

use std::fs;
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use usersig_benches::cores;
use usersig_benches::emulator::load::{self, Users};
use usersig_benches::emulator::process::Emulator;
use usersig_benches::figure::{self, Figure};
use usersig_benches::program;
use usersig_benches::ratio::median;

/// The links of the load.
const LINKS: usize = 250;

/// The links whose memory is measured.
const IDLE_LINKS: usize = 10_000;

/// The load: half as many users as an app has accounts.
const USERS: usize = 50_000;

fn main() -> io::Result<()> {
    let (rounds, seconds) = if figure::is_asked_for("--quick") { (3, 1) } else { (9, 2) };
    let lasts = Duration::from_secs(seconds);
    let program = program::built("usersig-emulator", "USERSIG_EMULATOR")?;
    let users: &'static Users = Box::leak(Box::new(Users::new(USERS)?));
    raise_open_files()?;
    cores::hold_to(1..2)?;
    let clients = Builder::new_current_thread().enable_all().build()?;
    let mut figures = start(&program)?;
    figures.extend(logins(&program, &clients, users, rounds, lasts)?);
    figures.extend(memory(&program, &clients, users)?);
    figure::print(&format!("{LINKS} links, {rounds} rounds of {seconds} s"), &figures)
}

fn start(program: &Path) -> io::Result<Vec<Figure>> {
    let mut times = Vec::new();
    for _ in 0..20 {
        times.push(Emulator::start(program)?.ready_after.as_secs_f64() * 1e3);
    }
    let size = fs::metadata(program)?.len();
    Ok(vec![
        Figure::at_most("emulator_ready", median(times), "ms", 50.0),
        Figure::stated("emulator_size", mebibytes(size), "MiB"),
    ])
}

/// Alternates between the emulator and the library's registry, so that both see the same machine.
fn logins(
    program: &Path,
    clients: &Runtime,
    users: &'static Users,
    rounds: usize,
    lasts: Duration,
) -> io::Result<Vec<Figure>> {
    let emulator = Emulator::start(program)?;
    let (mut open, mut new, mut own) = (vec![], vec![], vec![]);
    for _ in 0..rounds {
        let links = clients.block_on(load::open(emulator.address, LINKS))?;
        open.push(clients.block_on(load::on_open_links(links, users, lasts))?);
        new.push(clients.block_on(load::on_new_links(emulator.address, LINKS, users, lasts))?);
        own.push(registry::logins_per_second(users, LINKS, lasts / 4));
    }
    Ok(vec![
        Figure::at_least("logins_open_links", median(open), "a second", 20_000.0),
        Figure::stated("logins_new_links", median(new), "a second"),
        Figure::stated("logins_registry", median(own), "a second"),
    ])
}

fn memory(program: &Path, clients: &Runtime, users: &Users) -> io::Result<Vec<Figure>> {
    let emulator = Emulator::start(program)?;
    sleep(Duration::from_secs(1));
    let idle = emulator.resident_bytes()?;
    let mut links = clients.block_on(load::open(emulator.address, IDLE_LINKS))?;
    let open = emulator.resident_bytes()?;
    clients.block_on(async {
        for (number, link) in links.iter_mut().enumerate() {
            let (user_id, ticket) = users.on_link(number, IDLE_LINKS).next().expect("there are more users than links");
            link.login(user_id, ticket).await?;
        }
        io::Result::Ok(())
    })?;
    let logged_in = emulator.resident_bytes()?;
    let each = |bytes: u64| bytes.saturating_sub(idle) as f64 / 1024.0 / IDLE_LINKS as f64;
    Ok(vec![
        Figure::at_most("emulator_idle", mebibytes(idle), "MiB", 30.0),
        Figure::stated("link_before_login", each(open), "KiB"),
        Figure::at_most("link_logged_in", each(logged_in), "KiB", 20.0),
    ])
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / 1024.0 / 1024.0
}

/// Each link of the load needs an open file here.
fn raise_open_files() -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        setrlimit(Resource::Nofile, rustix::process::Rlimit { current: limit.maximum, maximum: limit.maximum })?;
    }
    Ok(())
}
