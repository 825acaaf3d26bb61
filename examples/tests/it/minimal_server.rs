//! The server of the README signs only for the user of a session, and verifies tickets.

use serde_json::json;

use crate::program::Server;

fn start() -> Server {
    Server::start(env!("CARGO_BIN_EXE_minimal_server"), "a throw-away key")
}

#[test]
fn the_user_of_a_session_gets_a_ticket_and_the_ticket_is_accepted() {
    let server = start();
    let (status, signed) = server.post_with_session("/user_sig", "session-of-alice");
    assert_eq!((status, &signed["user_id"]), (200, &json!("alice")));

    let (status, claims) = server.post("/verify", &json!({"user_id": "alice", "user_sig": signed["user_sig"]}));
    assert_eq!((status, &claims["expires_at"]), (200, &signed["expires_at"]));
    let (status, refusal) = server.post("/verify", &json!({"user_id": "bob", "user_sig": signed["user_sig"]}));
    assert_eq!((status, &refusal["code"], &refusal["cause"]), (401, &json!(70013), &json!("wrong_user_id")));
}

#[test]
fn a_request_without_a_session_gets_no_ticket() {
    let server = start();
    assert_eq!(server.post("/user_sig", &json!({"user_id": "alice"})).0, 401);
    assert_eq!(server.post_with_session("/user_sig", "guessed").0, 401);
}
