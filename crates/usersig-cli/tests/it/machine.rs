//! A run with full disks, closed pipes, crashes and wrong clocks.

use std::fs::{self, File};
use std::io::pipe;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::support::{KEY, bare, run, stderr, stdout, ticket, with_key};
use tempfile::TempDir;

/// Every command that answers, in both forms.
fn answering(ticket: &str) -> Vec<Command> {
    let verify = ["verify", "--user-id=alice", "--at=1700000000", ticket];
    let map_key = ["private-map-key", "--user-id=alice", "--room-id=7", "--privileges=all"];
    let commands: [&[&str]; 4] = [&["mint", "--user-id=alice"], &map_key, &verify, &["inspect", ticket]];
    let mut all: Vec<Command> = commands.into_iter().map(with_key).collect();
    all.extend(commands.into_iter().map(|arguments| with_key(&[arguments, &["--json"]].concat())));
    all.push(with_key(&["verify", "--user-id=bob", "--json", ticket]));
    all.extend([with_key(&["doctor", ticket]), with_key(&["doctor", "--json", ticket]), with_key(&["codes"])]);
    all.extend([with_key(&["fixture", "--user-id=alice"]), with_key(&["completions", "bash"]), with_key(&["man"])]);
    all.extend([with_key(&["--help"]), with_key(&["verify", "--help"]), with_key(&["--version"])]);
    all
}

#[test]
fn an_answer_that_does_not_fit_on_the_disk_is_no_success() {
    for mut command in answering(&ticket()) {
        let output = command.stdout(File::create("/dev/full").unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert!(stderr(&output).contains("No space left"), "{command:?}: {}", stderr(&output));
    }
}

#[test]
fn a_closed_pipe_ends_a_run_quietly_and_without_success() {
    for mut command in answering(&ticket()) {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let output = command.stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(2), ""), "{command:?}");
    }
}

#[test]
fn a_refusal_that_nobody_hears_is_still_a_refusal() {
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let mut command = with_key(&["verify", "--user-id=bob", &ticket()]);
    assert_eq!(command.stderr(writer).status().unwrap().code(), Some(1));
}

#[test]
fn a_run_can_leave_no_core_file() {
    let mut child =
        with_key(&["inspect"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let limits = format!("/proc/{}/limits", child.id());
    let forbids_cores = |limits: &str| {
        let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size"));
        core.is_some_and(|limit| limit.split_whitespace().take(2).eq(["0", "0"]))
    };
    // It waits for its ticket, so that it forbids cores sooner or later, or never.
    let mut patience = 0..1000;
    while !forbids_cores(&fs::read_to_string(&limits).unwrap()) {
        assert!(patience.next().is_some(), "{}", fs::read_to_string(&limits).unwrap());
        sleep(Duration::from_millis(10));
    }
    drop(child.stdin.take());
    child.wait().unwrap();
}

/// Runs it under a clock that shows the second before 1970.
fn before_1970(arguments: &[&str]) -> Output {
    let folder = TempDir::new().unwrap();
    let (source, library) = (folder.path().join("clock.c"), folder.path().join("clock.so"));
    fs::write(&source, CLOCK).unwrap();
    assert!(Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&library, &source]).status().unwrap().success());
    let mut command = bare(arguments);
    command.env("USERSIG_KEY", KEY).env("LD_PRELOAD", &library);
    run(command, "")
}

const CLOCK: &str = "
    #include <time.h>
    int clock_gettime(clockid_t clock, struct timespec *time) {
        time->tv_sec = -1;
        time->tv_nsec = 0;
        return 0;
    }
";

#[test]
fn a_clock_before_1970_can_neither_sign_nor_judge() {
    for arguments in [&["mint", "--user-id=alice"][..], &["verify", "--user-id=alice", &ticket()]] {
        let output = before_1970(arguments);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{arguments:?}");
        assert!(stderr(&output).contains("before 1970"), "{}", stderr(&output));
    }
    let told_the_time = before_1970(&["mint", "--user-id=alice", "--at=1700000000"]);
    assert_eq!(told_the_time.status.code(), Some(0), "{}", stderr(&told_the_time));
}
