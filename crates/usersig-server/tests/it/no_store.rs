//! No answer may be stored.

use std::thread;
use std::time::Duration;

use crate::harness::client::{Answer, request};
use crate::harness::config::{Folder, KEY, SIGN_KEY};
use crate::harness::server::{Server, head, post};

const ALICE: &str = r#"{"user_id":"alice"}"#;

/// Every status that the service has, with a request that gets it.
fn answers(server: &Server) -> Vec<(u16, Answer)> {
    let send = |bytes: &[u8]| server.client().ask(bytes).unwrap();
    let sign = |token: &str, body: &str| send(&post(token, "/v1/user-sig", &[], body));
    let bearer = format!("Bearer {KEY}");
    let limited = std::iter::repeat_with(|| sign(SIGN_KEY, ALICE)).find(|answer| answer.status != 200);
    vec![
        (200, sign(KEY, ALICE)),
        (200, send(&request("GET", "/openapi.json", &[], ""))),
        (200, server.admin("/readyz")),
        (200, server.admin("/metrics")),
        (400, sign(KEY, "{")),
        (401, sign("usk_wrong", ALICE)),
        (403, sign(KEY, r#"{"user_id":"administrator"}"#)),
        (404, send(&post(KEY, "/v1/nothing", &[], ALICE))),
        (404, server.admin("/nothing")),
        (405, send(&request("GET", "/v1/user-sig", &[], ""))),
        (408, send(&[head("Content-Length: 100\r\n"), b"{".to_vec()].concat())),
        (413, send(&head("Content-Length: 100000\r\n"))),
        (415, send(&request("POST", "/v1/user-sig", &[("Authorization", &bearer)], ALICE))),
        (429, limited.unwrap()),
        (500, sign(KEY, r#"{"user_id":"unlucky"}"#)),
        (503, overloaded(server)),
    ]
}

/// The service has one place, and each request takes 300 ms.
fn overloaded(server: &Server) -> Answer {
    thread::scope(|scope| {
        let first = scope.spawn(|| server.post("/v1/user-sig", ALICE));
        thread::sleep(Duration::from_millis(100));
        let second = server.post("/v1/user-sig", ALICE);
        assert_eq!(first.join().unwrap().status, 200);
        second
    })
}

#[test]
fn no_answer_of_any_status_may_be_stored() {
    let folder = Folder::new()
        .replacing("rate = \"20/1m\"", "rate = \"1/1m\"")
        .replacing("[audit]", "[limits]\nrequests = 1\nbody_timeout = \"1s\"\n[audit]");
    let arguments = ["--insecure-sample-key", "--fault-panic", "unlucky", "--fault-delay", "300"];
    let server = Server::start_with(&folder, &arguments);
    for (status, answer) in answers(&server) {
        assert_eq!(answer.status, status, "{answer:?}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{answer:?}");
        let is_problem = answer.header("content-type") == Some("application/problem+json");
        assert_eq!(is_problem, status >= 400, "{answer:?}");
    }
}
