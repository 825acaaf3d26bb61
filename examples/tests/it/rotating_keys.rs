//! Users stay logged in while the server changes its key.

use serde_json::{Value, json};

use crate::program::Server;

fn sign(server: &Server) -> Value {
    let (status, signed) = server.post("/sign", &json!({"user_id": "alice"}));
    assert_eq!(status, 200, "{signed}");
    signed["user_sig"].clone()
}

fn code_of(server: &Server, user_sig: &Value) -> Option<i64> {
    let (_, answer) = server.post("/verify", &json!({"user_id": "alice", "user_sig": user_sig}));
    answer["code"].as_i64()
}

#[test]
fn a_ticket_of_the_previous_key_stays_valid_and_one_of_an_older_key_does_not() {
    let server = Server::start(env!("CARGO_BIN_EXE_rotating_keys"), "the first throw-away key\n");
    let first = sign(&server);
    server.write_keys("the second throw-away key\nthe first throw-away key\n");
    assert_eq!(server.post("/reload", &json!({})).0, 200);
    let second = sign(&server);
    assert_eq!([&first, &second].map(|ticket| code_of(&server, ticket)), [None, None]);

    server.write_keys("the third throw-away key\nthe second throw-away key\n");
    assert_eq!(server.post("/reload", &json!({})).0, 200);
    let third = sign(&server);
    assert_eq!([&first, &second, &third].map(|ticket| code_of(&server, ticket)), [Some(70009), None, None]);
}

#[test]
fn a_bad_key_file_changes_nothing() {
    let server = Server::start(env!("CARGO_BIN_EXE_rotating_keys"), "a throw-away key\n");
    let ticket = sign(&server);
    server.write_keys("\n");
    let (status, problem) = server.post("/reload", &json!({}));
    let told = problem.as_str().unwrap();
    assert!(status == 500 && told.contains("line 1 of ") && told.ends_with(": secret key is empty"), "{status} {told}");
    assert_eq!(code_of(&server, &ticket), None);
    assert_eq!(code_of(&server, &sign(&server)), None);
}
