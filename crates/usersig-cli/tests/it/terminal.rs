//! The output at a terminal has progress and colours, and no control character of a ticket.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Command, ExitStatus, Stdio};

use crate::support::{KEY, bare, run, shows, stderr, ticket, with_key};
use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};
use tempfile::TempDir;

/// A pseudo-terminal: our end and the end of the program.
fn terminal() -> (File, OwnedFd) {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let theirs = ioctl_tiocgptpeer(&ours, OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    (File::from(ours), theirs)
}

/// The text that arrives on our end of a terminal until the program ends.
fn text_on(mut screen: File) -> String {
    let (mut shown, mut some) = (Vec::new(), [0; 4096]);
    // When the program has closed the terminal, reading from it is an error.
    while let Ok(read @ 1..) = screen.read(&mut some) {
        shown.extend_from_slice(&some[..read]);
    }
    String::from_utf8(shown).unwrap()
}

/// Runs it with its standard output and error on a terminal, and returns the text that arrived there.
fn on_a_terminal(mut command: Command, stdin: impl Into<Stdio>) -> (ExitStatus, String) {
    let (ours, theirs) = terminal();
    command.stdin(stdin).stdout(theirs.try_clone().unwrap()).stderr(theirs).env("TERM", "xterm");
    let mut child = command.spawn().unwrap();
    // The command holds the last of the other ends, which must be closed when the child ends.
    drop(command);
    let shown = text_on(ours);
    (child.wait().unwrap(), shown)
}

#[test]
fn a_key_that_is_typed_at_a_terminal_is_not_shown() {
    let (mut ours, theirs) = terminal();
    let mut command = bare(&["mint", "--user-id=alice", "--at=1700000000", "--key-file=-"]);
    command.stdin(theirs.try_clone().unwrap()).stdout(theirs.try_clone().unwrap()).stderr(theirs);
    let mut child = command.spawn().unwrap();
    drop(command);
    let mut prompt = [0; 16];
    // The prompt appears after the echo was switched off.
    ours.read_exact(&mut prompt).unwrap();
    writeln!(ours, "{KEY}").unwrap();
    let shown = text_on(ours);
    assert!(child.wait().unwrap().success(), "{shown}");
    assert!(shown.contains(&ticket()) && !shows(&shown, KEY), "{shown:?}");
}

fn users(folder: &TempDir, text: &str) -> String {
    let path = folder.path().join("users.txt");
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn how_far_a_batch_is_shows_on_a_terminal_and_nowhere_else() {
    let folder = TempDir::new().unwrap();
    let (users, tickets) = (users(&folder, &"alice\n".repeat(20_000)), folder.path().join("tickets.txt"));
    let batch = || with_key(&["batch", &users, "--output", tickets.to_str().unwrap()]);

    let (status, shown) = on_a_terminal(batch(), Stdio::null());
    assert!(status.success(), "{shown}");
    for part in ["% ", " lines, ", " a second, ", " left"] {
        assert!(shown.contains(part), "{part:?} in {shown:?}");
    }
    let summary = shown.trim_end().rsplit(['\n', '\r']).next().unwrap();
    assert!(summary.ends_with(" a second") && summary.contains("20000 lines: 20000 signed"), "{shown:?}");

    let said = stderr(&run(batch(), ""));
    assert!(said.starts_with("20000 lines: ") && said.lines().count() == 1, "{said:?}");
}

#[test]
fn without_a_known_size_a_terminal_shows_the_rate_alone() {
    let folder = TempDir::new().unwrap();
    let (mut command, tickets) = (with_key(&["batch", "--output"]), folder.path().join("tickets.txt"));
    command.arg(&tickets);
    let (reader, mut writer) = std::io::pipe().unwrap();
    let feeding = std::thread::spawn(move || {
        writer.write_all("alice\n".repeat(20_000).as_bytes()).unwrap();
    });
    let (status, shown) = on_a_terminal(command, reader);
    feeding.join().unwrap();
    assert!(status.success() && shown.contains(" a second") && !shown.contains('%'), "{shown:?}");
}

#[test]
fn tickets_that_go_to_the_terminal_are_not_torn_by_progress() {
    let folder = TempDir::new().unwrap();
    let users = users(&folder, &"alice\n".repeat(2_000));
    let (status, shown) = on_a_terminal(with_key(&["batch", "--at=1700000000", &users]), Stdio::null());
    assert!(status.success() && shown.starts_with(&format!("{}\r\n", ticket()).repeat(2_000)), "{shown:?}");
    assert!(!shown.contains(['\u{1b}', '%']), "{shown:?}");
}

#[test]
fn a_bad_line_is_told_beside_the_progress_and_its_control_characters_are_not_obeyed() {
    let folder = TempDir::new().unwrap();
    let users = users(&folder, "alice\n\u{1b}[5mbob\u{7}\nalice\n");
    let (status, shown) = on_a_terminal(with_key(&["batch", &users, "--output=/dev/null"]), Stdio::null());
    assert_eq!(status.code(), Some(1), "{shown:?}");
    assert!(shown.contains("line 2: identifier has '\\u{1b}' at byte 0"), "{shown:?}");
    assert!(!shown.contains("\u{1b}[5m") && !shown.contains('\u{7}'), "{shown:?}");
}

#[test]
fn nothing_in_a_ticket_or_a_text_is_obeyed_by_a_terminal() {
    let vectors = include_str!("../vectors/wild.jsonl").lines().map(|line| serde_json::from_str(line).unwrap());
    let vectors: Vec<serde_json::Value> = vectors.collect();
    assert!(!vectors.is_empty());
    let tickets = vectors.iter().map(|vector| vector["ticket"].as_str().unwrap());
    let texts = ["\u{1b}[5m", "eJ\u{9b}5m\u{202e}", "\u{1b}]0;owned\u{7}{\"TLS.ver\":\"\u{1b}[5m\"}"];
    for text in tickets.chain(texts) {
        for arguments in [
            &["inspect"][..],
            &["inspect", "--json"],
            &["verify", "--user-id=alice", "--at=1700000000"],
            &["doctor", "--user-id=alice", "--at=1700000000"],
            &["doctor", "--user-id=\u{1b}[5m", "--lang=zh"],
            &["codes"],
        ] {
            let (_, shown) = on_a_terminal(with_key(&[arguments, &["--", text]].concat()), Stdio::null());
            let is_obeyed = |c: char| !"\r\n".contains(c) && (c.is_control() || "\u{202e}\u{2066}\u{200b}".contains(c));
            assert!(!shown.is_empty() && !shown.contains(is_obeyed), "{arguments:?} of {text:?}: {shown:?}");
        }
    }
}

#[test]
fn colours_are_for_terminals_of_people_who_want_them() {
    let help = |variable: &str, value: &str| {
        let mut command = bare(&["mint", "--help"]);
        command.env_remove("NO_COLOR").env(variable, value);
        on_a_terminal(command, Stdio::null()).1
    };
    assert!(help("COLUMNS", "100").contains('\u{1b}'));
    assert!(!help("NO_COLOR", "1").contains('\u{1b}'));
    let piped = run(bare(&["mint", "--help"]), "").stdout;
    assert!(!piped.contains(&0x1b));
}

#[test]
fn what_an_error_repeats_is_not_obeyed() {
    for arguments in [
        &["mint", "--user-id=\u{1b}[5mbob\u{7}"][..],
        &["\u{1b}[5mmint"],
        &["mint", "--\u{1b}[5m"],
        &["mint", "--user-id=a", "\u{1b}[5m"],
        &["mint", "--user-id=a", "--ttl=\u{1b}[5m"],
        &["batch", "/nowhere/\u{1b}[5m"],
        &["batch", "--output-format=\u{1b}[5m"],
        &["mint", "--user-id=a", "--app=\u{1b}[5m"],
        &["verify", "--user-id=a", "--room-name=\u{1b}[5m\u{7}"],
        &["app", "add", "\u{1b}[5m", "--sdkappid=1", "--key-env=A"],
        &["codes", "\u{1b}[5m"],
        &["man", "/dev/null/\u{1b}[5m"],
        &["inspect", "--\u{1b}]0;\u{7}\u{1b}[5m"],
        &["verify", "--user-id=a", "--\u{1b}[5m\u{202e}"],
        &["doctor", "--\u{1b}[5m"],
        &["batch", "--\u{1b}[5m"],
        &["codes", "--\u{1b}[5m"],
        &["app", "show", "--\u{1b}[5m"],
        &["completions", "\u{1b}[5m"],
        &["help", "\u{1b}[5m"],
    ] {
        let (status, shown) = on_a_terminal(with_key(arguments), Stdio::null());
        let is_obeyed = shown.contains("\u{1b}[5m") || shown.contains(['\u{7}', '\u{202e}']);
        assert!(!status.success() && !is_obeyed, "{arguments:?}: {shown:?}");
    }
}
