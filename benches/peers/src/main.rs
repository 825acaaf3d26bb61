//! Measures signers of UserSig side by side, in the same minute. Call it as `peers NAME COMMAND NAME COMMAND..`.
//!
//! A command is a program and its arguments. Given an app, a lifetime and ids as well, it signs once for every id
//! whenever it is sent a line, and answers with a line that has the nanoseconds for a ticket and the tickets. The
//! others are compared with the first command. Every ticket is verified.

use std::env;
use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::SystemTime;

use usersig::{SdkAppId, SecretKey, UnixTime, UserId, Verifier};

const SDK_APP_ID: u32 = 1_400_000_000;
/// A throw-away key.
const KEY: &str = "5bd1c0f2e86a4d7790b3a1c4e2f60897d5b8a3916c7e4f20b1d98a6e35c70f42";
/// A week, in seconds.
const LIFETIME: u32 = 604_800;
const USERS: usize = 500;
/// Rounds that do not count, because some peers are slow before they are warm.
const WARM_UP: usize = 10;
const ROUNDS: usize = 101;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let user_ids: Vec<String> = (0..USERS).map(|number| format!("user_{number:08}")).collect();
    let (pairs, []) = arguments.as_chunks() else { return Err("NAME COMMAND NAME COMMAND..".into()) };
    let start = |[name, command]: &[String; 2]| Peer::start(name, command, &user_ids);
    let mut peers = pairs.iter().map(start).collect::<Result<Vec<_>, _>>()?;
    for round in 0..WARM_UP + ROUNDS {
        for peer in &mut peers {
            peer.sign(&user_ids, round >= WARM_UP)?;
        }
    }
    print(&peers)?;
    Ok(())
}

/// A signer in a process of its own.
struct Peer {
    name: String,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// Nanoseconds a ticket, round by round.
    times: Vec<f64>,
    characters: usize,
    tickets: usize,
}

impl Peer {
    fn start(name: &str, command: &str, user_ids: &[String]) -> Result<Self, Box<dyn Error>> {
        let mut words = command.split_whitespace();
        let process = Command::new(words.next().ok_or("a command has a program")?)
            .args(words)
            .args([SDK_APP_ID.to_string(), LIFETIME.to_string()])
            .args(user_ids)
            .env("USERSIG_KEY", KEY)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        Ok(Self {
            name: name.to_owned(),
            input: process.stdin.ok_or("it has an input")?,
            output: BufReader::new(process.stdout.ok_or("it has an output")?),
            times: Vec::new(),
            characters: 0,
            tickets: 0,
        })
    }

    /// Has it sign once for every id, and verifies what it signed.
    fn sign(&mut self, user_ids: &[String], counts: bool) -> Result<(), Box<dyn Error>> {
        let mut line = String::new();
        self.input.write_all(b"\n")?;
        self.output.read_line(&mut line)?;
        let mut words = line.split_whitespace();
        let nanoseconds = words.next().ok_or_else(|| format!("{} ended early", self.name))?.parse()?;
        let tickets: Vec<&str> = words.collect();
        assert_eq!(tickets.len(), user_ids.len(), "{} signs a ticket for every id", self.name);

        let verifier = Verifier::new(SdkAppId::new(SDK_APP_ID)?, &SecretKey::new(KEY)?);
        let now = UnixTime::try_from(SystemTime::now())?;
        for (ticket, user_id) in tickets.iter().zip(user_ids) {
            let claims = verifier.user_sig(ticket, &UserId::new(user_id)?, now)?;
            assert_eq!(claims.expires_at().since(claims.issued_at()).as_secs(), LIFETIME.into());
        }
        if counts {
            self.times.push(nanoseconds);
            self.characters += tickets.concat().len();
            self.tickets += tickets.len();
        }
        Ok(())
    }
}

/// The median of every peer's time, and of its ratio to the first one's in the same round.
#[expect(clippy::cast_precision_loss, reason = "some millions of characters")]
fn print(peers: &[Peer]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{:28} {:>12} {:>12} {:>12}", "signer", "ns a ticket", "x ours", "characters")?;
    for Peer { name, times, characters, tickets, .. } in peers {
        let ratio = median(times.iter().zip(&peers[0].times).map(|(time, ours)| time / ours).collect());
        let len = *characters as f64 / *tickets as f64;
        writeln!(out, "{name:28} {:12.0} {ratio:12.1} {len:12.1}", median(times.clone()))?;
    }
    writeln!(out, "{} tickets, all of them good", peers.iter().map(|peer| peer.tickets).sum::<usize>())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
