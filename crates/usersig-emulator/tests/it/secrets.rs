//! R11 and R15: the secret of a session, and a kick that stays in force.

use std::collections::BTreeSet;
use std::thread;

use serde_json::json;

use crate::harness::emulator::{Emulator, of_app};
use crate::harness::page::Page;

#[test]
fn a_secret_has_128_random_bits_and_a_guess_opens_nothing() {
    let emulator = Emulator::start();
    let mut secrets = BTreeSet::new();
    let mut page = Page::open(&emulator, "page");
    let ticket = emulator.ticket("alice");
    for _ in 0..50 {
        let secret = page.login("alice", &ticket)["A2Key"].as_str().unwrap().to_owned();
        assert!(secret.len() == 32 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()), "{secret}");
        secrets.insert(secret);
    }
    assert_eq!(secrets.len(), 50);
    let mut stranger = Page::open(&emulator, "stranger");
    let newest = page.login("alice", &ticket)["A2Key"].as_str().unwrap().to_owned();
    for guess in [&newest[1..], &newest.to_uppercase(), &"0".repeat(32), &format!("{newest} ")] {
        let answer = stranger.reconnect(&json!(guess));
        assert_eq!(answer["ErrorCode"], if guess == newest { 0 } else { 70001 }, "{guess}");
    }
    for old in secrets {
        assert_eq!(stranger.reconnect(&json!(old))["ErrorCode"], 70001, "the secret of an earlier login is over");
    }
}

#[test]
fn a_secret_is_over_after_the_logout() {
    let emulator = Emulator::start();
    let mut page = Page::open(&emulator, "page");
    let secret = page.login("alice", &emulator.ticket("alice"))["A2Key"].clone();
    page.command("im_open_status.wslogout");
    assert_eq!(Page::open(&emulator, "page").reconnect(&secret)["ErrorCode"], 70001);
}

#[test]
fn a_kick_during_renewals_and_reconnects_stays_in_force() {
    let emulator = Emulator::start();
    emulator.post("/emulator/v1/clock/freeze", &json!({}));
    let ticket = emulator.ticket("alice");
    let mut first = Page::open(&emulator, "page0");
    let secret = first.login("alice", &ticket)["A2Key"].clone();
    thread::scope(|scope| {
        for device in 0..4 {
            let (emulator, ticket, secret) = (&emulator, &ticket, &secret);
            scope.spawn(move || {
                for _ in 0..50 {
                    let mut page = Page::open(emulator, "page0");
                    if device % 2 == 0 {
                        page.reconnect(secret)
                    } else {
                        page.login("alice", ticket)
                    };
                }
            });
        }
        let kicked = emulator.post(&of_app("accounts"), &json!({ "operation": "kick", "user_id": "alice" }));
        assert_eq!(kicked["done"], true);
    });
    assert_ne!(Page::open(&emulator, "page0").reconnect(&secret)["ErrorCode"], 0);
    assert_ne!(Page::open(&emulator, "page0").login("alice", &ticket)["ErrorCode"], 0);
    assert_eq!(emulator.get(&of_app(""))["online_sessions"], 0);
    // The threads were refused more often than a source may be in a minute.
    emulator.advance(61);
    assert_eq!(Page::open(&emulator, "page0").login("alice", &emulator.ticket("alice"))["ErrorCode"], 0);
}
