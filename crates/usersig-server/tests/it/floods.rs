//! More than a service can take.

use std::env;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::client::{Client, request};
use crate::harness::config::{ADMIN_KEY, Folder, KEY};
use crate::harness::replicas::until;
use crate::harness::server::{Server, post};

/// H08. Half-open connections, and clients that send one byte a second.
#[test]
fn a_thousand_slow_clients_do_not_disturb_others_and_are_closed() {
    let folder =
        Folder::new().replacing("[audit]", "[limits]\nheader_timeout = \"2s\"\nbody_timeout = \"2s\"\n[audit]");
    let server = Server::start(&folder);
    let mut slow: Vec<Client> = (0..1000).map(|_| server.client()).collect();
    let start = Instant::now();
    let head =
        format!("POST /v1/user-sig HTTP/1.1\r\nAuthorization: Bearer {KEY}\r\nContent-Type: application/json\r\n");
    for (index, client) in slow.iter_mut().enumerate() {
        match index % 3 {
            0 => {}
            1 => client.send(head.as_bytes()).unwrap(),
            _ => client.send(format!("{head}Host: a\r\nContent-Length: 1000\r\n\r\n{{").as_bytes()).unwrap(),
        }
    }
    let mut longest = Duration::ZERO;
    for round in 0..20 {
        for client in slow.iter_mut().skip(round).step_by(20) {
            drop(client.send(b" "));
        }
        let asked = Instant::now();
        assert_eq!(server.post("/v1/user-sig", &json!({"user_id": format!("u{round}")}).to_string()).status, 200);
        longest = longest.max(asked.elapsed());
    }
    assert!(longest < Duration::from_secs(1), "a good request took {longest:?}");
    for client in &mut slow {
        drop(client.read());
        assert!(client.is_closed());
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// The timeout starts again with each answer.
#[test]
fn a_connection_stays_open_for_the_header_timeout_after_its_last_answer() {
    let folder = Folder::new().replacing("[audit]", "[limits]\nheader_timeout = \"2s\"\n[audit]");
    let server = Server::start(&folder);
    let (mut client, mut last) = (server.client(), Instant::now());
    for _ in 0..4 {
        thread::sleep(Duration::from_millis(900));
        last = Instant::now();
        assert_eq!(client.ask(&request("GET", "/openapi.json", &[], "")).unwrap().status, 200);
    }
    let (is_closed, open) = (client.is_closed(), last.elapsed());
    assert!(is_closed && (2..4).contains(&open.as_secs()), "{is_closed} after {open:?}");
}

/// A client that asks and never reads.
#[test]
fn a_client_that_does_not_read_its_answers_is_closed() {
    let folder = Folder::new().replacing("[audit]", "[limits]\nwrite_timeout = \"1s\"\n[audit]");
    let server = Server::start(&folder);
    let mut client = server.client();
    let request = request("GET", "/openapi.json", &[], "").repeat(100);
    client.tcp().set_write_timeout(Some(Duration::from_millis(200))).unwrap();
    while client.send(&request).is_ok() {}
    let start = Instant::now();
    while server.metric("usersig_connections") > 0 {
        assert!(start.elapsed() < Duration::from_secs(10), "the connection stays open");
        thread::sleep(Duration::from_millis(100));
    }
}

/// H09. Ten times the capacity. Excess requests are refused at once, and the admitted ones are answered.
#[test]
fn an_overloaded_service_refuses_the_excess_at_once() {
    let folder = Folder::new().replacing("[audit]", "[limits]\nrequests = 4\n[audit]");
    let server = Server::start_with(&folder, &["--insecure-sample-key", "--fault-delay", "50"]);
    let answers: Vec<(u16, Option<String>)> = thread::scope(|scope| {
        let clients: Vec<_> = (0..40)
            .map(|client| {
                let server = &server;
                scope.spawn(move || {
                    let mut connection = server.client();
                    let body = json!({"user_id": format!("user{client}")}).to_string();
                    (0..10)
                        .map(|_| connection.ask(&post(KEY, "/v1/user-sig", &[], &body)).unwrap())
                        .map(|answer| (answer.status, answer.header("retry-after").map(str::to_owned)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    let count = |status| answers.iter().filter(|(answer, _)| *answer == status).count();
    assert_eq!(count(200) + count(503), answers.len());
    assert!(count(200) >= 4 && count(503) > count(200), "{} and {}", count(200), count(503));
    assert!(answers.iter().filter(|(status, _)| *status == 503).all(|(_, wait)| wait.as_deref() == Some("1")));
    assert_eq!(server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).status, 200);
}

/// H11. A million users, and ten million in the long run.
#[test]
fn distinct_users_do_not_grow_the_memory_or_the_metrics() {
    let folder = Folder::new().replacing("[audit]\nfile", "[audit]\non_audit_failure = \"count\"\n#");
    let server = Server::start(&folder);
    let users: u64 = env::var("USERSIG_SERVER_USERS").map_or(1_000_000, |users| users.parse().unwrap());
    let sign = |range: std::ops::Range<u64>| {
        let mut client = server.client();
        for start in range.step_by(1000) {
            let requests: Vec<String> =
                (start..start + 1000).map(|user| format!("{{\"user_id\":\"u{user}\"}}")).collect();
            let body = format!("{{\"requests\":[{}]}}", requests.join(","));
            let request = post(KEY, "/v1/user-sigs", &[], &body);
            let answer = client.ask(&request).unwrap();
            assert!(answer.status == 200 && !answer.body.contains("\"error\""), "{}", answer.status);
        }
    };
    sign(0..users / 10);
    let half = users / 10 + users / 10 * 9 / 2;
    let (before, series) = (server.resident_kib(), server.admin("/metrics").body.lines().count());
    thread::scope(|scope| {
        scope.spawn(|| sign(users / 10..half));
        sign(half..users);
    });
    let grown = server.resident_kib().saturating_sub(before);
    assert!(grown < 16 << 10, "{grown} KiB more after {users} users");
    assert_eq!(server.admin("/metrics").body.lines().count(), series);
}

/// H08. There are 32 places for large bodies, and 8 of them for one caller.
#[test]
fn a_business_server_with_many_slow_large_bodies_does_not_block_another_one() {
    let server = Server::start(&Folder::new());
    let large = format!(r#"{{"requests":[{{"user_id":"alice"}}]{}}}"#, " ".repeat(20_000));
    let request = post(KEY, "/v1/user-sigs", &[], &large);
    let (start, end) = request.split_at(request.len() - 1);
    let is_refused = || server.post("/v1/user-sigs", &large).status == 503;
    let mut slow = Vec::new();
    while !is_refused() {
        assert!(slow.len() < 20, "no body was refused");
        let mut client = server.client();
        client.send(start).unwrap();
        slow.push(client);
        thread::sleep(Duration::from_millis(20));
    }
    let answer = server.post("/v1/user-sigs", &large);
    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("1")));
    assert!(answer.text("detail").contains("at most 8 large bodies"), "{answer:?}");
    // Another business server, and a small body of this one.
    assert_eq!(server.post_as(ADMIN_KEY, "/v1/user-sigs", &large).status, 200);
    assert_eq!(server.post("/v1/user-sigs", r#"{"requests":[{"user_id":"alice"}]}"#).status, 200);
    // One that came together with a body of the loop was refused.
    let end_of =
        |mut client: Client| client.send(end).and_then(|()| client.read()).is_ok_and(|answer| answer.status == 200);
    assert_eq!(slow.into_iter().map(end_of).filter(|is_answered| *is_answered).count(), 8);
    until("with places", || !is_refused());
}

/// H08. The values of a large body need memory as long as the request is in progress.
#[test]
fn a_large_body_keeps_its_place_until_its_request_was_handled() {
    let server = Server::start_with(&Folder::new(), &["--insecure-sample-key", "--fault-delay", "1000"]);
    let large = format!(r#"{{"requests":[{{"user_id":"alice"}}]{}}}"#, " ".repeat(20_000));
    thread::scope(|scope| {
        let handled: Vec<_> = (0..8).map(|_| scope.spawn(|| server.post("/v1/user-sigs", &large).status)).collect();
        thread::sleep(Duration::from_millis(500));
        let start = Instant::now();
        let refused = server.post("/v1/user-sigs", &large);
        assert_eq!(refused.status, 503);
        assert!(refused.text("detail").contains("at most 8 large bodies"), "{refused:?}");
        assert!(start.elapsed() < Duration::from_millis(400), "the bodies were not handled meanwhile");
        assert_eq!(server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).status, 200);
        assert!(handled.into_iter().all(|client| client.join().unwrap() == 200));
    });
    assert_eq!(server.post("/v1/user-sigs", &large).status, 200);
}

/// H08. One address cannot take all places.
#[test]
fn an_address_with_too_many_connections_gets_no_more_until_one_is_closed() {
    let folder = Folder::new().replacing("[audit]", "[limits]\nconnections_per_address = 3\n[audit]");
    let server = Server::start(&folder);
    let body = r#"{"user_id":"alice"}"#;
    let mut clients: Vec<Client> = (0..3).map(|_| server.client()).collect();
    for client in &mut clients {
        assert_eq!(client.ask(&post(KEY, "/v1/user-sig", &[], body)).unwrap().status, 200);
    }
    assert!(server.client().ask(&post(KEY, "/v1/user-sig", &[], body)).is_err());
    drop(clients);
    let start = Instant::now();
    while !server.client().ask(&post(KEY, "/v1/user-sig", &[], body)).is_ok_and(|answer| answer.status == 200) {
        assert!(start.elapsed() < Duration::from_secs(10), "the places are not given back");
    }
}
