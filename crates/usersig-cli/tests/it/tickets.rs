//! How a ticket comes in: as an argument or from standard input, bounded, and as it is.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::process::{Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::support::{answer, run, stderr, stdout, ticket, with_key};

const VERIFY: &[&str] = &["verify", "--user-id=alice", "--at=1700000000", "--json"];

fn refused_as(output: &Output, cause: &str) {
    let object = stdout(output);
    assert_eq!(output.status.code(), Some(1), "{object}{}", stderr(output));
    assert!(object.contains(&format!(r#""cause":"{cause}""#)), "not {cause}: {object}");
}

#[test]
fn a_ticket_is_an_argument_or_standard_input_without_its_line_end() {
    let ticket = ticket();
    let mut with_argument = with_key(VERIFY);
    with_argument.arg(&ticket);
    let good = answer(with_argument, "not looked at");
    for end in ["", "\n", "\r\n"] {
        assert_eq!(answer(with_key(VERIFY), format!("{ticket}{end}")), good);
    }
}

#[test]
fn nothing_but_one_line_end_is_trimmed() {
    let ticket = ticket();
    for (before, after) in [("", "\n\n"), ("", "\r"), ("", "\n\r"), ("", " "), ("", " \n"), ("\n", ""), (" ", "\n")] {
        let output = run(with_key(VERIFY), format!("{before}{ticket}{after}"));
        refused_as(&output, "bad_base64");
    }
    let mut with_argument = with_key(VERIFY);
    with_argument.arg(format!("{ticket}\n"));
    refused_as(&run(with_argument, ""), "bad_base64");
}

#[test]
fn no_ticket_at_all_is_refused_as_empty() {
    for nothing in ["", "\n", "\r\n"] {
        refused_as(&run(with_key(VERIFY), nothing), "empty");
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_a_refused_ticket() {
    let mut bytes = ticket().into_bytes();
    bytes[100] = 0xff;
    refused_as(&run(with_key(VERIFY), &bytes), "bad_base64");
    for arguments in [VERIFY, &["inspect", "--json"]] {
        let mut with_argument = with_key(arguments);
        with_argument.arg(OsStr::from_bytes(&bytes));
        refused_as(&run(with_argument, ""), "bad_base64");
    }
}

#[test]
fn a_ticket_of_4096_bytes_is_looked_at_and_a_longer_one_is_not() {
    let longest = "A".repeat(4096);
    for end in ["", "\n", "\r\n"] {
        refused_as(&run(with_key(VERIFY), format!("{longest}{end}")), "bad_zlib");
        refused_as(&run(with_key(VERIFY), format!("{longest}A{end}")), "too_long");
        refused_as(&run(with_key(VERIFY), format!("{longest}{end}\nA")), "too_long");
    }
    refused_as(&run(with_key(VERIFY), [0xff; 4096]), "bad_base64");
    refused_as(&run(with_key(VERIFY), [0xff; 4097]), "too_long");
}

#[test]
fn of_a_hundred_megabytes_only_the_first_few_thousand_bytes_are_read() {
    let mut command = with_key(VERIFY);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut taken = 0;
    while taken < 100_000_000 {
        match stdin.write(&[b'A'; 4096]) {
            Ok(len) => taken += len,
            Err(_) => break,
        }
    }
    drop(stdin);
    refused_as(&child.wait_with_output().unwrap(), "too_long");
    // A pipe itself holds up to a megabyte.
    assert!(taken < 2_000_000, "{taken} bytes went in");
}

#[test]
fn an_endless_device_is_refused_as_too_long() {
    for arguments in [VERIFY, &["inspect", "--json"]] {
        let mut command = with_key(arguments);
        command.stdin(File::open("/dev/zero").unwrap());
        refused_as(&command.output().unwrap(), "too_long");
    }
}

#[test]
fn a_ticket_that_cannot_be_read_is_no_refused_ticket() {
    let mut command = with_key(VERIFY);
    command.stdin(File::open("/").unwrap());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot read the ticket"), "{}", stderr(&output));
}

#[test]
fn a_ticket_is_judged_by_the_clock_of_the_moment_it_comes_in() {
    let short_lived = answer(with_key(&["mint", "--user-id=alice", "--ttl=1s"]), "");
    let mut command = with_key(&["verify", "--user-id=alice", "--json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    sleep(Duration::from_millis(2100));
    child.stdin.take().unwrap().write_all(short_lived.as_bytes()).unwrap();
    refused_as(&child.wait_with_output().unwrap(), "expired");
}
