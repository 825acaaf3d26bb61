//! Everything is bounded, and one connection cannot harm another (R12).

use std::time::Instant;

use serde_json::json;
use tungstenite::Message;

use crate::harness::emulator::{Emulator, PATIENCE, eventually, of_app};
use crate::harness::page::Page;
use crate::harness::raw::{request, status};

#[test]
fn a_panic_in_one_connection_ends_only_that_connection() {
    let emulator = Emulator::with(&["--fault-panic", "mallory"]);
    let mut alice = Page::logged_in(&emulator, "alice", "alice");
    let mut mallory = Page::open(&emulator, "mallory");
    mallory.send("im_open_status.wslogin", &json!({ "identifier": "mallory", "usersig": "x" }), &json!({}));
    assert!(mallory.read().is_none());
    assert_eq!(alice.hello()["ErrorCode"], 0);
    assert_eq!(Page::open(&emulator, "other").login("bob", &emulator.ticket("bob"))["ErrorCode"], 0);
}

#[test]
fn a_frame_that_is_too_long_or_not_a_request_harms_nobody() {
    let emulator = Emulator::start();
    let mut page = Page::logged_in(&emulator, "page", "alice");
    for bytes in [&b""[..], b"{", b"[]", b"{\"head\":1}", b"{\"head\":{}}", b"{\"head\":{\"servcmd\":1}}", &[0xff; 100]]
    {
        page.socket.send(Message::binary(bytes.to_vec())).unwrap();
    }
    let deep = format!("{{\"head\":{}}}", "[".repeat(10_000));
    page.socket.send(Message::binary(deep.into_bytes())).unwrap();
    assert_eq!(page.hello()["ErrorCode"], 0);
    let long = vec![b' '; (64 << 10) + 1];
    let _ = page.socket.send(Message::binary(long));
    assert!(page.read().is_none());
}

#[test]
fn a_page_that_does_not_read_loses_its_link() {
    let emulator = Emulator::start();
    let slow = Page::logged_in(&emulator, "slow", "bob");
    let mut alice = Page::logged_in(&emulator, "alice", "alice");
    let text = "x".repeat(60_000);
    let start = Instant::now();
    let is_gone = || {
        let entries = emulator.journal_of("bob");
        entries.iter().any(|entry| entry["kind"] == "link" && entry["change"] == "too_slow")
    };
    while !is_gone() {
        assert!(start.elapsed() < PATIENCE, "the slow page is still connected");
        for _ in 0..20 {
            assert_eq!(alice.text("alice", "bob", &text)["ErrorCode"], 0);
        }
    }
    assert_eq!(alice.hello()["ErrorCode"], 0);
    drop(slow);
}

#[test]
fn the_number_of_apps_is_bounded() {
    let emulator = Emulator::start();
    for app in 1..=64 {
        assert_eq!(emulator.get(&format!("/emulator/v1/apps/{app}"))["sdk_app_id"], app);
    }
    assert_eq!(emulator.get("/emulator/v1/apps/65")["status"], 409);
    let rest =
        "POST /v4/im_open_login_svc/kick?sdkappid=66&identifier=administrator&usersig=x&random=1&contenttype=json";
    assert!(request(emulator.address, rest, &["Host: localhost"], "{}").contains("70020"));
    // A page only sees that its link closes, so the journal says why.
    let url = format!("ws://{}/binfo?sdkappid=67&instanceid=x", emulator.address);
    let (mut socket, _) = tungstenite::connect(url).unwrap();
    assert!(socket.read().is_err());
    let refused = emulator.refused();
    assert_eq!(refused.iter().map(|entry| entry["value"].as_str().unwrap()).collect::<Vec<_>>(), ["66", "67"]);
    assert!(refused.iter().all(|entry| entry["reason"] == "too_many_apps"), "{refused:?}");
}

#[test]
fn bodies_headers_and_addresses_are_bounded() {
    let emulator = Emulator::start();
    let json = "Content-Type: application/json";
    let long = format!("{{\"x\":\"{}\"}}", "x".repeat(64 << 10));
    let answer = request(emulator.address, "POST /emulator/v1/reset", &["Host: localhost", json], &long);
    assert_eq!(status(&answer), 413);
    let header = format!("X: {}", "x".repeat(20_000));
    assert_eq!(status(&request(emulator.address, "GET /readyz", &["Host: localhost", &header], "")), 431);
    let answer = request(
        emulator.address,
        &format!("GET /binfo?sdkappid=1&instanceid={}", "x".repeat(200)),
        &["Host: localhost"],
        "",
    );
    assert_eq!(status(&answer), 400);
}

#[test]
fn a_device_that_logs_in_for_ever_leaves_a_bounded_state() {
    let emulator = Emulator::start();
    let ticket = emulator.ticket("alice");
    for device in 0..60 {
        let mut page = Page::open(&emulator, &format!("page{device}"));
        assert_eq!(page.login("alice", &ticket)["ErrorCode"], 0);
    }
    let state = eventually("the links close", || {
        let state = emulator.get("/emulator/v1/state");
        (emulator.get(&of_app(""))["online_sessions"] == 0).then_some(state)
    });
    assert!(state["apps"][0]["secrets"].as_object().unwrap().len() <= 32);
    assert!(state["apps"][0]["registry"]["accounts"][0]["sessions"].as_array().unwrap().len() <= 36);
}
