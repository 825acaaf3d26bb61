//! Measures `usersig batch` on two cores and prints one table with these figures.
//!
//! * The lines processed in a second, from file to file
//! * Their share of the library's own speed on the same cores, with and without a file
//! * The gain of the second core
//! * The peak memory, and the start-up time of the command line
//!
//! `--json` prints one JSON list instead. `--quick` takes less than 30 seconds after the program is built. `TMPDIR` chooses
//! the disk for the files. On systems other than Linux, all cores are used and memory is not measured.

mod checks;
mod library;
mod memory;
mod start_up;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use tempfile::TempDir;
use usersig::UserId;
use usersig_benches::claims;
use usersig_benches::cores;
use usersig_benches::figure::{self, Figure};
use usersig_benches::program;
use usersig_benches::ratio::median;

fn main() -> io::Result<()> {
    let (lines, rounds) = if figure::is_asked_for("--quick") { (1_000_000, 5) } else { (2_000_000, 15) };
    let bench = Bench::new(lines)?;
    cores::hold_to(0..2)?;
    let threads = thread::available_parallelism()?;
    let figures = bench.figures(rounds, threads)?;
    figure::print(&format!("{lines} lines a run, {threads} cores"), &figures)
}

/// The program, and a folder with users to sign for.
struct Bench {
    usersig: PathBuf,
    folder: TempDir,
    users: Vec<UserId>,
}

/// For the figure of memory, whatever the others are taken with.
const MILLION: usize = 1_000_000;

impl Bench {
    fn new(lines: usize) -> io::Result<Self> {
        let bench = Self {
            usersig: program::built("usersig-cli", "USERSIG")?,
            folder: TempDir::new()?,
            users: claims::distinct_users(lines).collect(),
        };
        bench.write_users("users.ndjson", lines)?;
        bench.write_users("million.ndjson", MILLION)?;
        Ok(bench)
    }

    fn figures(&self, rounds: usize, threads: NonZero<usize>) -> io::Result<Vec<Figure>> {
        let ttl = format!("--ttl={}", claims::LIFETIME);
        let (mut rates, mut shares, mut file_shares, mut verify_rates) = (vec![], vec![], vec![], vec![]);
        let mut verify_gains = vec![];
        for _ in 0..rounds {
            self.forget("tickets.ndjson")?;
            let rate = self.rate(&["users.ndjson", "--output=tickets.ndjson", &ttl])?;
            let rate_without_file = self.rate(&["users.ndjson", "--output-format=ndjson", &ttl])?;
            let library_rate = library::rate(&self.users, threads);
            rates.push(rate);
            shares.push(rate_without_file / library_rate);
            file_shares.push(rate / library_rate);
            self.forget("verdicts.ndjson")?;
            let verify = ["--verify", "tickets.ndjson", "--output=verdicts.ndjson"];
            let verify_rate = self.rate(&verify)?;
            verify_rates.push(verify_rate);
            self.forget("verdicts.ndjson")?;
            verify_gains.push(verify_rate / library::on_one_core(|| self.rate(&verify))?);
        }
        checks::tickets(&self.folder.path().join("tickets.ndjson"), &self.users)?;
        checks::verdicts(&self.folder.path().join("verdicts.ndjson"), &self.users)?;
        let mut thrown_away = self.command(&["users.ndjson", "--output-format=ndjson", &ttl]);
        thrown_away.stdout(File::create(self.folder.path().join("shown.ndjson"))?);
        assert!(thrown_away.status()?.success(), "what is thrown away is signed as well");
        checks::tickets(&self.folder.path().join("shown.ndjson"), &self.users)?;
        let mut figures = vec![
            Figure::at_least("batch_rate", median(rates), "tickets/s", 3.5e6),
            Figure::at_least("batch_share", median(shares), "x library", 0.35),
            Figure::at_least("batch_file_share", median(file_shares), "x library", 0.35),
            Figure::stated("batch_verify_rate", median(verify_rates), "tickets/s"),
            Figure::at_least("batch_verify_gain", median(verify_gains), "x one core", 1.8),
        ];
        figures.push(Figure::at_most("start", start_up::relative_to_nothing(&self.usersig)?, "x true", 3.0));
        let peak = memory::peak_mib(self.spawn(&["million.ndjson", "--output=million-tickets.ndjson", &ttl])?)?;
        let signed = BufReader::new(File::open(self.folder.path().join("million-tickets.ndjson"))?).lines().count();
        assert_eq!(signed, MILLION, "all of the million were signed");
        figures.extend(peak.map(|peak| Figure::at_most("batch_memory", peak, "MiB", 64.0)));
        Ok(figures)
    }

    /// Lines a second, from the start of the program to its end.
    fn rate(&self, arguments: &[&str]) -> io::Result<f64> {
        let start = Instant::now();
        let status = self.spawn(arguments)?.wait()?;
        let secs = start.elapsed().as_secs_f64();
        assert!(status.success(), "{arguments:?}: {status}");
        Ok(library::count(self.users.len()) / secs)
    }

    /// Removes the output of an earlier round. Otherwise the batch would be charged for the time to free it.
    fn forget(&self, output: &str) -> io::Result<()> {
        match fs::remove_file(self.folder.path().join(output)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    fn spawn(&self, arguments: &[&str]) -> io::Result<Child> {
        self.command(arguments).spawn()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.usersig);
        command.args(["batch", "--at", &claims::ISSUED_AT.to_string()]);
        command.env("USERSIG_SDKAPPID", claims::APP.to_string()).env("USERSIG_KEY", claims::KEY);
        command.env_remove("USERSIG_KEY_FILE").args(arguments).current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn write_users(&self, file: &str, lines: usize) -> io::Result<()> {
        let mut out = BufWriter::new(File::create(self.folder.path().join(file))?);
        for user in claims::distinct_users(lines) {
            writeln!(out, "{{\"user_id\":\"{user}\"}}")?;
        }
        out.flush()
    }
}
