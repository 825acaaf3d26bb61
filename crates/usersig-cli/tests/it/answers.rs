//! The answers, their streams and their forms.

use std::process::Command;

use crate::support::{answer, bare, run, stderr, stdout, ticket, with_key};
use serde::Deserialize;
use serde_json::Value;
use usersig::Cause;

/// The lines of a vector file.
fn vectors<T: for<'a> Deserialize<'a>>(text: &str) -> Vec<T> {
    let vectors: Vec<T> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!vectors.is_empty(), "a file without vectors proves nothing");
    vectors
}

#[derive(Deserialize)]
struct Refused {
    cause: String,
    code: i32,
    why: String,
    at: u64,
    arguments: Vec<String>,
    ticket: String,
}

impl Refused {
    fn verify(&self, json: bool) -> Command {
        let mut command = with_key(&["verify", "--user-id=alice", "--at", &self.at.to_string()]);
        command.args(&self.arguments).args(json.then_some("--json")).arg(&self.ticket);
        command
    }
}

fn refused() -> Vec<Refused> {
    vectors(include_str!("../vectors/refusals.jsonl"))
}

#[derive(Deserialize)]
struct Wild {
    why: String,
    user_id: String,
    ticket: String,
}

#[test]
fn what_is_minted_verifies_now() {
    let ticket = answer(with_key(&["mint", "--user-id=alice"]), "");
    assert!(answer(with_key(&["verify", "--user-id=alice"]), &ticket).starts_with("valid"));

    let rights = ["--user-id=alice", "--room-name=lobby", "--privileges=audience"];
    let map_key = answer(with_key(&[&["private-map-key"], &rights[..]].concat()), "");
    assert!(answer(with_key(&[&["verify"], &rights[..]].concat()), &map_key).starts_with("valid"));
}

#[test]
fn standard_output_is_the_ticket_alone_whatever_is_said_beside() {
    let output = run(with_key(&["mint", "--user-id", "alice *"]), "");
    let is_of_the_alphabet = |c: char| c.is_ascii_alphanumeric() || "*-_".contains(c);
    assert!(stdout(&output).strip_suffix('\n').unwrap().chars().all(is_of_the_alphabet), "{}", stdout(&output));
    assert!(stderr(&output).starts_with("warning: user id \"alice *\""), "{}", stderr(&output));
}

#[test]
fn a_moment_in_milliseconds_is_warned_of() {
    let warning = |argument| format!("warning: {argument} is in seconds, 1700000000000 looks like milliseconds\n");
    let minted = run(with_key(&["mint", "--user-id=alice", "--at=1700000000000"]), "");
    assert_eq!((minted.status.code(), stderr(&minted)), (Some(0), warning("--at")));
    let verify = ["verify", "--user-id=alice", "--at=1700000000", "--valid-after=1700000000000", &ticket()];
    assert!(stderr(&run(with_key(&verify), "")).starts_with(&warning("--valid-after")));
}

#[test]
fn an_odd_user_id_is_warned_of_by_every_command_that_takes_one() {
    let rights = ["--room-id=7", "--privileges=all"];
    let map_key = [&["private-map-key", "--user-id=a.b"], &rights[..]].concat();
    for arguments in [&["mint", "--user-id=a.b"], &map_key[..], &["verify", "--user-id=a.b"]] {
        assert!(stderr(&run(with_key(arguments), "")).starts_with("warning: user id \"a.b\""), "{arguments:?}");
    }
    assert_eq!(stderr(&run(with_key(&["mint", "--user-id=aZ09_-"]), "")), "");
}

#[test]
fn a_refusal_for_scripts_is_an_object_on_standard_output() {
    for refused in refused() {
        let why = &refused.why;
        let output = run(refused.verify(true), "");
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(1), ""), "{why}");
        let object: Value = serde_json::from_str(&stdout(&output)).unwrap();
        assert_eq!(object["valid"], false, "{why}");
        assert_eq!(object["code"], refused.code, "{why}");
        assert_eq!(object["cause"], *refused.cause, "{why}");
        for member in ["name", "message", "advice"] {
            assert!(object[member].as_str().is_some_and(|text| !text.is_empty()), "{member} of {why}");
        }
    }
}

