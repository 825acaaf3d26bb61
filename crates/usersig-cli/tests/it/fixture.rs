//! Tickets for tests.

use std::collections::BTreeSet;

use serde_json::Value;
use usersig::Cause;

use crate::support::{answer, run, stderr, stdout, with_key};

#[test]
fn a_fixture_has_tickets_that_get_the_code_they_say() {
    fixture_holds_at("--at=1700000000");
}

#[test]
fn a_fixture_can_be_made_from_the_third_second_of_1970_until_map_keys_end() {
    for at in ["--at=2", "--at=3600", "--at=86401", "--at=2106-02-07T05:28:15Z"] {
        fixture_holds_at(at);
    }
    for (at, reason) in [
        ("--at=1", "no ticket can have expired before the third second of 1970"),
        ("--at=2106-02-07T05:28:16Z", "PrivateMapKey can expire at 2106-02-07T06:28:15Z at the latest"),
    ] {
        let output = run(with_key(&["fixture", "--user-id=alice", at]), "");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{at}");
        assert!(stderr(&output).contains(reason), "{}", stderr(&output));
    }
}

fn fixture_holds_at(at: &str) {
    let fixture: Value = serde_json::from_str(&answer(with_key(&["fixture", "--user-id=alice", at]), "")).unwrap();
    let tickets = fixture["tickets"].as_array().unwrap();
    for ticket in tickets {
        let mut command = with_key(&["verify", "--user-id=alice", at, "--json"]);
        if let Some(room) = ticket["room_name"].as_str() {
            command.args(["--room-name", room, "--privileges", &ticket["privileges"].to_string()]);
        }
        for (member, option) in [("future_tolerance", "--future-tolerance"), ("valid_after", "--valid-after")] {
            if ticket[member].is_u64() {
                command.args([option, &ticket[member].to_string()]);
            }
        }
        command.args(["--", ticket["ticket"].as_str().unwrap()]);
        let verdict: Value = serde_json::from_slice(&run(command, "").stdout).unwrap();
        for member in ["valid", "code", "cause"] {
            assert_eq!(verdict[member], ticket[member], "{member} of {}", ticket["name"]);
        }
    }
}

#[test]
fn of_a_fixture_every_ticket_but_the_good_ones_is_another() {
    let fixture = answer(with_key(&["fixture", "--user-id=somebody", "--at=1700000000", "--expiring-in=5s"]), "");
    let fixture: Value = serde_json::from_str(&fixture).unwrap();
    let named = |name: &str| {
        let mut tickets = fixture["tickets"].as_array().unwrap().iter();
        tickets.find(|ticket| ticket["name"] == name).unwrap().clone()
    };
    assert_eq!(named("expiring")["expires_at"], 1_700_000_005);
    let verify = |at: &str| {
        let ticket = named("expiring")["ticket"].as_str().unwrap().to_owned();
        run(with_key(&["verify", "--user-id=somebody", at, &ticket]), "").status.code()
    };
    assert_eq!((verify("--at=1700000005"), verify("--at=1700000006")), (Some(0), Some(1)));
}

#[test]
fn a_fixture_has_a_ticket_for_each_cause_that_a_ticket_can_have() {
    let fixture = answer(with_key(&["fixture", "--user-id=alice"]), "");
    let fixture: Value = serde_json::from_str(&fixture).unwrap();
    let causes: BTreeSet<&str> =
        fixture["tickets"].as_array().unwrap().iter().filter_map(|ticket| ticket["cause"].as_str()).collect();
    // These two are causes of a key ring.
    let of_key_rings = ["no_key", "unknown_sdk_app_id"];
    let all: BTreeSet<&str> =
        Cause::ALL.iter().map(|cause| cause.as_str()).filter(|cause| !of_key_rings.contains(cause)).collect();
    assert_eq!(causes, all);
}
