//! Faults under load while replicas share a Redis: no answered revocation is forgotten, and no answer is wrong.

use std::env;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::crashes::rounds;
use crate::harness::config::KEY;
use crate::harness::proxy::{Fault, Proxy};
use crate::harness::redis::{DURABLE, Redis};
use crate::harness::replicas::{folder, knows, replica, ticket, until, verify, verify_once};
use crate::harness::server::{Server, post};

/// A user of an answered revocation, and a ticket from before it.
pub(crate) type Revoked = (String, String);

/// Signs for new users and revokes them. A revocation that was refused or not answered is not counted.
fn revoke_users(server: &Server, prefix: &str, stop: &AtomicBool, count: &AtomicU32) -> Vec<Revoked> {
    let mut answered = Vec::new();
    let Ok(mut client) = crate::harness::client::Client::connect(server.api) else { return answered };
    for number in 0.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let user = format!("{prefix}-{number}");
        let body = json!({ "user_id": user }).to_string();
        let Ok(signed) = client.ask(&post(KEY, "/v1/user-sig", &[], &body)) else { break };
        assert_eq!(signed.status, 200, "{signed:?}");
        let Ok(revoked) = client.ask(&post(KEY, "/v1/revoke", &[], &body)) else { break };
        match revoked.status {
            200 => {
                answered.push((user, signed.text("user_sig")));
                count.fetch_add(1, Ordering::Relaxed);
            }
            503 => {}
            status => panic!("{status}: {revoked:?}"),
        }
    }
    answered
}

/// Runs the load until `fault` returns, and returns the answered revocations.
pub(crate) fn under_load(replicas: &[&Server], round: u32, fault: impl FnOnce(&AtomicU32)) -> Vec<Revoked> {
    let (stop, count) = (&AtomicBool::new(false), &AtomicU32::new(0));
    thread::scope(|scope| {
        let clients: Vec<_> = (0..8)
            .map(|client| (replicas[client % replicas.len()], format!("r{round}c{client}")))
            .map(|(server, prefix)| scope.spawn(move || revoke_users(server, &prefix, stop, count)))
            .collect();
        // At another moment in each round, but not before something was answered.
        while count.load(Ordering::Relaxed) < 20 + round % 7 {
            thread::sleep(Duration::from_millis(1 + u64::from(round % 5)));
        }
        fault(count);
        stop.store(true, Ordering::Relaxed);
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    })
}

fn assert_refused(server: &Server, revoked: &[Revoked], round: u32) {
    until("well", || knows(server));
    for (user, ticket) in revoked {
        assert_eq!(verify(server, user, ticket), Err(70001), "{user} in round {round}");
    }
}

/// 5 times here, and in full in the long run.
#[test]
fn no_answered_revocation_is_forgotten_after_kill_9_of_redis() {
    let (mut redis, folder) = (Redis::start_with(&DURABLE), folder());
    let replicas = [replica(&folder, &redis), replica(&folder, &redis)];
    let (mut all, rounds) = (Vec::new(), rounds(5));
    for round in 0..rounds {
        let answered = under_load(&[&replicas[0], &replicas[1]], round, |_| {
            redis.kill();
            redis.restart(&[]);
        });
        redis.wait();
        assert_refused(&replicas[round as usize % 2], &answered, round);
        all.extend(answered);
    }
    assert_refused(&replicas[0], &all, rounds);
    for server in &replicas {
        assert_eq!(server.metric("usersig_panics_total"), 0);
    }
    println!("{} answered revocations survived {rounds} kills of Redis", all.len());
}

/// 5 times here, and in full in the long run.
#[test]
fn no_answered_revocation_is_forgotten_after_kill_9_of_a_replica() {
    let (redis, folder) = (Redis::start_with(&DURABLE), folder());
    let survivor = replica(&folder, &redis);
    let (mut all, rounds) = (Vec::new(), rounds(5));
    for round in 0..rounds {
        let victim = replica(&folder, &redis);
        let id = victim.child.id();
        let answered = under_load(&[&survivor, &victim], round, |_| {
            let id = rustix::process::Pid::from_raw(i32::try_from(id).unwrap()).unwrap();
            rustix::process::kill_process(id, rustix::process::Signal::KILL).unwrap();
            thread::sleep(Duration::from_millis(20));
        });
        assert_refused(&survivor, &answered, round);
        all.extend(answered);
    }
    let fresh = replica(&folder, &redis);
    assert_refused(&fresh, &all, rounds);
    println!("{} answered revocations survived {rounds} kills of replicas", all.len());
}

/// 300 replies here, and 10,000 in the long run.
#[test]
fn no_answer_is_wrong_while_replies_are_late_cut_and_changed() {
    let faults = env::var("USERSIG_SERVER_FAULTS").map_or(300, |faults| faults.parse().unwrap());
    let redis = Redis::start();
    let proxy = Proxy::start(redis.port);
    let folder = folder().with("[redis]\nconnections = 4");
    let replicas: Vec<_> = (0..3).map(|_| Server::start_with(&folder, &["--store", &proxy.url()])).collect();
    let old = ticket(&replicas[0], "alice");
    assert_eq!(replicas[0].post("/v1/revoke", r#"{"user_id":"alice"}"#).status, 200);
    let good = ticket(&replicas[0], "bob");
    proxy.set(Fault::Any);
    let (known, unknown) = (AtomicU32::new(0), AtomicU32::new(0));
    let stop = AtomicBool::new(false);
    let revoked: Vec<Revoked> = thread::scope(|scope| {
        let mut clients = Vec::new();
        for (index, server) in replicas.iter().enumerate() {
            let (stop, known, unknown, old, good) = (&stop, &known, &unknown, &old, &good);
            clients.push(scope.spawn(move || revoke_users(server, &format!("s{index}"), stop, known)));
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let verdicts = (verify_once(server, "alice", old), verify_once(server, "bob", good));
                    assert!(matches!(verdicts.0, Err(70001 | 503)), "{verdicts:?}");
                    assert!(matches!(verdicts.1, Ok(()) | Err(503)), "{verdicts:?}");
                    let count = if verdicts.1 == Ok(()) { known } else { unknown };
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        while proxy.faults() < faults && clients.iter().all(|client| !client.is_finished()) {
            thread::sleep(Duration::from_millis(10));
        }
        stop.store(true, Ordering::Relaxed);
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    assert!(proxy.faults() >= faults, "a client ended after {} faults", proxy.faults());
    proxy.set(Fault::None);
    for server in &replicas {
        assert_refused(server, &revoked, 0);
        assert_eq!(server.metric("usersig_panics_total"), 0);
        assert!(!server.log().contains("panicked"), "{}", server.log());
    }
    println!(
        "{} faults in replies: {} answers with Redis, {} without, {} answered revocations, none wrong",
        proxy.faults(),
        known.into_inner(),
        unknown.into_inner(),
        revoked.len()
    );
}