#[test]
fn a_refusal_for_people_is_on_standard_error() {
    for refused in refused() {
        let why = &refused.why;
        let output = run(refused.verify(false), "");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), ""), "{why}");
        let headline = stderr(&output).lines().next().unwrap().to_owned();
        assert!(headline.starts_with(&format!("refused  {} ERR_", refused.code)), "{why}: {headline}");
        assert!(headline.ends_with(&format!("({})", refused.cause)), "{why}: {headline}");
    }
}

#[test]
fn every_cause_that_one_app_can_have_is_refused_once() {
    let known = ["no_key", "unknown_sdk_app_id"];
    let mut causes: Vec<String> =
        refused().into_iter().map(|refused| refused.cause).chain(known.map(String::from)).collect();
    causes.sort();
    let all: Vec<String> = Cause::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(causes, all);
}

#[test]
fn of_a_foreign_signature_nothing_is_said_about_expiry() {
    let foreign = refused().into_iter().find(|refused| refused.cause == "bad_signature").unwrap();
    for json in [false, true] {
        let output = run(foreign.verify(json), "");
        let said = stdout(&output) + &stderr(&output);
        assert!(said.contains("70009") && !said.contains("expire") && !said.contains("70001"), "{said}");
    }
}

#[test]
fn the_help_of_verify_lists_every_cause_with_its_code() {
    let help = answer(bare(&["verify", "--help"]), "");
    for Refused { cause, code, .. } in refused() {
        let listed = help.lines().filter_map(|line| line.trim().split_once("  "));
        let mut causes_of_code = listed.filter(|(first, _)| *first == code.to_string()).map(|(_, causes)| causes);
        assert!(causes_of_code.any(|causes| causes.trim().split(", ").any(|word| word == cause)), "{code} {cause}");
    }
}

#[test]
fn nothing_in_a_ticket_reaches_a_terminal_raw() {
    for Wild { why, ticket, .. } in vectors(include_str!("../vectors/wild.jsonl")) {
        for arguments in [
            &["inspect"][..],
            &["inspect", "--json"],
            &["verify", "--user-id=alice", "--at=1700000000"],
            &["verify", "--user-id=alice", "--at=1700000000", "--json"],
            &["verify", "--user-id=alice", "--at=1700000000", "--room-name=lobby"],
        ] {
            let output = run(with_key(arguments), &ticket);
            let shown = stdout(&output) + &stderr(&output);
            let raw = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2066}\u{200b}\u{feff}\u{ad}".contains(c));
            assert!(!shown.is_empty() && !shown.contains(raw), "{why}, {arguments:?}: {shown:?}");
        }
    }
}

#[test]
fn inspect_says_in_every_line_that_nothing_is_verified() {
    for Wild { why, ticket, .. } in vectors(include_str!("../vectors/wild.jsonl")) {
        let shown = answer(bare(&["inspect"]), &ticket);
        assert!(shown.lines().count() >= 6, "{why}: {shown}");
        assert!(shown.lines().all(|line| line.starts_with("UNVERIFIED  ")), "{why}: {shown}");
    }
}

#[test]
fn inspect_as_an_object_is_valid_json_that_says_it_is_not_verified() {
    for Wild { why, user_id, ticket } in vectors(include_str!("../vectors/wild.jsonl")) {
        let object: Value = serde_json::from_str(&answer(bare(&["inspect", "--json"]), &ticket)).unwrap();
        assert_eq!((&object["verified"], &object["user_id"]), (&false.into(), &user_id.into()), "{why}");
    }
    let malformed = stdout(&run(bare(&["inspect", "--json", "A"]), ""));
    let object: Value = serde_json::from_str(&malformed).unwrap();
    assert_eq!((&object["verified"], &object["cause"]), (&false.into(), &"bad_base64".into()));
}
