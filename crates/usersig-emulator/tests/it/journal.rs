//! The journal as JSON and as live events.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::harness::emulator::{Emulator, PATIENCE, of_app};
use crate::harness::page::Page;

/// Opens the stream of events and reads its head.
fn stream(emulator: &Emulator, query: &str, header: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(emulator.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "GET /emulator/v1/journal/events{query} HTTP/1.1\r\nHost: localhost\r\n{header}\r\n").unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        assert!(reader.read_line(&mut line).unwrap() > 0);
    }
    reader
}

/// The next entry of the stream.
fn entry(reader: &mut BufReader<TcpStream>) -> Value {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(reader.read_line(&mut line).unwrap() > 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).unwrap();
        }
    }
}

#[test]
fn the_journal_tells_requests_events_and_kicks_of_a_user_in_order() {
    let emulator = Emulator::start();
    let _one = Page::logged_in(&emulator, "one", "alice");
    let _two = Page::logged_in(&emulator, "two", "alice");
    let _bob = Page::logged_in(&emulator, "bob", "bob");
    let kinds: Vec<Value> = emulator.journal_of("alice").iter().map(|entry| entry["kind"].clone()).collect();
    assert_eq!(kinds, ["state_change", "request", "kick", "state_change", "request"]);
    let all = emulator.get("/emulator/v1/journal?sdkappid=1400000000&after=2");
    assert!(all["entries"].as_array().unwrap().iter().all(|entry| entry["id"].as_u64().unwrap() > 2));
}

#[test]
fn a_refused_login_of_a_phone_is_explained() {
    let emulator = Emulator::start();
    let body = json!({ "user_id": "alice", "user_sig": emulator.ticket("bob"), "platform": "Android" });
    assert_eq!(emulator.post(&of_app("devices"), &body)["code"], 70013);
    let entries = emulator.journal_of("alice");
    let refused = entries.iter().find(|entry| entry["code"] == 70013).unwrap();
    assert_eq!((&refused["interface"], &refused["findings"][0]["id"]), (&json!("control"), &json!("wrong_user_id")));
}

#[test]
fn live_events_arrive_filtered_by_user() {
    let emulator = Emulator::start();
    let mut reader = stream(&emulator, "?user_id=alice", "");
    let _bob = Page::logged_in(&emulator, "bob", "bob");
    let _alice = Page::logged_in(&emulator, "alice", "alice");
    let first = entry(&mut reader);
    assert_eq!(
        (&first["user_id"], &first["kind"], &first["action"]),
        (&json!("alice"), &json!("state_change"), &json!("Login"))
    );
}

#[test]
fn a_reader_that_comes_back_misses_nothing() {
    let emulator = Emulator::start();
    emulator.phone("alice", "Android");
    let entries = emulator.journal_of("alice");
    let last = entries.last().unwrap()["id"].as_u64().unwrap();
    emulator.phone("alice", "iPhone");
    let mut reader = stream(&emulator, "?user_id=alice", &format!("Last-Event-ID: {last}\r\n"));
    assert_eq!(entry(&mut reader)["kind"], "kick");
    assert_eq!(entry(&mut reader)["kind"], "state_change");
}

#[test]
fn an_operation_of_the_control_plane_is_recorded_with_its_outcome() {
    let emulator = Emulator::start();
    let account = |operation: &str| {
        emulator.post(&of_app("accounts"), &json!({ "operation": operation, "user_id": "alice" }));
    };
    account("block");
    account("import");
    emulator.delete(&of_app("devices/99"));
    emulator.patch(&of_app(""), &json!({ "settings": { "hello_interval": 0 } }));
    emulator.delete(&of_app("faults/99"));
    emulator.post(&of_app("faults"), &json!({ "effect": { "kind": "ignore_login" }, "times": 0 }));
    let answer = emulator.get("/emulator/v1/journal");
    let entries = answer["entries"].as_array().unwrap().iter();
    let entries: Vec<_> = entries.map(|entry| (entry["operation"].as_str().unwrap(), &entry["status"])).collect();
    let expected = [
        ("Block account alice", &json!(404)),
        ("Import account alice", &json!(200)),
        ("log out device 99", &json!(404)),
        ("change the app", &json!(400)),
        ("remove fault 99", &json!(404)),
        ("inject IgnoreLogin", &json!(400)),
    ];
    assert_eq!(entries, expected);
}

#[test]
fn a_reset_is_the_first_entry_of_the_new_journal() {
    let emulator = Emulator::start();
    emulator.phone("alice", "Android");
    emulator.post("/emulator/v1/reset", &json!({}));
    let answer = emulator.get("/emulator/v1/journal");
    assert_eq!(answer["entries"].as_array().unwrap().len(), 1);
    assert_eq!((&answer["entries"][0]["operation"], &answer["entries"][0]["status"]), (&json!("reset"), &json!(200)));
}

#[test]
fn a_ticket_that_expired_because_the_test_advanced_the_clock_is_explained_so() {
    let emulator = Emulator::start();
    let ticket = emulator.ticket_for("alice", 60);
    emulator.advance(61);
    let body = json!({ "user_id": "alice", "user_sig": ticket, "platform": "Android" });
    let remedy = emulator.post(&of_app("devices"), &body)["findings"][0]["remedy"].to_string();
    assert!(remedy.contains("If the test advanced the clock, sign a new ticket"), "{remedy}");
}
