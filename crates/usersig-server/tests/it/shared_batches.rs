//! Many tickets in one request, while replicas share a Redis.

use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::harness::proxy::{Fault, Proxy};
use crate::harness::redis::Redis;
use crate::harness::replicas::{folder, knows, replica, until, usual_time};
use crate::harness::server::Server;

/// Asks for a thousand users.
fn batch(server: &Server) -> Vec<Value> {
    let requests: Vec<Value> = (0..1000).map(|number| json!({"user_id": format!("user{number}")})).collect();
    let answer = server.post("/v1/user-sigs", &json!({ "requests": requests }).to_string());
    assert_eq!(answer.status, 200, "{answer:?}");
    let results = answer.json()["results"].as_array().unwrap().clone();
    assert_eq!(results.len(), 1000);
    for (number, result) in results.iter().enumerate() {
        assert_eq!(result["user_id"], format!("user{number}"), "{result}");
    }
    results
}

/// Asks until Redis answered for all of them, and returns the time of this last body. On a busy machine some replies are late.
fn known_batch(server: &Server) -> Duration {
    for _ in 0..50 {
        let start = Instant::now();
        let results = batch(server);
        if unknown(&results) == 0 {
            return start.elapsed();
        }
        until("well", || knows(server));
    }
    panic!("no body was answered with Redis");
}

fn unknown(results: &[Value]) -> usize {
    results.iter().filter(|result| result["revocations"] == "unknown").count()
}

#[test]
fn the_tickets_of_a_body_do_not_wait_for_each_others_round_trips() {
    let redis = Redis::start();
    // Each reply is 10 ms late, as if Redis were in another city.
    let proxy = Proxy::start(redis.port);
    let server = Server::start_with(&folder(), &["--store", &proxy.url()]);
    known_batch(&server);
    println!(
        "1,000 tickets in {:?}",
        usual_time(|| {
            known_batch(&server);
        })
    );
    proxy.set(Fault::Late);
    let took = known_batch(&server);
    println!("1,000 tickets in {took:?} if every reply is 10 ms late");
    // One after the other they need 10 seconds.
    assert!(took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn a_body_of_many_tickets_is_answered_in_time_while_redis_hangs() {
    let redis = Redis::start();
    let server = replica(&folder(), &redis);
    known_batch(&server);
    redis.signal(Signal::STOP);
    let start = Instant::now();
    let results = batch(&server);
    let took = start.elapsed();
    println!("1,000 tickets without Redis in {took:?}");
    assert_eq!(unknown(&results), 1000);
    assert!(took < Duration::from_secs(3), "{took:?}");
    redis.signal(Signal::CONT);
    known_batch(&server);
}
