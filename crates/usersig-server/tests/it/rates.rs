//! Callers and users above their rates.

use serde_json::{Value, json};

use crate::harness::config::{Folder, KEY, SIGN_KEY};
use crate::harness::redis::Redis;
use crate::harness::replicas::replica;
use crate::harness::server::{Server, post};

const CALLER: &str = "the rate of the caller is used up";
const USER: &str = "the rate of tickets for this user is used up";

/// The rate of one user and the rate of one caller.
#[test]
fn rates_are_limited_for_each_user_and_for_each_caller() {
    let server = Server::start(&Folder::new());
    let mut client = server.client();
    let mut ask = |token: &str, user: &str| {
        client.ask(&post(token, "/v1/user-sig", &[], &json!({ "user_id": user }).to_string())).unwrap()
    };
    let refused = (0..70).map(|_| ask(KEY, "alice")).find(|answer| answer.status == 429);
    let refused = refused.expect("61 tickets a minute are too many for one user");
    assert!(refused.header("retry-after").unwrap().parse::<u64>().unwrap() >= 1);
    assert_eq!(refused.text("detail"), USER);
    assert_eq!(ask(KEY, "bob").status, 200);
    let answers: Vec<_> = (0..21).map(|number| ask(SIGN_KEY, &format!("user{number}"))).collect();
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 20);
    assert_eq!((answers[20].status, answers[20].text("detail").as_str()), (429, CALLER));
}

/// Also if Redis counts, and for requests that have only the rate of the caller.
#[test]
fn a_request_above_a_rate_learns_whose_rate_it_is() {
    let redis = Redis::start();
    let folder = || Folder::new().replacing("scopes = [\"sign\"]", "scopes = [\"sign\", \"verify\"]");
    for server in [Server::start(&folder()), replica(&folder(), &redis)] {
        // On a busy machine Redis can be late, and then the replica counts by itself.
        let until_limited = |token: &str, path: &str, body: &str| {
            let refused = (0..200).map(|_| server.post_as(token, path, body)).find(|answer| answer.status == 429);
            refused.unwrap_or_else(|| panic!("200 requests to {path} are within the rate")).text("detail")
        };
        assert_eq!(until_limited(KEY, "/v1/user-sig", r#"{"user_id":"alice"}"#), USER);
        let verification = r#"{"user_id":"alice","user_sig":"x"}"#;
        assert_eq!(until_limited(SIGN_KEY, "/v1/verify", verification), CALLER);
        assert_eq!(until_limited(SIGN_KEY, "/v1/user-sig", r#"{"user_id":"bob"}"#), CALLER);
    }
}

/// Asks for a ticket for each of many users.
fn batch(server: &Server, token: &str, users: usize) -> Vec<Value> {
    let requests: Vec<_> = (0..users).map(|number| json!({"user_id": format!("user{number}")})).collect();
    let answer = server.post_as(token, "/v1/user-sigs", &json!({ "requests": requests }).to_string());
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["results"].as_array().unwrap().clone()
}

#[test]
fn every_request_above_a_rate_learns_when_to_come_back() {
    let server = Server::start(&Folder::new());
    let results = batch(&server, SIGN_KEY, 30);
    assert!(results[..20].iter().all(|result| result["user_sig"].is_string()), "{results:?}");
    for result in &results[20..] {
        let error = &result["error"];
        assert_eq!(error["status"], 429, "{error}");
        assert!((1..=3).contains(&error["retry_after"].as_u64().unwrap()), "{error}");
    }
    let refused = server.post_as(SIGN_KEY, "/v1/user-sig", r#"{"user_id":"alice"}"#);
    assert_eq!(refused.header("retry-after").unwrap(), refused.json()["retry_after"].to_string());
}

#[test]
fn the_shipped_configurations_allow_the_largest_body_of_user_sigs() {
    let shipped =
        [include_str!("../../deploy/service.toml"), include_str!("../../deploy/kubernetes/configuration.yaml")];
    for text in shipped {
        let rates: Vec<_> = text.lines().map(str::trim).filter(|line| line.starts_with("rate = ")).collect();
        let [rate] = rates.as_slice() else { panic!("{rates:?}") };
        let server = Server::start(&Folder::new().replacing("rate = \"1000000/s\"", rate));
        let results = batch(&server, KEY, 1000);
        assert!(results.iter().all(|result| result["user_sig"].is_string()), "{rate}");
    }
}
