//! The business server signs for logged-in users, and answers a refused ticket with the refusal.

use serde_json::{Value, json};
use usersig::{Lifetime, Privileges, Room, SdkAppId, SecretKey, Signer, UnixTime, UserId, Verifier};

use crate::program::{SDK_APP_ID, Server};

const KEY: &str = "a throw-away key";

fn start() -> Server {
    Server::start(env!("CARGO_BIN_EXE_business_server"), KEY)
}

fn app_and_key() -> (SdkAppId, SecretKey) {
    (SdkAppId::new(SDK_APP_ID).unwrap(), SecretKey::new(KEY).unwrap())
}

fn secs(value: &Value) -> UnixTime {
    UnixTime::from_secs(value.as_u64().unwrap())
}

#[test]
fn a_user_with_the_right_password_gets_a_ticket_and_the_time_of_the_next_one() {
    let (status, login) = start().post("/login", &json!({"user_id": "alice", "password": "wonderland"}));
    assert_eq!((status, &login["user_id"]), (200, &json!("alice")));
    let (app, key) = app_and_key();
    let (alice, issued_at) = (UserId::new("alice").unwrap(), secs(&login["issued_at"]));
    let claims = Verifier::new(app, &key).user_sig(login["user_sig"].as_str().unwrap(), &alice, issued_at).unwrap();
    assert_eq!(claims.expires_at(), secs(&login["expires_at"]));
    assert!((issued_at..claims.expires_at()).contains(&secs(&login["refresh_at"])));
}

#[test]
fn nobody_gets_a_ticket_with_a_wrong_password_or_an_invalid_user_id() {
    let server = start();
    let (status, answer) = server.post("/login", &json!({"user_id": "alice", "password": "guessed"}));
    assert_eq!((status, answer), (401, json!("the user or the password is wrong")));
    let (status, answer) = server.post("/login", &json!({"user_id": "a\nb", "password": "wonderland"}));
    assert_eq!(status, 422);
    assert!(answer.as_str().unwrap().contains("only printable ASCII is allowed"), "{answer}");
}

#[test]
fn a_verified_ticket_is_answered_with_its_claims_and_a_refused_one_with_the_refusal() {
    let server = start();
    let (_, login) = server.post("/login", &json!({"user_id": "alice", "password": "wonderland"}));
    let (status, claims) = server.post("/verify", &json!({"user_id": "alice", "user_sig": login["user_sig"]}));
    assert_eq!((status, &claims["expires_at"]), (200, &login["expires_at"]));

    let (status, refusal) = server.post("/verify", &json!({"user_id": "bob", "user_sig": login["user_sig"]}));
    assert_eq!((status, &refusal["code"], &refusal["cause"]), (401, &json!(70013), &json!("wrong_user_id")));
    assert_eq!(refusal["name"], "ERR_SVR_ACCOUNT_USERSIG_MISMATCH_ID");
    assert_eq!(refusal["message"], "ticket is for user alice, not bob");
}

#[test]
fn a_ticket_from_before_a_kick_is_revoked() {
    let server = start();
    let (_, login) = server.post("/login", &json!({"user_id": "mallory", "password": "secret"}));
    let (status, refusal) = server.post("/verify", &json!({"user_id": "mallory", "user_sig": login["user_sig"]}));
    assert_eq!((status, &refusal["cause"]), (401, &json!("revoked")));
}

#[test]
fn a_room_key_is_for_the_room_and_the_user_of_the_ticket() {
    let server = start();
    let (_, login) = server.post("/login", &json!({"user_id": "alice", "password": "wonderland"}));
    let entry = json!({"user_id": "alice", "user_sig": login["user_sig"], "room_name": "lobby"});
    let (status, key) = server.post("/room-key", &entry);
    assert_eq!((status, &key["room_name"], &key["privileges"]), (200, &json!("lobby"), &json!(42)));
    let (app, secret) = app_and_key();
    let (alice, lobby) = (UserId::new("alice").unwrap(), Room::name("lobby").unwrap());
    let (text, now) = (key["private_map_key"].as_str().unwrap(), secs(&key["issued_at"]));
    let verified = Verifier::new(app, &secret).private_map_key(text, &alice, &lobby, Privileges::ENTER, now);
    assert_eq!(verified.unwrap().privileges(), Privileges::AUDIENCE);

    let of_bob = Signer::new(app, &secret).user_sig(&UserId::new("bob").unwrap(), Lifetime::HOUR, now);
    let (status, refusal) =
        server.post("/room-key", &json!({"user_id": "alice", "user_sig": of_bob.as_str(), "room_id": 7}));
    assert_eq!((status, &refusal["code"]), (401, &json!(70013)));
}
