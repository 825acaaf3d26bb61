//! Handlers that panic.

use serde_json::json;

use crate::harness::config::Folder;
use crate::harness::server::{Server, is_alive};

/// H14
#[test]
fn a_panic_ends_one_request_and_is_counted() {
    let folder = Folder::new();
    let server = Server::start_with(&folder, &["--insecure-sample-key", "--fault-panic", "unlucky"]);
    let answer = server.post("/v1/user-sig", r#"{"user_id":"unlucky"}"#);
    assert_eq!((answer.status, answer.header("cache-control")), (500, Some("no-store")));
    assert_eq!(answer.text("type"), "urn:usersig:problem:failed");
    assert!(is_alive(&server));
    assert_eq!(server.metric("usersig_panics_total"), 1);
    assert_eq!(server.metric("usersig_requests_total{route=\"user_sig\",outcome=\"failed\"}"), 1);
    let id = answer.header("x-request-id").unwrap();
    let line = &folder.audit()[0];
    assert_eq!(
        (&line["request_id"], &line["user_id"], &line["outcome"]),
        (&json!(id), &json!("unlucky"), &json!("failed"))
    );
    server.wait_for_log("a handler panicked");
    let log = server.log();
    assert!(log.contains(id) && log.contains("sign.rs:") && !log.contains("a test asked for this panic"), "{log}");
}

/// H14. The caller gets no ticket of the body, and the audit must not say that it did.
#[test]
fn a_panic_in_a_body_of_many_requests_leaves_no_ticket_of_it_granted() {
    let folder = Folder::new();
    let server = Server::start_with(&folder, &["--insecure-sample-key", "--fault-panic", "unlucky"]);
    let users = ["alice", "administrator", "unlucky", "bob"];
    let body = json!({"requests": users.map(|user| json!({"user_id": user}))}).to_string();
    assert_eq!(server.post("/v1/user-sigs", &body).status, 500);
    let lines: Vec<_> =
        folder.audit().into_iter().map(|line| (line["outcome"].clone(), line["fingerprint"].clone())).collect();
    let outcomes = ["failed", "denied", "failed", "failed"].map(|outcome| (json!(outcome), json!(null)));
    assert_eq!(lines, outcomes);
    assert!(folder.audit().iter().any(|line| line["user_id"] == "unlucky"), "{:?}", folder.audit());
    assert_eq!(server.metric("usersig_panics_total"), 1);
    assert!(is_alive(&server));
}
