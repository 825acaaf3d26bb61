//! The record of decisions.

use std::net::Shutdown;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::config::{APP, Folder, KEY};
use crate::harness::server::{Server, command, post};

#[test]
fn every_decision_of_a_known_caller_is_one_line_without_the_ticket() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let signed = server.post("/v1/user-sig", r#"{"user_id":"alice","ttl":60}"#);
    let ticket = signed.text("user_sig");
    server.post("/v1/user-sig", r#"{"user_id":"administrator"}"#);
    server.post("/v1/user-sigs", r#"{"requests":[{"user_id":"a"},{"user_id":""}]}"#);
    server.post("/v1/verify", &json!({"user_id": "alice", "user_sig": ticket}).to_string());
    server.post("/v1/verify", &json!({"user_id": "bob", "user_sig": ticket}).to_string());
    server.post("/v1/revoke", r#"{"user_id":"alice"}"#);
    server.post("/v1/revoke", "{");
    server.post_as("usk_wrong", "/v1/revoke", "{}");
    let lines = folder.audit();
    let summary: Vec<_> = lines
        .iter()
        .map(|line| (line["operation"].as_str().unwrap(), line["user_id"].as_str(), line["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(
        summary,
        [
            ("user_sig", Some("alice"), "granted"),
            ("user_sig", Some("administrator"), "denied"),
            ("user_sigs", Some("a"), "granted"),
            ("user_sigs", None, "bad_request"),
            ("verify", Some("alice"), "granted"),
            ("verify", Some("bob"), "refused"),
            ("revoke", Some("alice"), "granted"),
            ("revoke", None, "bad_request"),
        ]
    );
    let first = &lines[0];
    assert_eq!((&first["caller"], &first["sdk_app_id"], &first["ttl"]), (&json!("key:chat"), &json!(APP), &json!(60)));
    assert_eq!(first["fingerprint"], lines[4]["fingerprint"]);
    assert_eq!(first["request_id"].as_str(), signed.header("x-request-id"));
    assert_eq!(lines[5]["code"], 70013);
    let text = std::fs::read_to_string(folder.path("audit.jsonl")).unwrap();
    assert!(!text.contains(&ticket[..24]) && !text.contains(KEY));
}

/// A line is written before its answer.
#[test]
fn an_answered_request_is_in_the_file_already() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let mut client = server.client();
    for number in 1..=50 {
        let body = json!({"user_id": format!("user{number}")}).to_string();
        assert_eq!(client.ask(&post(KEY, "/v1/user-sig", &[], &body)).unwrap().status, 200);
        assert_eq!(folder.audit().len(), number);
    }
}

/// hyper drops a request whose client has left, and the revocation is already on its way to the disk.
#[test]
fn a_revocation_is_recorded_although_its_client_leaves_at_once() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    for number in 0..30 {
        let mut client = server.client();
        client.send(&post(KEY, "/v1/revoke", &[], &json!({"user_id": format!("user{number}")}).to_string())).unwrap();
        let how = if number % 2 == 0 { Shutdown::Both } else { Shutdown::Write };
        client.tcp().shutdown(how).unwrap();
    }
    // The metric is set once a second, and counts connections until their revocations have ended.
    thread::sleep(Duration::from_millis(1500));
    let start = Instant::now();
    while server.metric("usersig_connections") > 0 {
        assert!(start.elapsed() < Duration::from_secs(10), "the revocations do not end");
        thread::sleep(Duration::from_millis(100));
    }
    let recorded = folder.audit().iter().filter(|line| line["outcome"] == "granted").count();
    assert!(recorded > 0);
    assert_eq!(u64::try_from(recorded).unwrap(), server.metric("usersig_store_revocations"));
}

fn with_full_disk(choice: &str) -> Folder {
    let folder = Folder::new();
    let file = format!("file = \"{}\"", folder.path("audit.jsonl").display());
    folder.replacing(&file, &format!("file = \"/dev/full\"\non_audit_failure = \"{choice}\""))
}

#[test]
fn with_a_full_disk_the_operator_chooses_between_refusing_and_counting() {
    let server = Server::start(&with_full_disk("refuse"));
    let answer = server.post("/v1/user-sig", r#"{"user_id":"alice"}"#);
    assert_eq!((answer.status, answer.json().get("user_sig")), (503, None));
    assert_eq!(answer.text("detail"), "the audit cannot be written");
    // A revocation cannot be taken back, so the answer says that it is stored.
    let revoked = server.post("/v1/revoke", r#"{"user_id":"alice"}"#);
    assert_eq!(revoked.status, 503);
    assert_eq!(revoked.text("detail"), "the revocation is stored, but the audit cannot be written");
    assert_eq!(server.metric("usersig_store_revocations"), 1);
    let refused = server.post("/v1/revoke", r#"{"user_id":""}"#);
    assert_eq!((refused.status, refused.text("detail").as_str()), (503, "the audit cannot be written"));
    server.wait_for_log("the audit cannot be written");
    assert_eq!(server.log().matches("the audit cannot be written").count(), 1, "only the first failure is logged");

    let server = Server::start(&with_full_disk("count"));
    assert_eq!(server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).status, 200);
    let start = Instant::now();
    while server.metric("usersig_audit_missing_total") < 1 {
        assert!(start.elapsed().as_secs() < 10);
    }
}

#[test]
fn a_blocked_pipe_refuses_requests_and_then_at_once_and_is_reported() {
    let folder = Folder::new();
    let file = format!("file = \"{}\"", folder.path("audit.jsonl").display());
    let folder = folder.replacing(&file, "");
    // The test does not read the pipe.
    let mut server = Server::spawn(command().arg("--config").arg(folder.write()).stdout(Stdio::piped()));
    let mut client = server.client();
    let requests: Vec<_> = (0..1000).map(|number| json!({"user_id": format!("user{number}")})).collect();
    let many = post(KEY, "/v1/user-sigs", &[], &json!({ "requests": requests }).to_string());
    let first = client.ask(&many).unwrap().status;
    let start = Instant::now();
    let second = client.ask(&post(KEY, "/v1/user-sig", &[], r#"{"user_id":"alice"}"#)).unwrap();
    assert_eq!((first, second.status), (503, 503));
    assert!(start.elapsed() < Duration::from_millis(900), "{:?}", start.elapsed());
    server.wait_for_log("audit records have waited for a second");
    assert_eq!(server.metric("usersig_audit_missing_total"), 1);
    // One line for each blocked write.
    thread::sleep(Duration::from_millis(300));
    assert_eq!(server.log().matches("audit records have waited").count(), 1, "{}", server.log());
    let start = Instant::now();
    server.signal(rustix::process::Signal::TERM);
    assert!(server.wait().success());
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn sighup_opens_the_file_again_after_a_rotation() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    server.post("/v1/user-sig", r#"{"user_id":"alice"}"#);
    std::fs::rename(folder.path("audit.jsonl"), folder.path("audit.jsonl.1")).unwrap();
    server.signal(rustix::process::Signal::HUP);
    server.wait_for_log("the configuration was reloaded");
    server.post("/v1/user-sig", r#"{"user_id":"bob"}"#);
    let lines = folder.audit();
    assert_eq!((lines.len(), &lines[0]["user_id"]), (1, &json!("bob")));
}
