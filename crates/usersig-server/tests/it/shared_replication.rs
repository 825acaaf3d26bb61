//! Replicas of the service whose single Redis has a replica of its own. The numbers are those of the catalogue of attacks.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::harness::proxy::Proxy;
use crate::harness::redis::Redis;
use crate::harness::replicas::{folder, knows, revoke, ticket, until, verify};
use crate::harness::server::Server;

/// A master and a replica that has all of its writes.
fn pair() -> (Redis, Redis) {
    let (master, replica) = (Redis::start(), Redis::start());
    replica.ask::<()>(&["REPLICAOF", "127.0.0.1", &master.port.to_string()]);
    until("replicated", || replica.info("replication", "master_link_status") == "up");
    (master, replica)
}

fn start(url: &str) -> Server {
    Server::start_with(&folder().with("[redis]\nwait_replicas = 1"), &["--store", url])
}

#[test]
fn a_revocation_is_answered_when_a_replica_of_the_single_redis_has_it() {
    let (master, replica) = pair();
    let server = start(&master.url());
    for number in 0..20 {
        revoke(&server, &format!("user{number}"));
        // Not later, because the answer says that it is there.
        let stored = replica.keys().iter().filter(|key| key.ends_with(":r")).count();
        assert_eq!(stored, number + 1);
    }
    replica.signal(Signal::STOP);
    let start = Instant::now();
    let answer = server.post("/v1/revoke", r#"{"user_id":"late"}"#);
    assert_eq!(answer.status, 503, "{answer:?}");
    println!("without the replica, 503 in {:?}", start.elapsed());
    assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    assert!(server.metric("usersig_store_failures_total{reason=\"replicas\"}") > 0);
    // Signing does not need the replica.
    until("well", || knows(&server));
    replica.signal(Signal::CONT);
    until("replicated", || server.post("/v1/revoke", r#"{"user_id":"late"}"#).status == 200);
}

/// R07: after a failover the name of the instance leads to another server. The service looks it up for each connection.
#[test]
fn a_failover_of_the_single_redis_is_followed_by_its_name_and_loses_no_confirmed_revocation() {
    let (mut master, replica) = pair();
    let address = Proxy::start(master.port);
    let server = start(&format!("redis://localhost:{}", address.port));
    let old = ticket(&server, "alice");
    revoke(&server, "alice");
    let good = ticket(&server, "bob");

    address.lead_to(replica.port);
    master.kill();
    // The replica cannot be written yet.
    until("without Redis", || !knows(&server));
    assert_eq!(server.post("/v1/revoke", r#"{"user_id":"bob"}"#).status, 503);
    replica.ask::<()>(&["REPLICAOF", "NO", "ONE"]);
    let took = until("recovered", || knows(&server));
    println!("recovered {took:?} after the promotion");
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(verify(&server, "alice", &old), Err(70001));
    assert_eq!(verify(&server, "bob", &good), Ok(()));
    assert_eq!(server.metric("usersig_store_replaced_total"), 0);
}
