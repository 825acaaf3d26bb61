//! The frames of the Web SDK.

use serde_json::json;

use crate::harness::emulator::{Emulator, of_app};
use crate::harness::page::Page;

#[test]
fn a_login_has_everything_that_the_sdk_needs() {
    let emulator = Emulator::start();
    let mut page = Page::open(&emulator, "page");
    let answer = page.login("alice", &emulator.ticket_for("alice", 600));
    assert_eq!((&answer["ActionStatus"], &answer["ErrorCode"]), (&json!("OK"), &json!(0)));
    assert_eq!(answer["A2Key"].as_str().unwrap().len(), 32);
    assert!(answer["TinyId"].as_str().unwrap().parse::<u64>().is_ok());
    assert!(answer["InstId"].is_u64() && answer["HelloInterval"].as_u64().unwrap() <= 5);
    let now = emulator.get("/emulator/v1/clock")["now"].as_u64().unwrap();
    assert!((now + 595..=now + 600).contains(&answer["ExpireTime"].as_u64().unwrap()), "{answer} at {now}");
    assert!((now - 5..=now).contains(&answer["TimeStamp"].as_u64().unwrap()), "{answer} at {now}");
}

#[test]
fn the_sdk_never_asks_again_at_full_speed() {
    let emulator = Emulator::start();
    let mut page = Page::logged_in(&emulator, "page", "alice");
    let black_list = page.command("sns.black_list_get");
    assert_eq!((&black_list["StartIndex"], &black_list["CurruentSequence"]), (&json!(0), &json!(0)));
    assert_eq!(page.command("recentcontact.page_get")["CompleteFlag"], 1);
    assert_eq!(page.command("openim.getmsg")["SyncFlag"], 2);
    assert_eq!(page.command("sns.friend_get")["CompleteFlag"], 1);
}

#[test]
fn the_sdk_gets_a_read_time_for_each_user_it_asks_for() {
    let emulator = Emulator::start();
    let mut page = Page::logged_in(&emulator, "page", "alice");
    let asked = json!({ "To_Account": ["bob", "carol"] });
    assert_eq!(page.ask("openim.get_peer_read_time", &json!({}), &asked)["ReadTime"], json!([0, 0]));
    assert_eq!(page.command("openim.get_peer_read_time")["ReadTime"], json!([]));
    assert_eq!(page.command("im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2")["str_purchase_bits"], "0");
    assert_eq!(page.command("recentcontact.search_contact_group")["ErrorCode"], 0);
}

#[test]
fn an_unknown_command_is_refused_by_name_and_appears_in_the_journal() {
    let emulator = Emulator::start();
    let mut page = Page::logged_in(&emulator, "page", "alice");
    let answer = page.command("group_open_http_svc.create_group");
    assert_eq!(answer["ErrorCode"], 60009);
    assert!(answer["ErrorInfo"].as_str().unwrap().contains("group_open_http_svc.create_group"));
    let entries = emulator.journal_of("alice");
    assert!(
        entries.iter().any(|entry| entry["command"] == "group_open_http_svc.create_group" && entry["code"] == 60009)
    );
}

#[test]
fn a_message_reaches_a_user_who_is_online_and_nobody_after_the_logout() {
    let emulator = Emulator::start();
    let (mut alice, mut bob) = (Page::logged_in(&emulator, "a", "alice"), Page::logged_in(&emulator, "b", "bob"));
    let sent = alice.text("alice", "bob", "hello");
    assert_eq!((&sent["ErrorCode"], &sent["MsgSeq"]), (&json!(0), &json!(7)));
    let push = bob.push();
    let message = &push["body"]["C2cMsgArray"][0];
    assert_eq!(message["MsgBody"][0]["MsgContent"]["Text"], "hello");
    assert_eq!((&message["From_Account"], &message["To_Account"]), (&json!("alice"), &json!("bob")));
    // The members of the message's ID, as the sender knows them.
    let login = alice.login("alice", &emulator.ticket("alice"));
    assert_eq!((&message["TinyId"], &message["ClientTime"]), (&login["TinyId"], &json!(9)));

    assert_eq!(bob.command("im_open_status.wslogout")["ErrorCode"], 0);
    assert_eq!(alice.text("alice", "bob", "again")["ErrorCode"], 0);
    assert!(bob.is_quiet());
}

