//! The console page, and the routes of the control plane that were made for it.

use serde_json::{Value, json};

use crate::harness::emulator::{APP, Emulator, of_app};
use crate::harness::page::Page;
use crate::harness::raw::{request, status};

#[test]
fn the_page_and_its_files_contact_no_other_host() {
    let emulator = Emulator::start();
    assert_eq!(emulator.ready["console"], format!("http://{}/", emulator.address));
    let page = request(emulator.address, "GET /", &["Host: localhost"], "");
    let files: Vec<&str> = page.split('"').filter(|text| text.starts_with("/console/")).collect();
    assert!(files.len() >= 4, "{page}");
    for path in files.into_iter().chain(["/", "/console/words/zh.js"]) {
        let answer = request(emulator.address, &format!("GET {path}"), &["Host: localhost"], "");
        assert_eq!(status(&answer), 200, "{path}");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let head = head.to_lowercase();
        let policy = head.lines().find_map(|line| line.strip_prefix("content-security-policy: ")).unwrap();
        for directive in ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"] {
            assert!(policy.split("; ").any(|part| part == directive), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
        assert!(head.contains("x-content-type-options: nosniff") && head.contains("cache-control: no-store"), "{head}");
        let addresses = body.matches("://").count() - body.matches("http://www.w3.org/2000/svg").count();
        assert_eq!(addresses, 0, "{path} names another host");
    }
    for path in ["/console/", "/console/index.html", "/console/../main.js", "/console/main.js/"] {
        let answer = request(emulator.address, &format!("GET {path}"), &["Host: localhost"], "");
        assert_eq!(status(&answer), 404, "{path}");
    }
}

#[test]
fn the_page_is_served_only_where_the_control_plane_is() {
    let open = Emulator::with(&["--listen", "0.0.0.0"]);
    let local = |emulator: &Emulator| ([127, 0, 0, 1], emulator.address.port()).into();
    assert_eq!(open.ready["console"], json!(null));
    let split = Emulator::with(&["--listen", "0.0.0.0", "--control-listen", "127.0.0.1:0"]);
    let control = split.ready["console"].as_str().unwrap();
    let control = control.strip_prefix("http://").unwrap().strip_suffix('/').unwrap().parse().unwrap();
    for line in ["GET /", "GET /console/main.js"] {
        assert_eq!(status(&request(local(&open), line, &["Host: localhost"], "")), 404);
        assert_eq!(status(&request(local(&split), line, &["Host: localhost"], "")), 404);
        assert_eq!(status(&request(control, line, &["Host: localhost"], "")), 200);
        assert_eq!(status(&request(control, line, &["Host: evil.example"], "")), 421);
        let headers = ["Host: localhost", "Origin: https://evil.example"];
        assert_eq!(status(&request(control, line, &headers, "")), 403);
    }
}

#[test]
fn a_ticket_is_checked_in_both_languages_without_a_login() {
    let emulator = Emulator::start();
    let check = |body: &Value| emulator.post(&of_app("user-sig/check"), body);
    let ticket = emulator.ticket("alice");
    for body in [json!({ "user_sig": ticket, "user_id": "alice" }), json!({ "user_sig": ticket })] {
        let good = check(&body);
        assert_eq!((&good["code"], &good["findings"][0]["id"]), (&json!(0), &json!("good")), "{good}");
    }
    let other = check(&json!({ "user_sig": ticket, "user_id": "bob" }));
    assert_eq!(
        (&other["code"], &other["findings"][0]["what"]),
        (&json!(70013), &json!("The ticket is for another user"))
    );
    assert!(!other["findings"][0]["zh"]["remedy"].as_str().unwrap().is_ascii(), "{other}");
    assert_eq!(emulator.get("/emulator/v1/journal")["entries"], json!([]));

    emulator.post(&of_app("accounts"), &json!({ "operation": "import", "user_id": "alice" }));
    emulator.post(&of_app("accounts"), &json!({ "operation": "kick", "user_id": "alice" }));
    let revoked = check(&json!({ "user_sig": ticket }));
    assert_eq!((&revoked["code"], &revoked["findings"][0]["id"]), (&json!(70001), &json!("revoked")), "{revoked}");
    let remedies = [&revoked["findings"][0]["remedy"], &revoked["findings"][0]["zh"]["remedy"]];
    for (remedy, clock) in remedies.into_iter().zip(["advance a frozen clock by one second", "请先拨快一秒"]) {
        assert!(remedy.as_str().unwrap().contains(clock), "{revoked}");
    }
}

#[test]
fn the_sample_key_is_no_fault_of_a_ticket_because_the_emulator_chose_it() {
    let emulator = Emulator::start();
    let other = |path: &str, body: &Value| emulator.post(&format!("/emulator/v1/apps/1400000009/{path}"), body);
    let of_another_app = other("user-sig/check", &json!({ "user_sig": emulator.ticket("alice") }));
    let good = other("user-sig", &json!({ "user_id": "alice" }));
    let good = other("user-sig/check", &json!({ "user_sig": good["user_sig"] }));
    for (answer, expected) in [(of_another_app, ["wrong_sdk_app_id"]), (good, ["good"])] {
        let found = answer["findings"].as_array().unwrap().iter().map(|finding| finding["id"].as_str().unwrap());
        assert_eq!(found.collect::<Vec<_>>(), expected, "{answer}");
    }
}

#[test]
fn a_key_in_the_place_of_a_ticket_is_named_and_not_repeated() {
    let emulator = Emulator::start();
    let key = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
    let answer = emulator.post(&of_app("user-sig/check"), &json!({ "user_sig": key, "user_id": key }));
    assert!(answer["findings"].as_array().unwrap().iter().any(|found| found["id"] == "secret_key_pasted"), "{answer}");
    let told = json!(answer["findings"][0]).to_string();
    assert!(!told.contains(&key[8..]), "{told}");
}

#[test]
fn every_user_who_is_online_is_listed_with_the_sessions_a_page_at_a_time() {
    let emulator = Emulator::start();
    let none = emulator.get("/emulator/v1/apps/1400000777/online");
    assert_eq!(none, json!({ "users": [], "online_users": 0, "online_sessions": 0 }));
    assert_eq!(emulator.get("/emulator/v1/apps"), json!([]), "to look for an app is not to use it");
    // Users who are not online stand between those who are.
    for hundred in 0..17 {
        let accounts: Vec<String> = (0..100).map(|number| format!("away{hundred}-{number}")).collect();
        emulator.rest("im_open_login_svc/multiaccount_import", &json!({ "Accounts": accounts }));
    }
    for number in 0..101 {
        assert_eq!(emulator.phone(&format!("user{number}"), "Android")["code"], 0);
    }
    emulator.phone("user7", "Web");
    let first = emulator.get(&of_app("online"));
    assert_eq!((&first["online_users"], &first["online_sessions"]), (&json!(101), &json!(102)));
    assert_eq!(first["users"].as_array().unwrap().len(), 100);
    let next = emulator.get(&of_app(&format!("online?start={}", first["next"])));
    assert_eq!((next["users"].as_array().unwrap().len(), &next["next"]), (1, &json!(null)));
    let users = first["users"].as_array().unwrap().iter().chain(next["users"].as_array().unwrap());
    let both = users.clone().find(|user| user["user_id"] == "user7").unwrap();
    let platforms: Vec<&str> =
        both["sessions"].as_array().unwrap().iter().map(|session| session["platform"].as_str().unwrap()).collect();
    assert_eq!(platforms, ["Android", "Web"]);
    assert_eq!(emulator.get(&of_app("online?user_id=x"))["status"], 400);
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let emulator = Emulator::start();
    let codes = emulator.get("/emulator/v1/codes");
    let expired = codes.as_array().unwrap().iter().find(|row| row["code"] == 70001).unwrap();
    assert_eq!(expired["name"], "ERR_SVR_ACCOUNT_USERSIG_EXPIRED");
    assert_eq!(expired["advice"], "Get a fresh UserSig and log in with it");
    for row in codes.as_array().unwrap() {
        for words in [row, &row["zh"]] {
            assert!(["meaning", "advice"].iter().all(|word| !words[word].as_str().unwrap().is_empty()), "{row}");
        }
    }
}

#[test]
fn the_journal_says_which_fault_made_an_answer() {
    let emulator = Emulator::start();
    let fault = json!({ "effect": { "kind": "answer_login", "code": 70169 }, "times": 1 });
    let id = emulator.post(&of_app("faults"), &fault)["id"].clone();
    let mut page = Page::open(&emulator, "page");
    assert_eq!(page.login("alice", &emulator.ticket("alice"))["ErrorCode"], 70169);
    assert_eq!(page.login("alice", &emulator.ticket("alice"))["ErrorCode"], 0);
    let requests = emulator.journal_of("alice").into_iter().filter(|entry| entry["kind"] == "request");
    let faults: Vec<Value> = requests.map(|entry| entry["fault"].clone()).collect();
    assert_eq!(faults, [id, json!(null)]);
    assert_eq!(emulator.get(&of_app(""))["sdk_app_id"], APP);
}
