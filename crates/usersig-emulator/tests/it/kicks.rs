//! Who is kicked, and how a page hears of it.

use serde_json::json;

use crate::harness::emulator::{Emulator, of_app};
use crate::harness::page::{Page, kick_type};

fn set_policy(emulator: &Emulator, policy: &str) {
    let change = json!({ "settings": { "service": { "login": { "policy": policy } } } });
    let answer = emulator.patch(&of_app(""), &change);
    assert_eq!(answer["settings"]["service"]["login"]["policy"], policy, "{answer}");
}

#[test]
fn a_second_page_kicks_the_first_one() {
    let emulator = Emulator::start();
    let mut first = Page::logged_in(&emulator, "one", "alice");
    let mut second = Page::logged_in(&emulator, "two", "alice");
    assert_eq!(kick_type(&first.push()), 1);
    let hello = first.hello();
    assert_eq!((&hello["ErrorCode"], &hello["KickType"]), (&json!(1002), &json!(1)));
    assert_eq!(first.command("im_open_status.wslogout")["ErrorCode"], 0);
    assert_eq!(second.hello()["ErrorCode"], 0);
}

#[test]
fn a_phone_kicks_a_page_only_under_the_single_policy() {
    for (policy, kicks) in [("Single", true), ("Dual", false), ("Triple", false), ("Multi", false)] {
        let emulator = Emulator::start();
        set_policy(&emulator, policy);
        let mut page = Page::logged_in(&emulator, "page", "alice");
        assert_eq!(emulator.phone("alice", "Android")["code"], 0);
        if kicks {
            assert_eq!(kick_type(&page.push()), 2, "{policy}");
        } else {
            assert_eq!(page.hello()["ErrorCode"], 0, "{policy}");
            assert!(page.pushes.is_empty(), "{policy}");
        }
    }
}

#[test]
fn a_phone_of_another_platform_kicks_a_phone_under_the_default_policy() {
    let emulator = Emulator::start();
    emulator.phone("alice", "iPhone");
    emulator.phone("alice", "Android");
    let devices = emulator.get(&of_app("devices"));
    assert_eq!(devices[0]["ended"]["kicked"], "another_platform");
    assert_eq!(devices[1]["user_id"], "alice");
}

#[test]
fn ten_pages_of_one_user_are_online_and_the_eleventh_kicks_the_first() {
    let emulator = Emulator::start();
    let limits = json!({ "settings": { "service": { "login": { "limits": { "Web": 10 } } } } });
    emulator.patch(&of_app(""), &limits);
    let mut pages: Vec<Page> =
        (0..10).map(|page| Page::logged_in(&emulator, &format!("page{page}"), "alice")).collect();
    assert!(pages.iter_mut().all(|page| page.hello()["ErrorCode"] == 0));
    let _eleventh = Page::logged_in(&emulator, "page10", "alice");
    assert_eq!(kick_type(&pages[0].push()), 1);
    assert!(pages.iter_mut().skip(1).all(|page| page.hello()["ErrorCode"] == 0 && page.pushes.is_empty()));
}

#[test]
fn a_rest_kick_ends_the_page_and_its_old_tickets() {
    let emulator = Emulator::start();
    let ticket = emulator.ticket("alice");
    let mut page = Page::open(&emulator, "page");
    let login = page.login("alice", &ticket);
    assert_eq!(emulator.rest("im_open_login_svc/kick", &json!({ "UserID": "alice" }))["ErrorCode"], 0);
    assert_eq!(kick_type(&page.push()), 3);
    assert_eq!(page.login("alice", &ticket)["ErrorCode"], 70001);
    let back = Page::open(&emulator, "page").reconnect(&login["A2Key"]);
    assert_eq!((&back["ErrorCode"], &back["KickType"]), (&json!(1002), &json!(3)));
    emulator.advance(1);
    assert_eq!(page.login("alice", &emulator.ticket("alice"))["ErrorCode"], 0);
}

#[test]
fn the_journal_says_which_operation_kicked_a_device() {
    let emulator = Emulator::start();
    for operation in ["kick", "block", "delete"] {
        assert_eq!(emulator.phone(operation, "Mac")["code"], 0);
        emulator.post(&of_app("accounts"), &json!({ "operation": operation, "user_id": operation }));
    }
    emulator.phone("kick_session", "Mac");
    let session = emulator.get(&of_app("accounts/kick_session/sessions"))[0]["session"].clone();
    emulator.delete(&of_app(&format!("accounts/kick_session/sessions/{}", session.as_str().unwrap())));
    for operation in ["kick", "block", "delete", "kick_session"] {
        let kick = emulator.journal_of(operation).into_iter().find(|entry| entry["kind"] == "kick").unwrap();
        assert_eq!((&kick["by"], &kick["operation"]), (&json!("rest"), &json!(operation)), "{kick}");
    }
    emulator.phone("carol", "iPhone");
    emulator.phone("carol", "Android");
    let kick = emulator.journal_of("carol").into_iter().find(|entry| entry["kind"] == "kick").unwrap();
    assert_eq!((&kick["by"], &kick["operation"]), (&json!("another_platform"), &json!(null)), "{kick}");
}

#[test]
fn a_device_that_was_kicked_while_its_link_was_down_hears_of_it_when_it_comes_back() {
    let emulator = Emulator::start();
    let mut away = Page::open(&emulator, "one");
    let secret = away.login("alice", &emulator.ticket("alice"))["A2Key"].clone();
    drop(away);
    let _other = Page::logged_in(&emulator, "two", "alice");
    let back = Page::open(&emulator, "one").reconnect(&secret);
    assert_eq!((&back["ErrorCode"], &back["KickType"]), (&json!(1002), &json!(1)), "{back}");
}

#[test]
fn the_control_plane_kicks_one_session_and_its_ticket_stays_valid() {
    let emulator = Emulator::start();
    let ticket = emulator.ticket("alice");
    let mut page = Page::open(&emulator, "page");
    page.login("alice", &ticket);
    let sessions = emulator.get(&of_app("accounts/alice/sessions"));
    let session = sessions[0]["session"].as_str().unwrap();
    assert_eq!(emulator.delete(&of_app(&format!("accounts/alice/sessions/{session}")))["done"], true);
    assert_eq!(kick_type(&page.push()), 3);
    assert_eq!(page.login("alice", &ticket)["ErrorCode"], 0);
}

#[test]
fn a_blocked_account_cannot_log_in_until_it_is_unblocked() {
    let emulator = Emulator::start();
    let mut page = Page::logged_in(&emulator, "page", "alice");
    let operate = |operation: &str| {
        emulator.post(&of_app("accounts"), &json!({ "operation": operation, "user_id": "alice" }))["done"].clone()
    };
    assert_eq!(operate("block"), true);
    assert_eq!(kick_type(&page.push()), 3);
    assert_eq!(page.login("alice", &emulator.ticket("alice"))["ErrorCode"], 70051);
    assert_eq!(operate("unblock"), true);
    assert_eq!(page.login("alice", &emulator.ticket("alice"))["ErrorCode"], 0);
}
