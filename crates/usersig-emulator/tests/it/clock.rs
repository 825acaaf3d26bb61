//! The clock that every check uses.

use serde_json::{Value, json};

use crate::harness::emulator::{Emulator, of_app};
use crate::harness::page::Page;

#[test]
fn a_ticket_is_valid_through_its_last_second_of_the_emulators_clock() {
    let emulator = Emulator::start();
    emulator.post("/emulator/v1/clock/freeze", &json!({}));
    let ticket = emulator.ticket_for("alice", 10);
    emulator.advance(10);
    assert_eq!(Page::open(&emulator, "one").login("alice", &ticket)["ErrorCode"], 0);
    emulator.advance(1);
    assert_eq!(Page::open(&emulator, "two").login("alice", &ticket)["ErrorCode"], 70001);
}

#[test]
fn a_page_hears_of_an_expired_ticket_at_its_next_hello() {
    let emulator = Emulator::start();
    let mut page = Page::open(&emulator, "page");
    let secret = page.login("alice", &emulator.ticket_for("alice", 600))["A2Key"].clone();
    assert_eq!(page.hello()["ErrorCode"], 0);
    emulator.advance(601);
    assert_eq!(page.hello()["ErrorCode"], 70001);
    assert_eq!(Page::open(&emulator, "page").reconnect(&secret)["ErrorCode"], 70001);
    assert_eq!(page.login("alice", &emulator.ticket("alice"))["ErrorCode"], 0);
    assert_eq!(page.hello()["ErrorCode"], 0);
}

#[test]
fn a_page_whose_ticket_is_valid_stays_online_over_any_jump() {
    let emulator = Emulator::start();
    let mut page = Page::open(&emulator, "page");
    page.login("alice", &emulator.ticket_for("alice", 40 * 86_400));
    emulator.phone("bob", "Android");
    for _ in 0..39 {
        emulator.advance(86_400);
    }
    assert_eq!(page.hello()["ErrorCode"], 0);
    assert_eq!(emulator.get(&of_app("devices"))[0]["ended"], "expired");
    let changes = |user_id| -> Vec<Value> {
        emulator.journal_of(user_id).into_iter().filter(|entry| entry["kind"] == "state_change").collect()
    };
    assert_eq!(changes("alice").len(), 1, "only the login");
}

#[test]
fn everything_that_falls_due_in_a_jump_happens_in_order_and_at_its_time() {
    let emulator = Emulator::start();
    emulator.post("/emulator/v1/clock/freeze", &json!({}));
    let start = emulator.get("/emulator/v1/clock")["now"].as_u64().unwrap();
    for (user_id, ttl) in [("carol", 300), ("alice", 100), ("bob", 200)] {
        let body = json!({ "user_id": user_id, "user_sig": emulator.ticket_for(user_id, ttl), "platform": "Android" });
        assert_eq!(emulator.post(&of_app("devices"), &body)["code"], 0);
    }
    emulator.advance(86_400);
    let journal = emulator.get("/emulator/v1/journal");
    let expired: Vec<(&str, u64)> = journal["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["kind"] == "expired")
        .map(|entry| (entry["user_id"].as_str().unwrap(), entry["at"].as_u64().unwrap() / 1000 - start))
        .collect();
    assert_eq!(expired, [("alice", 101), ("bob", 201), ("carol", 301)]);
}

#[test]
fn a_device_that_stays_away_is_offline_after_seven_days() {
    let emulator = Emulator::start();
    drop(Page::logged_in(&emulator, "page", "alice"));
    let online = |user_id| {
        let body = json!({ "To_Account": [user_id] });
        emulator.rest("openim/query_online_status", &body)["QueryResult"][0]["Status"].clone()
    };
    crate::harness::emulator::eventually("the link closes", || (online("alice") == "Offline").then_some(()));
    emulator.advance(8 * 86_400);
    assert_eq!(emulator.get(&of_app(""))["away_sessions"], 0);
}

#[test]
fn the_clock_can_be_set_and_bad_times_are_refused() {
    let emulator = Emulator::start();
    emulator.post("/emulator/v1/clock/freeze", &json!({}));
    let set = |now: u64| emulator.post("/emulator/v1/clock/set", &json!({ "now": now }));
    assert_eq!(set(1_700_000_000)["now"], 1_700_000_000_u64);
    assert_eq!(set(1_600_000_000)["now"], 1_600_000_000_u64);
    assert_eq!(set(253_402_300_800)["status"], 400);
    assert_eq!(emulator.post("/emulator/v1/clock/advance", &json!({ "seconds": -1 }))["status"], 400);
    emulator.advance(u64::MAX);
    assert_eq!(emulator.get("/emulator/v1/clock")["now"], 253_402_300_799_u64);
    assert_eq!(emulator.post("/emulator/v1/clock/resume", &json!({}))["frozen"], false);
}
