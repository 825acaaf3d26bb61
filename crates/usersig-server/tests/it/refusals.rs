//! Callers whose requests are refused all the time.

use std::time::Instant;

use jsonwebtoken::Algorithm;
use serde_json::json;

use crate::harness::client::{Answer, Client};
use crate::harness::config::{Folder, KEY, SIGN_KEY};
use crate::harness::jwt::{LoginKey, claims, trusting};
use crate::harness::server::{Server, post};

const METRIC: &str = "usersig_unrecorded_refusals_total";

fn ask(client: &mut Client, token: &str, path: &str, body: &str) -> Answer {
    client.ask(&post(token, path, &[], body)).unwrap()
}

/// A user may get 60 tickets a minute, and as many of their refused requests get a line.
#[test]
fn a_user_cannot_fill_the_audit_and_every_reason_that_they_learn_is_in_it() {
    let key = LoginKey::new(Algorithm::ES256, "ec");
    let folder = trusting(&[&key]);
    let server = Server::start(&folder);
    let (mut client, token, start) = (server.client(), key.token(&claims("alice")), Instant::now());
    let body = json!({"requests": vec![json!({"user_id": "bob"}); 10]}).to_string();
    let (mut denied, mut limited) = (0, 0);
    for _ in 0..50 {
        let answer = ask(&mut client, &token, "/v1/user-sigs", &body).json();
        for result in answer["results"].as_array().unwrap() {
            match (&result["error"]["status"], &result["error"]["retry_after"]) {
                (status, _) if status == 403 => denied += 1,
                (status, wait) if status == 429 && wait.is_u64() => limited += 1,
                _ => panic!("{result}"),
            }
        }
    }
    assert!((60..=61 + start.elapsed().as_secs()).contains(&denied), "{denied} reasons in {:?}", start.elapsed());
    // Requests for one user each are answered like those of a body with many.
    for (path, body) in
        [("/v1/user-sig", r#"{"user_id":"bob"}"#), ("/v1/revoke", r#"{"user_id":"bob"}"#), ("/v1/verify", "{")]
    {
        for _ in 0..50 {
            match ask(&mut client, &token, path, body).status {
                400 | 403 => denied += 1,
                429 => limited += 1,
                status => panic!("{status}"),
            }
        }
    }
    let recorded = folder.audit().len();
    assert_eq!((u64::try_from(recorded).unwrap(), server.metric(METRIC)), (denied, limited));
    assert!((60..=61 + start.elapsed().as_secs()).contains(&denied), "{denied} reasons in {:?}", start.elapsed());

    // The user's own ticket is not a refused request, and the other callers are not concerned.
    assert_eq!(ask(&mut client, &token, "/v1/user-sig", r#"{"user_id":"alice"}"#).status, 200);
    assert_eq!(ask(&mut client, &key.token(&claims("bob")), "/v1/user-sig", r#"{"user_id":"alice"}"#).status, 403);
    assert_eq!(ask(&mut client, KEY, "/v1/user-sig", r#"{"user_id":"administrator"}"#).status, 403);
    let outcomes: Vec<_> = folder.audit()[recorded..].iter().map(|line| line["outcome"].clone()).collect();
    assert_eq!(outcomes, ["granted", "denied", "denied"]);
}

#[test]
fn a_business_server_above_its_rate_fills_the_audit_with_no_more_lines_than_the_rate() {
    let folder = Folder::new().replacing("rate = \"20/1m\"", "rate = \"20/1h\"");
    let server = Server::start(&folder);
    let requests: Vec<_> = (0..1000).map(|number| json!({"user_id": format!("user{number}")})).collect();
    let body = json!({ "requests": requests }).to_string();
    let mut client = server.client();
    for _ in 0..3 {
        let answer = ask(&mut client, SIGN_KEY, "/v1/user-sigs", &body);
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(answer.json()["results"][999]["error"]["retry_after"].as_u64() > Some(60), "{answer:?}");
    }
    let count = |outcome: &str| folder.audit().iter().filter(|line| line["outcome"] == outcome).count();
    assert_eq!((count("granted"), count("limited")), (20, 20));
    assert_eq!(server.metric(METRIC), 2960);
}

#[test]
fn a_user_sends_at_most_ten_requests_in_one_body() {
    let key = LoginKey::new(Algorithm::ES256, "ec");
    let server = Server::start(&trusting(&[&key]));
    let token = key.token(&claims("alice"));
    let body = |count| json!({"requests": vec![json!({"user_id": "alice"}); count]}).to_string();
    assert_eq!(server.post_as(&token, "/v1/user-sigs", &body(10)).status, 200);
    let refused = server.post_as(&token, "/v1/user-sigs", &body(11));
    assert_eq!(refused.status, 400);
    assert!(refused.text("detail").contains("1 to 10"), "{refused:?}");
    assert_eq!(server.post("/v1/user-sigs", &body(11)).status, 200);
}
