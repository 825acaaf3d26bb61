//! A batch with little memory, closed and slow pipes, and interrupts.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write, pipe};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::with_key;
use tempfile::TempDir;

fn spawn(arguments: &[&str]) -> Child {
    let mut command: Command = with_key(&[&["batch"], arguments].concat());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// The most memory the process ever had, in KiB.
fn peak_kib(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

fn interrupt(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn memory_is_bounded_whatever_the_size() {
    let mut child = spawn(&[]);
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let lines = thread::spawn(move || stdout.split(b'\n').count());
    let mut stdin = child.stdin.take().unwrap();
    let some = "u\n".repeat(10_000);
    (0..20).for_each(|_| stdin.write_all(some.as_bytes()).unwrap());
    // It has taken all but what is in the pipe, and waits for more.
    let peak = peak_kib(&child);
    drop(stdin);
    assert_eq!(lines.join().unwrap(), 200_000);
    assert!(child.wait().unwrap().success());
    assert!(peak < 32 * 1024, "{peak} KiB");
}

#[test]
fn a_slow_writer_is_answered_line_by_line() {
    let mut child = spawn(&[]);
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for _ in 0..3 {
        writeln!(stdin, "alice").unwrap();
        let mut ticket = String::new();
        stdout.read_line(&mut ticket).unwrap();
        assert!(ticket.starts_with("eJ") && ticket.ends_with('\n'), "{ticket:?}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_closed_pipe_ends_a_batch_quietly_even_while_it_waits_for_input() {
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let mut command = with_key(&["batch"]);
    let mut child = command.stdin(Stdio::piped()).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, "alice").unwrap();
    let status = child.wait().unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((status.code(), said.as_str()), (Some(2), ""));
    drop(stdin);
}

#[test]
fn an_interrupted_batch_is_no_success_and_leaves_no_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tickets.txt");
    fs::write(&path, "of yesterday").unwrap();
    let mut child = spawn(&["--output", path.to_str().unwrap()]);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all("alice\n".repeat(10_000).as_bytes()).unwrap();
    while fs::read_dir(folder.path()).unwrap().count() < 2 {
        thread::sleep(Duration::from_millis(10));
    }
    thread::sleep(Duration::from_millis(200));
    interrupt(&child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(&path).unwrap(), "of yesterday");
    drop(stdin);
}

#[test]
fn an_interrupted_batch_ends_between_two_lines() {
    let mut child = spawn(&["--output-format=ndjson"]);
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let feeding = thread::spawn(move || while stdin.write_all(b"alice\nbob\n").is_ok() {});
    let mut answered = vec![0; 1_000_000];
    stdout.read_exact(&mut answered).unwrap();
    interrupt(&child);
    stdout.read_to_end(&mut answered).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(answered.ends_with(b"}\n"));
    feeding.join().unwrap();
}
