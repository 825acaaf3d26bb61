//! The commands `keygen` and `ask`.

use std::process::Command;

use crate::harness::config::{Folder, api_key, sha256};
use crate::harness::jwt::{ISSUER, LoginKey, trusting};
use crate::harness::server::{Server, run};

#[test]
fn a_generated_key_works_after_its_line_is_added_to_the_configuration() {
    let (code, output, _) = run(None, &["keygen"]);
    assert_eq!(code, 0);
    let key = output.lines().find_map(|line| line.strip_prefix("# usk_")).map(|key| format!("usk_{key}")).unwrap();
    assert_eq!(output.matches(&key).count(), 1);
    assert!(output.contains(&sha256(&key)));
    let section = output.split_once("[[api_keys]]").unwrap().1;
    let server = Server::start(&Folder::new().with(&format!("[[api_keys]]{section}")));
    assert_eq!(server.post_as(&key, "/v1/user-sig", r#"{"user_id":"alice"}"#).status, 200);
    assert_ne!(run(None, &["keygen"]).1, output);
}

#[test]
fn a_standard_output_that_is_closed_is_an_error() {
    let folder = Folder::new();
    let config = folder.write();
    let config = config.to_str().unwrap();
    let ask = format!("--config {config} ask --as key:chat --for alice");
    let check = format!("--config {config} --check");
    for arguments in ["keygen", &ask, &check] {
        for (to, code) in [(">&-", 2), ("> /dev/null", 0), ("1<> /dev/null", 0)] {
            let line = format!("{} {arguments} {to}", env!("CARGO_BIN_EXE_usersig-server"));
            let output = Command::new("/bin/sh").args(["-c", &line]).env_clear().output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(code), "{line}: {said}");
            assert_eq!(said.contains("standard output is closed"), code == 2, "{line}: {said}");
        }
    }
}

/// A name that only an app with `long_identifiers` signs.
const LONG: &str = "a-name-with-more-than-32-characters-is-no-UserID";

#[test]
fn ask_prints_the_answer_of_the_policy_and_signs_nothing() {
    let key = LoginKey::new(jsonwebtoken::Algorithm::ES256, "ec");
    let folder = trusting(&[&key]).with(&api_key("revoker", "usk_r", "\"revoke\"", &[1_400_000_000], ""));
    let path = folder.write();
    let rooms: &'static str = r#"{"rooms":[{"room_id":7,"privileges":["enter"]}]}"#;
    let user = |more: &[&'static str]| {
        [&["ask", "--as", "user:alice", "--issuer", ISSUER, "--claims", rooms][..], more].concat()
    };
    let cases = [
        (vec!["ask", "--as", "key:chat", "--for", "alice"], 0, "allowed"),
        (vec!["ask", "--as", "key:chat", "--for", "administrator"], 1, "does not have the scope admin"),
        (vec!["ask", "--as", "key:admin", "--for", "administrator"], 0, "allowed"),
        (vec!["ask", "--as", "key:signer", "--for", "alice", "--ttl", "3601"], 1, "limit of 3600 seconds"),
        (vec!["ask", "--as", "key:signer", "--for", "alice", "--operation", "verify"], 1, "scope verify"),
        (vec!["ask", "--as", "key:revoker", "--for", "alice", "--operation", "revoke"], 0, "allowed"),
        (vec!["ask", "--as", "key:chat", "--for", "alice", "--app", "1400000001"], 1, "may not use this app"),
        (user(&["--for", "alice"]), 0, "allowed"),
        (user(&["--for", "bob"]), 1, "only get their own tickets"),
        (
            user(&["--for", "alice", "--operation", "private-map-key", "--room-id", "7", "--privileges", "enter"]),
            0,
            "allowed",
        ),
        (
            user(&[
                "--for",
                "alice",
                "--operation",
                "private-map-key",
                "--room-id",
                "7",
                "--privileges",
                "enter,create",
            ]),
            1,
            "create",
        ),
        (
            user(&["--for", "alice", "--operation", "private-map-key", "--room-id", "8", "--privileges", "enter"]),
            1,
            "this room",
        ),
        (vec!["ask", "--as", "key:admin", "--for", LONG, "--app", "1400000001"], 0, "may get a user-sig for a-name"),
        // The service answers 400.
        (
            vec![
                "ask",
                "--as",
                "key:admin",
                "--for",
                LONG,
                "--app",
                "1400000001",
                "--operation",
                "private-map-key",
                "--room-id",
                "7",
                "--privileges",
                "enter",
            ],
            2,
            "",
        ),
        (vec!["ask", "--as", "key:nobody", "--for", "alice"], 2, ""),
        (vec!["ask", "--as", "key:chat", "--for", "alice", "--app", "+1400000000"], 2, ""),
        (vec!["ask", "--as", "key:chat", "--for", "alice", "--ttl", "+60"], 2, ""),
    ];
    for (arguments, code, text) in cases {
        let (status, output, errors) = run(Some(&path), &arguments);
        assert_eq!(status, code, "{arguments:?}: {output}{errors}");
        assert!(output.contains(text), "{arguments:?}: {output}");
    }
    assert!(!folder.path("audit.jsonl").exists());
}