#[test]
fn a_message_names_its_sender_by_the_login_and_not_by_its_own_words() {
    let emulator = Emulator::start();
    let (mut alice, mut bob) = (Page::logged_in(&emulator, "a", "alice"), Page::logged_in(&emulator, "b", "bob"));
    alice.text("carol", "bob", "hello");
    assert_eq!(bob.push()["body"]["C2cMsgArray"][0]["From_Account"], "alice");
}

#[test]
fn other_messages_and_messages_to_nobody_are_refused() {
    let emulator = Emulator::start();
    let mut alice = Page::logged_in(&emulator, "a", "alice");
    assert_eq!(alice.text("alice", "nobody", "hello")["ErrorCode"], 20003);
    let image = json!({ "To_Account": "alice", "MsgBody": [{ "MsgType": "TIMImageElem" }] });
    let refused = alice.ask("openim.sendmsg", &json!({}), &image);
    assert_eq!(refused["ErrorCode"], 90007);
    assert!(refused["ErrorInfo"].as_str().unwrap().contains("TIMImageElem"));
    let mut nobody = Page::open(&emulator, "n");
    assert_eq!(nobody.text("alice", "alice", "before the login")["ErrorCode"], 6014);
}

#[test]
fn a_refused_ticket_is_explained_in_the_journal() {
    let emulator = Emulator::start();
    let mut page = Page::open(&emulator, "page");
    let ticket = emulator.ticket("bob");
    assert_eq!(page.login("alice", &ticket)["ErrorCode"], 70013);
    assert_eq!(page.login("alice", "undefined")["ErrorCode"], 70003);
    assert_eq!(page.login("alice", "")["ErrorCode"], 70002);
    assert_eq!(page.login("alice\u{1}", &ticket)["ErrorCode"], 7003);
    let entries = emulator.journal_of("alice");
    let ids: Vec<_> = entries.iter().map(|entry| entry["findings"][0]["id"].as_str().unwrap_or("")).collect();
    assert_eq!(ids, ["wrong_user_id", "placeholder", "empty"]);
    assert!(!emulator.get("/emulator/v1/journal").to_string().contains(&ticket), "the journal repeats a ticket");
}

#[test]
fn a_dropped_link_comes_back_with_the_secret_and_without_a_login() {
    let emulator = Emulator::start();
    let mut page = Page::open(&emulator, "page");
    let login = page.login("alice", &emulator.ticket("alice"));
    assert_eq!(emulator.post(&of_app("links/break"), &json!({ "user_id": "alice" }))["links"], 1);
    assert!(page.read().is_none());
    let mut page = Page::open(&emulator, "page");
    let back = page.reconnect(&login["A2Key"]);
    assert_eq!((&back["ErrorCode"], &back["A2Key"], &back["InstId"]), (&json!(0), &login["A2Key"], &login["InstId"]));
    assert_eq!(page.hello()["ErrorCode"], 0);
    assert_eq!(emulator.get(&of_app(""))["daily_active_users"], 1);
}

#[test]
fn the_old_link_of_a_device_is_closed_when_it_opens_a_new_one() {
    let emulator = Emulator::start();
    let mut old = Page::open(&emulator, "page");
    let login = old.login("alice", &emulator.ticket("alice"));
    let mut new = Page::open(&emulator, "page");
    assert_eq!(new.reconnect(&login["A2Key"])["ErrorCode"], 0);
    assert!(old.read().is_none());
    assert_eq!(new.hello()["ErrorCode"], 0);
    assert_eq!(emulator.get(&of_app("accounts/alice/sessions")).as_array().unwrap().len(), 1);
}
