//! Replicas that share a Redis which works. The numbers R13 and R14 are those of the catalogue of attacks.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::config::Folder;
use crate::harness::redis::Redis;
use crate::harness::replicas::{
    assert_never_far_ahead, folder, knows, replica, revoke, sign, ticket, until, verify, verify_once,
};
use crate::harness::server::Server;

#[test]
fn a_revocation_on_one_replica_is_seen_by_the_others_at_once() {
    let (redis, folder) = (Redis::start(), folder());
    let replicas = [replica(&folder, &redis), replica(&folder, &redis), replica(&folder, &redis)];
    for round in 0..4 {
        let old: Vec<String> = replicas.iter().map(|replica| ticket(replica, "alice")).collect();
        revoke(&replicas[round % 3], "alice");
        for (replica, ticket) in replicas.iter().flat_map(|replica| old.iter().map(move |ticket| (replica, ticket))) {
            assert_eq!(verify(replica, "alice", ticket), Err(70001));
        }
        for (one, other) in [(0, 1), (1, 2), (2, 0)] {
            assert_eq!(verify(&replicas[one], "alice", &ticket(&replicas[other], "alice")), Ok(()));
        }
    }
}

#[test]
fn a_ticket_is_never_stamped_further_ahead_of_redis_than_documented() {
    let (redis, folder) = (Redis::start(), folder());
    let server = replica(&folder, &redis);
    assert_never_far_ahead(&server);
}

#[test]
fn the_rate_of_a_user_is_one_rate_on_all_replicas() {
    let (redis, folder) = (Redis::start(), Folder::new().with("[rates]\nper_user = \"10/1h\""));
    let replicas = [replica(&folder, &redis), replica(&folder, &redis), replica(&folder, &redis)];
    let statuses = (0..30).map(|number: usize| replicas[number % 3].post("/v1/user-sig", r#"{"user_id":"alice"}"#));
    let statuses: Vec<u16> = statuses.map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 10, "{statuses:?}");
    let limited = replicas[0].post("/v1/user-sig", r#"{"user_id":"alice"}"#);
    assert_eq!(limited.status, 429);
    assert!((300..=360).contains(&limited.header("retry-after").unwrap().parse::<u64>().unwrap()), "{limited:?}");
    // The failed verifications too.
    let wrong = |server: &Server| verify(server, "alice", "nonsense");
    let codes: Vec<_> = (0..12).map(|number| wrong(&replicas[number % 3])).collect();
    assert!(codes[..10].iter().all(|code| *code != Err(70050)) && codes[11] == Err(70050), "{codes:?}");
}

/// R02.
#[test]
fn signing_is_one_round_trip_on_one_connection() {
    let (redis, folder) = (Redis::start(), folder());
    let server = replica(&folder, &redis);
    ticket(&server, "alice");
    let calls = || {
        let line = redis.info("commandstats", "cmdstat_evalsha");
        line.split(['=', ',']).nth(1).unwrap().parse::<u64>().unwrap()
    };
    let canaries = || server.log().len();
    let (before, started) = (calls(), Instant::now());
    for _ in 0..200 {
        ticket(&server, "alice");
    }
    let (more, seconds) = (calls() - before, started.elapsed().as_secs());
    assert!((200..=202 + seconds).contains(&more), "{more} scripts for 200 tickets, and {} bytes of log", canaries());
    let clients: String = redis.ask(&["CLIENT", "LIST"]);
    // The one of the service and the one that asks.
    assert_eq!(clients.lines().count(), 2, "{clients}");
}

/// R14.
#[test]
fn a_pool_of_one_connection_serves_many_requests_at_the_same_time() {
    let (redis, folder) = (Redis::start(), folder());
    let server = replica(&folder, &redis);
    let unknown: usize = thread::scope(|scope| {
        let clients: Vec<_> = (0..32)
            .map(|client| {
                let server = &server;
                scope.spawn(move || {
                    let users = (0..30).map(|number| format!("user{client}-{number}"));
                    users.filter(|user| sign(server, user)["revocations"] != json!(null)).count()
                })
            })
            .collect();
        clients.into_iter().map(|client| client.join().unwrap()).sum()
    });
    assert_eq!(unknown, 0);
}

/// A replica whose clock is wrong by some seconds.
fn with_skew(redis: &Redis, skew: i64) -> Server {
    let arguments = ["--store", &redis.url(), "--insecure-sample-key", "--fault-skew", &skew.to_string()];
    Server::start_with(&folder(), &arguments)
}

/// R13.
#[test]
fn replicas_agree_although_their_clocks_differ_by_five_minutes() {
    let mut redis = Redis::start();
    let replicas = [-300, 300, 0].map(|skew| with_skew(&redis, skew));
    for (one, other) in [(0, 1), (1, 0), (2, 0), (0, 2), (1, 2)] {
        let (one, other) = (&replicas[one], &replicas[other]);
        let old = [ticket(one, "alice"), ticket(other, "alice")];
        revoke(one, "alice");
        for (server, ticket) in [(one, &old[0]), (one, &old[1]), (other, &old[0]), (other, &old[1])] {
            assert_eq!(verify(server, "alice", ticket), Err(70001));
        }
        for (signer, judge) in [(one, other), (other, one)] {
            assert_eq!(verify(judge, "alice", &ticket(signer, "alice")), Ok(()));
        }
        // A user can be revoked five times in a second.
        thread::sleep(Duration::from_millis(1100));
    }
    // Without Redis they go on with its time.
    redis.kill();
    for replica in &replicas {
        until("without Redis", || !knows(replica));
        let issued_at = sign(replica, "bob")["issued_at"].as_u64().unwrap();
        assert!(issued_at.abs_diff(crate::harness::jwt::now()) <= 2, "{issued_at}");
    }
}

/// The clock of Redis or of the replica is wrong, and the replica cannot know which one.
#[test]
fn a_clock_that_differs_by_more_than_fifteen_minutes_is_not_followed() {
    let redis = Redis::start();
    let well = with_skew(&redis, 0);
    let old = ticket(&well, "alice");
    for skew in [-960, 960] {
        let far = with_skew(&redis, skew);
        let signed = sign(&far, "alice");
        assert_eq!(signed["revocations"], "unknown");
        let own = crate::harness::jwt::now().checked_add_signed(skew).unwrap();
        assert!(signed["issued_at"].as_u64().unwrap().abs_diff(own) <= 5, "{signed}");
        assert_eq!(verify_once(&far, "alice", &old), Err(503));
        assert_eq!(far.post("/v1/revoke", r#"{"user_id":"alice"}"#).status, 503);
        assert!(far.metric("usersig_store_failures_total{reason=\"clock\"}") >= 3);
        // The log arrives through a pipe.
        let lines = || far.log().lines().filter(|line| line.contains("differ by more than 15 minutes")).count();
        until("the log names the clocks", || lines() > 0);
        assert_eq!(lines(), 1);
    }
    // Nothing was stored with a wrong time.
    assert_eq!(verify(&well, "alice", &old), Ok(()));
    assert_eq!(sign(&well, "alice")["revocations"], json!(null));
}
