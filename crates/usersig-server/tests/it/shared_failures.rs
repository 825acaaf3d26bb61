//! Replicas whose Redis does not answer. The numbers R04 to R08 are those of the catalogue of attacks.

use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde_json::json;

use crate::harness::config::KEY;
use crate::harness::pair::Pair;
use crate::harness::proxy::{Fault, Proxy};
use crate::harness::redis::{DURABLE, Redis, free_port};
use crate::harness::replicas::{folder, knows, replica, revoke, sign, ticket, until, verify, verify_once};
use crate::harness::server::{Server, post};

/// R05.
#[test]
fn a_killed_redis_does_not_stop_the_signing() {
    let mut redis = Redis::start_with(&DURABLE);
    let pair = Pair::start(&redis.url());
    redis.kill();
    pair.assert_without_redis();
    assert_eq!(pair.refusing.post("/v1/revoke", r#"{"user_id":"bob"}"#).status, 503);
    redis.restart(&[]);
    redis.wait();
    pair.assert_recovers();
}

/// R05.
#[test]
fn a_redis_that_hangs_does_not_stop_the_signing() {
    let redis = Redis::start();
    let pair = Pair::start(&redis.url());
    redis.signal(Signal::STOP);
    let start = Instant::now();
    let first = verify_once(&pair.refusing, "bob", &pair.good);
    println!("the first request was answered in {:?}", start.elapsed());
    assert_eq!(first, Err(503));
    pair.assert_without_redis();
    redis.signal(Signal::CONT);
    pair.assert_recovers();
}

/// R05. Nothing arrives, and the connections stay open. Then replies are late.
#[test]
fn a_lost_or_slow_network_does_not_stop_the_signing() {
    let redis = Redis::start();
    let proxy = Proxy::start(redis.port);
    let pair = Pair::start(&proxy.url());
    for fault in [Fault::Swallow, Fault::Cut, Fault::Slow] {
        proxy.set(fault);
        pair.assert_without_redis();
        proxy.set(Fault::None);
        pair.assert_recovers();
    }
}

/// R04.
#[test]
fn a_redis_that_loads_its_data_or_forgot_the_scripts_does_not_stop_the_signing() {
    let mut redis = Redis::start();
    let pair = Pair::start(&redis.url());
    redis.ask::<()>(&["SCRIPT", "FLUSH"]);
    pair.assert_well();
    assert!(knows(&pair.refusing) && knows(&pair.accepting));
    assert_eq!(pair.refusing.metric("usersig_unknown_revocations_total"), 0);

    redis.ask::<()>(&["DEBUG", "POPULATE", "1000"]);
    redis.ask::<()>(&["SAVE"]);
    redis.kill();
    redis.restart(&["--key-load-delay", "3000", "--loading-process-events-interval-bytes", "1024"]);
    let loading = || redis.try_ask::<()>(&["GET", "x"]).is_err_and(|error| error.code() == Some("LOADING"));
    until("loading", loading);
    assert_eq!(sign(&pair.refusing, "bob")["revocations"], "unknown");
    assert_eq!(verify_once(&pair.refusing, "bob", &pair.good), Err(503));
    redis.wait();
    until("loaded", || redis.try_ask::<Option<String>>(&["GET", "x"]).is_ok());
    pair.assert_recovers();
}

/// R07.
#[test]
fn a_redis_that_became_a_replica_does_not_stop_the_signing() {
    let (redis, other) = (Redis::start(), Redis::start());
    let pair = Pair::start(&redis.url());
    redis.ask::<()>(&["REPLICAOF", "127.0.0.1", &free_port().to_string()]);
    pair.assert_without_redis();
    redis.ask::<()>(&["REPLICAOF", "NO", "ONE"]);
    pair.assert_recovers();
    drop(other);
}

/// R08. The revocation is stored, and its reply is lost.
#[test]
fn a_revocation_whose_reply_is_lost_is_stored_once() {
    let redis = Redis::start();
    let proxy = Proxy::start(redis.port);
    let server = Server::start_with(&folder(), &["--store", &proxy.url()]);
    let mut lost = 0;
    for (round, fault) in [Fault::Cut, Fault::Swallow].into_iter().cycle().take(6).enumerate() {
        let user = format!("user{round}");
        let old = ticket(&server, &user);
        // The visit of the revocation fails too if it is the first one.
        proxy.set_once(fault);
        let valid_after = revoke(&server, &user);
        until("recovered", || knows(&server));
        assert_eq!(verify(&server, &user, &old), Err(70001));
        let keys = redis.keys().into_iter().filter(|key| key.ends_with(":r"));
        let values: Vec<String> = keys.map(|key| redis.ask(&["GET", &key])).collect();
        assert!(values.iter().any(|value| value.starts_with(&format!("1 {valid_after} "))), "{values:?}");
        assert!(valid_after <= crate::harness::jwt::now(), "a repetition moved the time on");
        lost += usize::from(server.metric("usersig_unknown_revocations_total") > 0);
    }
    assert!(lost > 0);
}

/// R04.
#[test]
fn one_connection_of_the_pool_that_cannot_be_opened_again_does_not_close_the_way_of_the_others() {
    let redis = Redis::start();
    let server = Server::start_with(&folder().with("[redis]\nconnections = 2"), &["--store", &redis.url()]);
    let mut connection = redis::Client::open(redis.url()).unwrap().get_connection().unwrap();
    let mut ask = |command: &[&str]| {
        let mut request = redis::cmd(command[0]);
        request.arg(&command[1..]).query::<redis::Value>(&mut connection).unwrap()
    };
    let redis::Value::Int(own) = ask(&["CLIENT", "ID"]) else { panic!("CLIENT ID is a number") };
    let clients: String = redis::from_redis_value(ask(&["CLIENT", "LIST"])).unwrap();
    let ids = clients.lines().filter_map(|line| line.strip_prefix("id=")?.split(' ').next());
    let pool: Vec<&str> = ids.filter(|id| *id != own.to_string()).collect();
    assert_eq!(pool.len(), 2, "{clients}");
    ask(&["CONFIG", "SET", "maxclients", "1"]);
    ask(&["CLIENT", "KILL", "ID", pool[0]]);
    // The end of the connection is noticed with the next request or check.
    std::thread::sleep(Duration::from_millis(1500));
    until("well", || knows(&server));
    let unknown = (0..40).filter(|_| !knows(&server)).count();
    assert!(unknown < 4, "{unknown} of 40 requests went without Redis");
}

#[test]
fn a_service_starts_without_redis_and_becomes_ready_with_it() {
    let port = free_port();
    let server = Server::start_with(&folder(), &["--store", &format!("redis://127.0.0.1:{port}")]);
    assert_eq!(sign(&server, "alice")["revocations"], json!("unknown"));
    assert_eq!(server.admin("/readyz").status, 503);
}

/// H17.
#[test]
fn sigterm_ends_the_service_while_redis_hangs() {
    let redis = Redis::start();
    let mut server = replica(&folder(), &redis);
    ticket(&server, "alice");
    redis.signal(Signal::STOP);
    let mut client = server.client();
    client.send(&post(KEY, "/v1/revoke", &[], r#"{"user_id":"alice"}"#)).unwrap();
    let start = Instant::now();
    server.signal(Signal::TERM);
    assert!(server.wait().success());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}
