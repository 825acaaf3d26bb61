//! Killed under load, at any moment.

use std::env;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde_json::json;

use crate::harness::client::Client;
use crate::harness::config::{Folder, KEY};
use crate::harness::server::{Server, post};

pub(crate) fn rounds(default: u32) -> u32 {
    env::var("USERSIG_SERVER_ROUNDS").map_or(default, |rounds| rounds.parse().unwrap())
}

/// Revokes users until the connection fails, and returns the users of answered revocations with their old tickets.
fn revoke_until_killed(mut client: Client, prefix: &str, count: &AtomicU32) -> Vec<(String, String)> {
    let mut answered = Vec::new();
    for number in 0.. {
        let user = format!("{prefix}-{number}");
        let body = json!({ "user_id": user }).to_string();
        let Ok(signed) = client.ask(&post(KEY, "/v1/user-sig", &[], &body)) else { break };
        let Ok(revoked) = client.ask(&post(KEY, "/v1/revoke", &[], &body)) else { break };
        assert_eq!((signed.status, revoked.status), (200, 200), "{signed:?} {revoked:?}");
        answered.push((user, signed.text("user_sig")));
        count.fetch_add(1, Ordering::Relaxed);
    }
    answered
}

/// kill -9 under load, 5 times here and 50 times in the long run.
#[test]
fn no_answered_revocation_is_forgotten_after_kill_9_and_the_service_is_ready_again_at_once() {
    let folder = Folder::new();
    let mut all: Vec<(String, String)> = Vec::new();
    let mut slowest = Duration::ZERO;
    let rounds = rounds(5);
    for round in 0..rounds {
        let started = Instant::now();
        let mut server = Server::start(&folder);
        slowest = slowest.max(started.elapsed());
        let mut client = server.client();
        for (user, ticket) in &all {
            let body = json!({"user_id": user, "user_sig": ticket}).to_string();
            let verdict = client.ask(&post(KEY, "/v1/verify", &[], &body)).unwrap().json();
            assert_eq!(verdict["code"], 70001, "{user} in round {round}: {verdict}");
        }
        drop(client);
        let count = &AtomicU32::new(0);
        let answered = thread::scope(|scope| {
            let clients: Vec<_> = (0..8)
                .map(|number| (server.client(), format!("r{round}c{number}")))
                .map(|(client, prefix)| scope.spawn(move || revoke_until_killed(client, &prefix, count)))
                .collect();
            // At another moment in each round, but not before something was answered.
            while count.load(Ordering::Relaxed) < 20 + round % 7 {
                thread::sleep(Duration::from_millis(u64::from(round % 5)));
            }
            server.kill();
            clients.into_iter().flat_map(|client| client.join().unwrap()).collect::<Vec<_>>()
        });
        all.extend(answered);
    }
    // The bench `service` compares the time with its bound on a quiet machine. Here other tests run at the same time.
    println!("{} answered revocations survived {rounds} kills; the slowest start took {slowest:?}", all.len());
    assert!(all.len() >= 20);
}

/// SIGTERM under load. Every request whose connection was accepted gets its whole answer.
#[test]
fn every_accepted_request_is_answered_after_sigterm() {
    let folder = Folder::new();
    let mut answered = 0;
    for round in 0..rounds(50) {
        let mut server = Server::start(&folder);
        let stop = AtomicBool::new(false);
        answered += thread::scope(|scope| {
            let clients: Vec<_> = (0..4)
                .map(|number| {
                    let (client, stop) = (server.client(), &stop);
                    scope.spawn(move || ask_until_closed(client, &format!("r{round}c{number}"), stop))
                })
                .collect();
            thread::sleep(Duration::from_millis(20 + u64::from(round % 5) * 7));
            let start = Instant::now();
            server.signal(Signal::TERM);
            assert!(server.wait().success());
            assert!(start.elapsed() < Duration::from_secs(5));
            stop.store(true, Ordering::Relaxed);
            clients.into_iter().map(|client| client.join().unwrap()).sum::<u64>()
        });
    }
    println!("{answered} requests, all of them answered");
}

/// Asks on one connection until an answer says that the connection closes.
fn ask_until_closed(mut client: Client, user: &str, stop: &AtomicBool) -> u64 {
    let request = post(KEY, "/v1/verify", &[], &json!({"user_id": user, "user_sig": "nonsense"}).to_string());
    let mut answered = 0;
    while !stop.load(Ordering::Relaxed) {
        match client.ask(&request) {
            Ok(answer) => {
                assert_eq!(answer.status, 200, "{answer:?}");
                answered += 1;
                if answer.header("connection") == Some("close") {
                    break;
                }
            }
            Err(error) => panic!("no answer after {answered} requests: {error} ({:?})", io::Error::kind(&error)),
        }
    }
    answered
}
