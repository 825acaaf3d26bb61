//! Faults that a test injects.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::emulator::{Emulator, of_app};
use crate::harness::page::Page;

fn inject(emulator: &Emulator, fault: &Value) -> u64 {
    let answer = emulator.post(&of_app("faults"), fault);
    answer["id"].as_u64().unwrap_or_else(|| panic!("{answer}"))
}

#[test]
fn the_next_logins_of_a_user_are_answered_with_a_code() {
    let emulator = Emulator::start();
    inject(&emulator, &json!({ "user_id": "alice", "effect": { "kind": "answer_login", "code": 70169 }, "times": 2 }));
    let mut page = Page::open(&emulator, "page");
    let (alice, bob) = (emulator.ticket("alice"), emulator.ticket("bob"));
    assert_eq!(Page::open(&emulator, "other").login("bob", &bob)["ErrorCode"], 0);
    let codes: Vec<Value> = (0..3).map(|_| page.login("alice", &alice)["ErrorCode"].clone()).collect();
    assert_eq!(codes, [70169, 70169, 0]);
    assert_eq!(emulator.get(&of_app("faults")), json!([]));
}

#[test]
fn a_share_of_the_logins_fails() {
    let emulator = Emulator::start();
    inject(&emulator, &json!({ "effect": { "kind": "answer_login", "code": 70500 }, "percent": 50 }));
    let mut page = Page::open(&emulator, "page");
    let ticket = emulator.ticket("alice");
    let codes: Vec<Value> = (0..4).map(|_| page.login("alice", &ticket)["ErrorCode"].clone()).collect();
    assert_eq!(codes, [0, 70500, 0, 70500]);
}

#[test]
fn a_login_is_answered_late_and_other_requests_are_not() {
    let emulator = Emulator::start();
    inject(&emulator, &json!({ "effect": { "kind": "delay_login", "milliseconds": 400 }, "times": 1 }));
    let mut page = Page::open(&emulator, "page");
    let start = Instant::now();
    page.send(
        "im_open_status.wslogin",
        &json!({ "identifier": "alice", "usersig": emulator.ticket("alice") }),
        &json!({}),
    );
    assert_eq!(page.command("heartbeat.alive")["ErrorCode"], 0);
    assert!(start.elapsed() < Duration::from_millis(400));
    let late = page.read().unwrap();
    assert_eq!((&late["head"]["seq"], &late["body"]["ErrorCode"]), (&json!(1), &json!(0)));
    assert!(start.elapsed() >= Duration::from_millis(400));
}

#[test]
fn a_login_is_never_answered_or_breaks_the_link() {
    let emulator = Emulator::start();
    let ticket = emulator.ticket("alice");
    inject(&emulator, &json!({ "effect": { "kind": "ignore_login" }, "times": 1 }));
    let mut page = Page::open(&emulator, "page");
    page.send("im_open_status.wslogin", &json!({ "identifier": "alice", "usersig": ticket }), &json!({}));
    assert!(page.is_quiet());
    inject(&emulator, &json!({ "effect": { "kind": "break_login" }, "times": 1 }));
    let mut page = Page::open(&emulator, "page");
    page.send("im_open_status.wslogin", &json!({ "identifier": "alice", "usersig": ticket }), &json!({}));
    assert!(page.read().is_none());
    assert_eq!(Page::open(&emulator, "page").login("alice", &ticket)["ErrorCode"], 0);
}

#[test]
fn a_fault_is_listed_until_it_is_removed_and_impossible_ones_are_refused() {
    let emulator = Emulator::start();
    let id = inject(&emulator, &json!({ "effect": { "kind": "ignore_login" } }));
    assert_eq!(emulator.get(&of_app("faults"))[0]["id"], id);
    assert_eq!(emulator.delete(&of_app(&format!("faults/{id}")))["done"], true);
    assert_eq!(emulator.delete(&of_app(&format!("faults/{id}")))["status"], 404);
    for fault in [
        json!({ "effect": { "kind": "ignore_login" }, "times": 0 }),
        json!({ "effect": { "kind": "ignore_login" }, "percent": 101 }),
        json!({ "effect": { "kind": "delay_login", "milliseconds": 600_001 } }),
        json!({ "effect": { "kind": "answer_login", "code": 0 } }),
        json!({ "effect": { "kind": "nothing" } }),
    ] {
        assert_eq!(emulator.post(&of_app("faults"), &fault)["status"], 400, "{fault}");
    }
}
