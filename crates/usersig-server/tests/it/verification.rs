//! Verdicts on tickets.

use serde_json::{Value, json};
use usersig::{Lifetime, SdkAppId, SecretKey, Signer, UnixTime, UserId};

use crate::harness::config::{APP, APP_KEY, Folder, KEY, OTHER_KEY};
use crate::harness::jwt::now;
use crate::harness::server::{Server, post};

fn verify(server: &Server, user: &str, ticket: &str) -> Value {
    let answer = server.post("/v1/verify", &json!({"user_id": user, "user_sig": ticket}).to_string());
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

fn signer(key: &str) -> Signer {
    Signer::new(SdkAppId::new(APP).unwrap(), &SecretKey::new(key).unwrap())
}

fn alice() -> UserId {
    UserId::new("alice").unwrap()
}

#[test]
fn a_verdict_states_the_claims_or_the_code_and_the_advice() {
    let server = Server::start(&Folder::new());
    let ticket = server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).text("user_sig");
    let verdict = verify(&server, "alice", &ticket);
    assert_eq!(
        (&verdict["valid"], &verdict["user_id"], &verdict["sdk_app_id"]),
        (&json!(true), &json!("alice"), &json!(APP))
    );
    assert_eq!(verdict["fingerprint"].as_str().unwrap().len(), 16);

    let forged = signer(OTHER_KEY).user_sig(&alice(), Lifetime::DAY, UnixTime::from_secs(now()));
    let expired = signer(APP_KEY).user_sig(&alice(), Lifetime::HOUR, UnixTime::from_secs(now() - 3700));
    let future = signer(APP_KEY).user_sig(&alice(), Lifetime::HOUR, UnixTime::from_secs(now() + 3600));
    for (user, text, code, cause) in [
        ("alice", "", 70002, "empty"),
        ("alice", "nonsense", 70003, ""),
        ("bob", ticket.as_str(), 70013, "wrong_user_id"),
        ("alice", forged.as_str(), 70009, "bad_signature"),
        ("alice", expired.as_str(), 70001, "expired"),
        ("alice", future.as_str(), 70003, "not_yet_valid"),
    ] {
        let verdict = verify(&server, user, text);
        assert_eq!((&verdict["valid"], &verdict["code"]), (&json!(false), &json!(code)), "{verdict}");
        assert!(cause.is_empty() || verdict["cause"] == cause, "{verdict}");
        for member in ["constant", "message", "advice"] {
            assert!(verdict[member].is_string(), "{verdict}");
        }
    }
}

#[test]
fn the_two_kinds_of_tickets_are_not_interchangeable() {
    let server = Server::start(&Folder::new());
    let user_sig = server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).text("user_sig");
    let body = r#"{"user_id":"alice","room_id":7,"privileges":["enter"]}"#;
    let map_key = server.post("/v1/private-map-key", body).text("private_map_key");
    assert_eq!(verify(&server, "alice", &map_key)["code"], 70003);
    let question = json!({"user_id": "alice", "private_map_key": user_sig, "room_id": 7, "privileges": ["enter"]});
    assert_eq!(server.post("/v1/verify", &question.to_string()).json()["code"], 70003);
}

#[test]
fn a_question_with_contradicting_members_is_refused() {
    let server = Server::start(&Folder::new());
    for body in [
        json!({"user_id": "alice"}),
        json!({"user_id": "alice", "user_sig": "x", "private_map_key": "y", "room_id": 1, "privileges": []}),
        json!({"user_id": "alice", "user_sig": "x", "room_id": 1}),
        json!({"user_id": "alice", "user_sig": "x", "privileges": ["enter"]}),
        json!({"user_id": "alice", "private_map_key": "x", "privileges": ["enter"]}),
        json!({"user_id": "alice", "private_map_key": "x", "room_id": 1}),
    ] {
        assert_eq!(server.post("/v1/verify", &body.to_string()).status, 400, "{body}");
    }
}

/// H10: 10 failures a minute are told apart, and more are 70050. A genuine ticket stays valid.
#[test]
fn too_many_failed_verifications_of_a_user_answer_70050_and_lock_nobody_out() {
    let server = Server::start(&Folder::new());
    let ticket = server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).text("user_sig");
    let codes: Vec<Value> = (0..12).map(|_| verify(&server, "alice", "nonsense")["code"].clone()).collect();
    assert!(codes[..10].iter().all(|code| *code == 70003), "{codes:?}");
    assert_eq!(codes[11], 70050);
    let verdict = verify(&server, "alice", "nonsense");
    assert_eq!(verdict["constant"], "ERR_SVR_ACCOUNT_FREQ_LIMIT");
    assert_eq!(verify(&server, "alice", &ticket)["valid"], true);
    assert_eq!(verify(&server, "bob", "nonsense")["code"], 70003);
    assert!(server.metric("usersig_refusals_total{code=\"70050\"}") >= 2);
}

/// A ticket of another program may live longer than revocations are remembered.
#[test]
fn a_ticket_counts_at_most_for_the_longest_accepted_lifetime() {
    let server = Server::start(&Folder::new());
    let half_a_year = Lifetime::from_secs(180 * 86_400).unwrap();
    let week = 7 * 86_400;
    let young = signer(APP_KEY).user_sig(&alice(), half_a_year, UnixTime::from_secs(now() - week + 60));
    let old = signer(APP_KEY).user_sig(&alice(), half_a_year, UnixTime::from_secs(now() - week - 1));
    let verdict = verify(&server, "alice", young.as_str());
    assert_eq!(verdict["valid"], true);
    assert_eq!(verdict["expires_at"], young.issued_at().as_secs() + week);
    assert_eq!(verify(&server, "alice", old.as_str())["code"], 70001);
}

/// H07: a ticket in a URL is refused, and no log has it.
#[test]
fn a_ticket_in_a_url_is_refused() {
    let mut server = Server::start(&Folder::new());
    let ticket = server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).text("user_sig");
    let path = format!("/v1/verify?user_sig={ticket}&user_id=alice");
    let answer = server.client().ask(&post(KEY, &path, &[], r#"{"user_id":"alice"}"#)).unwrap();
    assert_eq!(answer.status, 400);
    assert!(!answer.body.contains(&ticket[..20]));
    server.signal(rustix::process::Signal::TERM);
    server.wait();
    assert!(!server.log().contains(&ticket[..20]), "{}", server.log());
}
