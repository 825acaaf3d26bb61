//! Closed standard streams, which Rust's runtime replaces by /dev/null.

use std::process::{Command, Output};

use crate::support::{bare, run, stderr, with_key};

/// Runs a line of the shell, in which `$USERSIG` is the program, with a key.
fn sh(line: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", line]).env("USERSIG", bare(&[]).get_program());
    command.envs(with_key(&[]).get_envs().filter_map(|(name, value)| Some((name, value?))));
    run(command, "")
}

#[test]
fn a_standard_input_that_is_closed_is_an_error_and_an_empty_one_is_an_answer() {
    for (arguments, of_empty) in [
        ("batch", 0),
        ("verify --user-id=alice", 1),
        ("inspect", 1),
        ("doctor", 1),
        ("mint --user-id=alice --key-file=-", 2),
    ] {
        let closed = sh(&format!("$USERSIG {arguments} <&-"));
        assert_eq!(closed.status.code(), Some(2), "{arguments}");
        assert!(stderr(&closed).contains("standard input is closed"), "{arguments}: {}", stderr(&closed));
        let empty = sh(&format!("$USERSIG {arguments} < /dev/null"));
        assert_eq!(empty.status.code(), Some(of_empty), "{arguments}: {}", stderr(&empty));
        assert!(!stderr(&empty).contains("standard input is closed"), "{arguments}: {}", stderr(&empty));
    }
    let unused = sh("$USERSIG mint --user-id=alice <&-");
    assert_eq!(unused.status.code(), Some(0), "it reads no input: {}", stderr(&unused));
}

#[test]
fn a_standard_output_that_is_closed_is_an_error() {
    let rights = "--room-id=7 --privileges=all";
    for arguments in [
        "mint --user-id=alice",
        &format!("private-map-key --user-id=alice {rights}"),
        "batch",
        "fixture --user-id=alice",
        "codes",
        "man",
        "completions bash",
        "app list",
    ] {
        let closed = sh(&format!("echo alice | $USERSIG {arguments} >&-"));
        assert_eq!(closed.status.code(), Some(2), "{arguments}");
        assert!(stderr(&closed).contains("standard output is closed"), "{arguments}: {}", stderr(&closed));
        // Python's DEVNULL and other programs open /dev/null for reading and writing.
        for discarded in ["> /dev/null", "1<> /dev/null", "1<> /dev/null 0>&1", "> /dev/null 2>&1"] {
            let output = sh(&format!("echo alice | $USERSIG {arguments} {discarded}"));
            assert_eq!(output.status.code(), Some(0), "{arguments} {discarded}: {}", stderr(&output));
        }
    }
}
