//! One table: what `usersig batch` does in a second on two cores, from file to file; how much that is of what the library
//! alone does there, with the tickets thrown away by both, so that no disk counts, and with the file; and the most memory
//! it ever has.
//!
//! `--json` prints one JSON list instead, `--quick` takes less than 30 seconds once the program is built. Files stand
//! where temporary ones do: `TMPDIR` says on which disk. Elsewhere than on Linux all cores count, and memory does not.

use std::env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;
use usersig::UserId;
use usersig_benches::claims;
use usersig_benches::cores;
use usersig_benches::figure::{self, Figure};
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
        let bench = Self { usersig: build()?, folder: TempDir::new()?, users: claims::distinct_users(lines).collect() };
        bench.write_users("users.ndjson", lines)?;
        bench.write_users("million.ndjson", MILLION)?;
        Ok(bench)
    }

    fn figures(&self, rounds: usize, threads: NonZero<usize>) -> io::Result<Vec<Figure>> {
        let ttl = format!("--ttl={}", claims::LIFETIME);
        let (mut rates, mut shares, mut file_shares, mut verify_rates) = (vec![], vec![], vec![], vec![]);
        for _ in 0..rounds {
            self.forget("tickets.ndjson")?;
            let rate = self.rate(&["users.ndjson", "--output=tickets.ndjson", &ttl])?;
            let rate_without_file = self.rate(&["users.ndjson", "--output-format=ndjson", &ttl])?;
            let library_rate = library_rate(&self.users, threads);
            rates.push(rate);
            shares.push(rate_without_file / library_rate);
            file_shares.push(rate / library_rate);
            self.forget("verdicts.ndjson")?;
            verify_rates.push(self.rate(&["--verify", "tickets.ndjson", "--output=verdicts.ndjson"])?);
        }
        self.check_tickets("tickets.ndjson")?;
        self.check_verdicts()?;
        let mut thrown_away = self.command(&["users.ndjson", "--output-format=ndjson", &ttl]);
        thrown_away.stdout(File::create(self.folder.path().join("shown.ndjson"))?);
        assert!(thrown_away.status()?.success(), "what is thrown away is signed as well");
        self.check_tickets("shown.ndjson")?;
        let mut figures = vec![
            Figure::at_least("batch_rate", median(rates), "tickets/s", 1e6),
            Figure::at_least("batch_share", median(shares), "x library", 0.35),
            Figure::at_least("batch_file_share", median(file_shares), "x library", 0.35),
            Figure::stated("batch_verify_rate", median(verify_rates), "tickets/s"),
        ];
        let peak = peak_mib(self.spawn(&["million.ndjson", "--output=million-tickets.ndjson", &ttl])?)?;
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
        Ok(count(self.users.len()) / secs)
    }

    /// What an earlier round wrote; the time to free it is none of a batch's.
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

    /// As many lines as users, in their order, each as the library signs it; a sample is let in.
    fn check_tickets(&self, file: &str) -> io::Result<()> {
        let (signer, verifier) = (claims::signer(), claims::verifier());
        let (lifetime, now) = (claims::lifetime(), claims::now());
        let expires_at = claims::ISSUED_AT + claims::LIFETIME;
        self.check(file, |index, user, line| {
            let user_sig = signer.user_sig(user, lifetime, now);
            let ticket = user_sig.as_str();
            let expected = format!("{{\"user_id\":\"{user}\",\"user_sig\":\"{ticket}\",\"expires_at\":{expires_at}}}");
            assert_eq!(line, expected);
            if index % 1000 == 0 {
                let object: Value = serde_json::from_str(line).expect("a line is JSON");
                let ticket = object["user_sig"].as_str().expect("it has a ticket");
                verifier.user_sig(ticket, user, now).expect("the ticket is good");
            }
        })
    }

    fn check_verdicts(&self) -> io::Result<()> {
        self.check("verdicts.ndjson", |_, user, line| {
            assert_eq!(line, format!("{{\"user_id\":\"{user}\",\"valid\":true}}"));
        })
    }

    fn check(&self, file: &str, look: impl Fn(usize, &UserId, &str)) -> io::Result<()> {
        let mut lines = BufReader::new(File::open(self.folder.path().join(file))?).lines();
        for (index, user) in self.users.iter().enumerate() {
            look(index, user, &lines.next().expect("there is a line for every user")?);
        }
        assert!(lines.next().is_none(), "there is no line for nobody");
        Ok(())
    }
}

/// Builds the program as it is released, and tells where it is.
fn build() -> io::Result<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args([
        "build",
        "--release",
        "--package=usersig-cli",
        "--locked",
        "--message-format=json",
        "--manifest-path",
    ]);
    let output = command.arg(manifest).stderr(Stdio::inherit()).output()?;
    assert!(output.status.success(), "the program cannot be built");
    let messages = output.stdout.lines().map(|line| serde_json::from_str(&line?).map_err(io::Error::from));
    let messages: Vec<Message> = messages.collect::<io::Result<_>>()?;
    Ok(messages.into_iter().find_map(|message| message.executable).expect("cargo says where the program is"))
}

/// What cargo says while it builds.
#[derive(Deserialize)]
struct Message {
    executable: Option<PathBuf>,
}

/// Tickets a second that the library signs for these users with so many threads.
fn library_rate(users: &[UserId], threads: NonZero<usize>) -> f64 {
    let (signer, lifetime, now) = (claims::signer(), claims::lifetime(), claims::now());
    let start = Instant::now();
    thread::scope(|scope| {
        for users in users.chunks(users.len().div_ceil(threads.get())) {
            let signer = &signer;
            scope.spawn(move || {
                let mut out = String::new();
                for user in users {
                    out.clear();
                    signer.write_user_sig(user, lifetime, now, &mut out);
                }
                claims::verifier().user_sig(&out, &users[users.len() - 1], now).expect("the ticket is good");
            });
        }
    });
    count(users.len()) / start.elapsed().as_secs_f64()
}

/// The most memory the process ever has, as the system counts it; nothing where no system does.
#[expect(clippy::cast_precision_loss, reason = "a few hundred thousand at most")]
fn peak_mib(mut child: Child) -> io::Result<Option<f64>> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait()?.is_none() {
        // A process that has just ended has no memory.
        let kib = fs::read_to_string(&status).ok().and_then(|status| peak_kib(&status));
        peak = kib.or(peak);
        thread::sleep(Duration::from_millis(1));
    }
    assert!(child.wait()?.success(), "the batch succeeds");
    Ok(peak.map(|kib| kib as f64 / 1024.0))
}

fn peak_kib(status: &str) -> Option<u64> {
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().strip_suffix(" kB")?.parse().ok()
}

fn count(lines: usize) -> f64 {
    f64::from(u32::try_from(lines).expect("a few million"))
}
