//! Everything as one file.

use serde_json::{Value, json};

use crate::harness::emulator::{Emulator, of_app};
use crate::harness::page::Page;

/// An emulator with something in every part of its state.
fn full() -> (Emulator, Value) {
    let emulator = Emulator::start();
    emulator.post("/emulator/v1/clock/freeze", &json!({}));
    emulator.post("/emulator/v1/clock/set", &json!({ "now": 1_700_000_000 }));
    // No server listens there, so the notifications wait.
    let settings = json!({ "webhook": "http://127.0.0.1:9/im", "hello_interval": 3, "admins": ["administrator", "ops"],
        "service": { "login": { "policy": "Multi", "limits": { "Web": 2 } }, "daily_users_allowed": 50 } });
    emulator.patch(&of_app(""), &json!({ "settings": settings }));
    let secret = Page::open(&emulator, "page").login("alice", &emulator.ticket("alice"))["A2Key"].clone();
    emulator.phone("bob", "Android");
    emulator.phone("bob", "iPad");
    emulator.rest("im_open_login_svc/kick", &json!({ "UserID": "bob" }));
    emulator.phone("carol", "Mac");
    emulator.post(&of_app("accounts"), &json!({ "operation": "import", "user_id": "dave" }));
    emulator.post(&of_app("accounts"), &json!({ "operation": "block", "user_id": "dave" }));
    emulator.post(&of_app("accounts"), &json!({ "operation": "import", "user_id": "erin" }));
    emulator.post(&of_app("accounts"), &json!({ "operation": "delete", "user_id": "erin" }));
    let fault =
        json!({ "user_id": "zoe", "effect": { "kind": "answer_login", "code": 70169 }, "times": 3, "percent": 40 });
    emulator.post(&of_app("faults"), &fault);
    emulator.get("/emulator/v1/apps/1400000001");
    (emulator, secret)
}

#[test]
fn every_field_survives_a_round_trip() {
    let (emulator, _) = full();
    let saved = emulator.get("/emulator/v1/state");
    for part in ["apps", "faults", "outbox", "journal"] {
        assert!(!saved[part].as_array().unwrap().is_empty(), "there is no {part} to compare");
    }
    assert!(!saved["apps"][0]["phones"].as_array().unwrap().is_empty());
    assert!(!saved["apps"][0]["secrets"].as_object().unwrap().is_empty());
    let other = Emulator::start();
    assert_eq!(other.put("/emulator/v1/state", &saved)["done"], true);
    let mut again = other.get("/emulator/v1/state");
    let mut expected = saved;
    for state in [&mut expected, &mut again] {
        // The couriers of both emulators go on writing to their journals.
        state.as_object_mut().unwrap().remove("next_entry");
        state["journal"].as_array_mut().unwrap().retain(|entry| entry["kind"] != "webhook");
        for app in state["apps"].as_array_mut().unwrap() {
            // Each snapshot has a new number, and the ids of a restored registry skip those of a crash.
            let registry = app["registry"].as_object_mut().unwrap();
            assert!(registry.remove("generation").is_some() && registry.remove("next_serial").is_some());
        }
    }
    assert_eq!(again, expected);
}

#[test]
fn a_state_contains_neither_keys_nor_secrets_nor_tickets() {
    let (emulator, secret) = full();
    let ticket = emulator.ticket("alice");
    let saved = emulator.get("/emulator/v1/state").to_string();
    for text in [secret.as_str().unwrap(), &ticket, "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e"]
    {
        assert!(!saved.contains(text), "the state contains {text}");
    }
}

#[test]
fn a_page_comes_back_without_a_login_after_a_restart_with_the_state() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.json");
    let file = file.to_str().unwrap();
    let emulator = Emulator::with(&["--state", file]);
    let mut page = Page::open(&emulator, "page");
    let secret = page.login("alice", &emulator.ticket("alice"))["A2Key"].clone();
    emulator.stop();
    let emulator = Emulator::with(&["--state", file]);
    let mut page = Page::open(&emulator, "page");
    assert_eq!(page.reconnect(&secret)["ErrorCode"], 0);
    assert_eq!(page.hello()["ErrorCode"], 0);
    assert_eq!(emulator.get(&of_app(""))["daily_active_users"], 1);
}

#[test]
fn a_phone_of_an_imported_state_can_be_kicked_and_hears_of_it() {
    let (emulator, _) = full();
    let other = Emulator::start();
    other.put("/emulator/v1/state", &emulator.get("/emulator/v1/state"));
    other.rest("im_open_login_svc/kick", &json!({ "UserID": "carol" }));
    let devices = other.get(&of_app("devices"));
    let carol = devices.as_array().unwrap().iter().find(|device| device["platform"] == "Mac").unwrap();
    assert_eq!(carol["ended"]["kicked"], "rest");
}

#[test]
fn a_state_that_is_not_valid_changes_nothing() {
    let (emulator, _) = full();
    let saved = emulator.get("/emulator/v1/state");
    let bend = |path: &str, value: Value| {
        let mut bent = saved.clone();
        *bent.pointer_mut(path).unwrap_or_else(|| panic!("no {path}")) = value;
        bent
    };
    let cases = [
        bend("/version", json!(2)),
        bend("/apps/0/key", json!("unknown")),
        bend("/apps/0/registry/version", json!(9)),
        bend("/apps/0/registry/sdk_app_id", json!(1)),
        bend("/apps/1/sdk_app_id", json!(1_400_000_000)),
        bend("/faults/0/progress", json!(100)),
        bend("/journal/0/id", json!(u64::MAX)),
        json!({}),
    ];
    for case in cases {
        assert_eq!(emulator.put("/emulator/v1/state", &case)["status"], 400);
    }
    assert_eq!(emulator.get(&of_app("faults")).as_array().unwrap().len(), 1);
    assert!(Emulator::refusal(&["--state", "/"]).contains("state /"));
}

#[test]
fn a_reset_forgets_everything_and_pages_log_in_again() {
    let (emulator, secret) = full();
    assert_eq!(emulator.post("/emulator/v1/reset", &json!({}))["done"], true);
    assert_eq!(emulator.get("/emulator/v1/apps"), json!([]));
    assert_eq!(emulator.get("/emulator/v1/clock")["frozen"], false);
    assert_eq!(Page::open(&emulator, "page").reconnect(&secret)["ErrorCode"], 70001);
}
