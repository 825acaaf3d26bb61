//! Replicas of the service that share a Redis.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::config::Folder;
use crate::harness::jwt::now;
use crate::harness::redis::Redis;
use crate::harness::server::Server;

/// A configuration for tests that send many requests.
pub(crate) fn folder() -> Folder {
    Folder::new()
        .with("[rates]\nper_caller = \"1000000/s\"\nper_user = \"100000/1m\"\nfailed_verifications = \"100000/1m\"")
}

/// A replica that uses the Redis.
pub(crate) fn replica(folder: &Folder, redis: &Redis) -> Server {
    Server::start_with(folder, &["--store", &redis.url()])
}

pub(crate) fn sign(server: &Server, user: &str) -> Value {
    let answer = server.post("/v1/user-sig", &json!({ "user_id": user }).to_string());
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

pub(crate) fn ticket(server: &Server, user: &str) -> String {
    sign(server, user)["user_sig"].as_str().unwrap().to_owned()
}

pub(crate) fn revoke(server: &Server, user: &str) -> u64 {
    let answer = server.post("/v1/revoke", &json!({ "user_id": user }).to_string());
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["valid_after"].as_u64().unwrap()
}

/// The verdict when Redis answers. On a busy machine it can be late, and then the service answers 503.
pub(crate) fn verify(server: &Server, user: &str, ticket: &str) -> Result<(), i64> {
    let start = Instant::now();
    loop {
        match verify_once(server, user, ticket) {
            Err(503) if start.elapsed() < Duration::from_secs(20) => thread::sleep(Duration::from_millis(20)),
            verdict => return verdict,
        }
    }
}

/// The verdict of one request: `Ok` for a valid ticket, the code of a refusal, or the status of another answer.
pub(crate) fn verify_once(server: &Server, user: &str, ticket: &str) -> Result<(), i64> {
    let answer = server.post("/v1/verify", &json!({"user_id": user, "user_sig": ticket}).to_string());
    if answer.status != 200 {
        return Err(i64::from(answer.status));
    }
    answer.json()["code"].as_i64().map_or(Ok(()), Err)
}

/// Revokes a user more often in a second than the documented 5 seconds allow, and asks for a ticket after each time.
pub(crate) fn assert_never_far_ahead(server: &Server) {
    let mut refused = 0;
    for _ in 0..20 {
        match server.post("/v1/revoke", r#"{"user_id":"alice"}"#).status {
            200 => {}
            429 => refused += 1,
            status => panic!("{status}"),
        }
        let answer = sign(server, "alice");
        let ahead = answer["issued_at"].as_u64().unwrap().saturating_sub(now());
        assert!(ahead <= 5, "{ahead}");
        assert_eq!(verify(server, "alice", answer["user_sig"].as_str().unwrap()), Ok(()));
    }
    assert!(refused > 0);
}

/// The service knows revocations.
pub(crate) fn knows(server: &Server) -> bool {
    sign(server, "somebody")["revocations"] == Value::Null
}

/// Waits until the condition holds, and returns the time it took.
pub(crate) fn until(what: &str, holds: impl Fn() -> bool) -> Duration {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(20), "not {what}");
        thread::sleep(Duration::from_millis(10));
    }
    start.elapsed()
}

/// The middle of the times that a request takes, because one of them may fall into a busy moment of the machine.
pub(crate) fn usual_time(mut request: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..15)
        .map(|_| {
            let start = Instant::now();
            request();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}
