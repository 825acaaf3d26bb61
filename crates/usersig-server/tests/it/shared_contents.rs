//! A Redis that evicts, damages or loses entries. The numbers R06 to R17 are those of the catalogue of attacks.

use crate::harness::config::Folder;
use crate::harness::pair::Pair;
use crate::harness::redis::Redis;
use crate::harness::replicas::{folder, knows, replica, revoke, sign, ticket, until, verify, verify_once};
use crate::harness::server::Server;

#[test]
fn a_redis_without_memory_does_not_stop_the_signing() {
    let redis = Redis::start_with(&["--maxmemory-policy", "noeviction"]);
    let pair = Pair::start(&redis.url());
    assert!(!pair.refusing.log().contains("maxmemory-policy"));
    redis.ask::<()>(&["CONFIG", "SET", "maxmemory", "1"]);
    pair.assert_without_redis();
    assert_eq!(pair.refusing.post("/v1/revoke", r#"{"user_id":"bob"}"#).status, 503);
    assert!(pair.refusing.metric("usersig_store_failures_total{reason=\"server\"}") > 0);
    redis.ask::<()>(&["CONFIG", "SET", "maxmemory", "0"]);
    pair.assert_recovers();
}

#[test]
fn the_start_warns_of_a_policy_that_evicts_and_of_one_that_cannot_be_read() {
    let redis = Redis::start_with(&["--maxmemory-policy", "allkeys-lru"]);
    let server = replica(&folder(), &redis);
    until("warned", || server.log().contains("Redis can evict revocations"));
    until("warned", || server.log().contains("appendonly is not yes: a restart of Redis can forget revocations"));
    redis.ask::<()>(&["ACL", "SETUSER", "default", "-config"]);
    let server = replica(&folder(), &redis);
    until("warned", || server.log().contains("maxmemory-policy cannot be read"));
    assert!(knows(&server));
}

/// R13. The clock of Redis was ahead by days and is right again.
#[test]
fn a_rate_that_was_counted_at_a_later_time_is_used_up_only_once() {
    let redis = Redis::start();
    let server = replica(&Folder::new(), &redis);
    until("known", || knows(&server));
    let later = (crate::harness::jwt::now() + 8 * 86_400) * 1_000_000;
    let counters: Vec<String> =
        redis.keys().into_iter().filter(|key| redis.ask::<String>(&["GET", key]).matches(' ').count() == 1).collect();
    assert_eq!(counters.len(), 2, "the caller's and the user's: {counters:?}");
    for key in &counters {
        redis.ask::<()>(&["SET", key, &format!("1 {later}"), "PX", "691200000"]);
    }
    let limited = server.post("/v1/user-sig", r#"{"user_id":"somebody"}"#);
    assert_eq!((limited.status, limited.header("retry-after")), (429, Some("1")));
    until("signing again", || server.post("/v1/user-sig", r#"{"user_id":"somebody"}"#).status == 200);
    for key in &counters {
        assert!(redis.ask::<u64>(&["PTTL", key]) < 120_000);
    }
}

#[test]
fn an_entry_that_cannot_be_read_is_not_taken_for_no_entry() {
    let redis = Redis::start();
    let pair = Pair::start(&redis.url());
    let key = redis.keys().into_iter().find(|key| key.ends_with(":r")).unwrap();
    let good: String = redis.ask(&["GET", &key]);
    let oversized = "1 ".to_owned() + &"9".repeat(5_000_000);
    let future = good.replacen('1', "2", 1);
    for value in
        ["", "x", "1 2", "1 -5 7 a", "\u{0}\u{ff}", "1 1e99 7 a", "1 99999999999999999999 7 a", &future, &oversized]
    {
        redis.ask::<()>(&["SET", &key, value]);
        if value.is_empty() {
            redis.ask::<i64>(&["DEL", &key]);
            redis.ask::<i64>(&["LPUSH", &key, "a list"]);
        }
        let shown = &value[..value.len().min(20)];
        let before = pair.refusing.metric("usersig_store_damaged_total");
        assert_eq!(verify_once(&pair.refusing, "alice", &pair.revoked), Err(503), "{shown}");
        assert_eq!(pair.refusing.metric("usersig_store_damaged_total"), before + 1, "{shown}");
        assert_eq!(sign(&pair.refusing, "alice")["revocations"], "unknown", "{shown}");
    }
    assert_eq!(verify(&pair.refusing, "bob", &pair.good), Ok(()));
    // A new revocation replaces the damaged entry.
    revoke(&pair.refusing, "alice");
    assert_eq!(verify(&pair.refusing, "alice", &pair.revoked), Err(70001));
    assert_eq!(verify(&pair.refusing, "alice", &ticket(&pair.accepting, "alice")), Ok(()));
    assert_eq!(pair.refusing.metric("usersig_panics_total"), 0);
}

#[test]
fn a_counter_of_refused_tickets_that_cannot_be_read_is_counted_and_logged() {
    let redis = Redis::start();
    let server = replica(&folder(), &redis);
    verify(&server, "alice", "nonsense").unwrap_err();
    let key = redis.keys().into_iter().find(|key| key.ends_with(":f")).unwrap();
    redis.ask::<()>(&["SET", &key, "damaged"]);
    verify(&server, "alice", "nonsense").unwrap_err();
    assert_eq!(server.metric("usersig_store_damaged_total"), 1);
    until("logged", || server.log().lines().any(|line| line.contains("cannot be read") && line.contains(&key)));
}

#[test]
fn an_emptied_store_and_another_store_are_noticed() {
    let (redis, folder) = (Redis::start(), folder());
    let server = replica(&folder, &redis);
    let first_used = server.metric("usersig_store_first_used_timestamp_seconds");
    let other = Server::start_with(&folder, &["--store", &format!("{}/3", redis.url())]);
    until("a second later", || crate::harness::jwt::now() > first_used);
    redis.ask::<()>(&["FLUSHALL"]);
    until("noticed", || server.admin("/readyz").status == 200 && server.log().contains("the store was emptied"));
    assert_eq!(server.metric("usersig_store_replaced_total"), 1);
    assert!(server.metric("usersig_store_first_used_timestamp_seconds") > first_used);
    drop(other);

    // Services with other prefixes or databases do not share entries.
    let named = Folder::new().with("[redis]\nprefix = \"other\"");
    let services =
        [server, replica(&named, &redis), Server::start_with(&folder, &["--store", &format!("{}/5", redis.url())])];
    let old = ticket(&services[0], "alice");
    revoke(&services[0], "alice");
    let codes = services.each_ref().map(|service| verify(service, "alice", &old));
    assert_eq!(codes, [Err(70001), Ok(()), Ok(())]);
}
