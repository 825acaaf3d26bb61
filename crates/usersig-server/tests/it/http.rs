//! Malformed and hostile HTTP.

use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::harness::client::{Client, request};
use crate::harness::config::{Folder, KEY};
use crate::harness::server::{Server, head, is_alive, post};

/// H01
#[test]
fn a_body_above_the_limit_is_refused_before_it_is_read() {
    let server = Server::start(&Folder::new());
    for (path, len) in [("/v1/user-sig", 16 << 10), ("/v1/verify", 16 << 10), ("/v1/user-sigs", 1 << 20)] {
        let mut client = server.client();
        let stated =
            format!("Authorization: Bearer {KEY}\r\nContent-Type: application/json\r\nContent-Length: {}", len + 1);
        let answer = client.ask(format!("POST {path} HTTP/1.1\r\nHost: a\r\n{stated}\r\n\r\n").as_bytes()).unwrap();
        assert_eq!(answer.status, 413, "{path}");
        assert!(client.is_closed());
        let full = format!("{}{}", r#"{"user_id":"alice"}"#, " ".repeat(len - 19));
        let answer = server.post(path, &full);
        assert_ne!(answer.status, 413, "{path} with {len} bytes");
    }
    assert!(is_alive(&server));
}

/// H01
#[test]
fn an_endless_chunked_body_is_cut_off() {
    let server = Server::start(&Folder::new());
    let mut client = server.client();
    client.send(&head("Transfer-Encoding: chunked\r\n")).unwrap();
    let chunk = [b"400\r\n".as_slice(), &[b' '; 0x400], b"\r\n"].concat();
    let mut sent = 0;
    while sent < 10 << 20 && client.send(&chunk).is_ok() {
        sent += 0x400;
    }
    assert!(sent < 10 << 20, "the service read {sent} bytes");
    assert!(is_alive(&server));
}

/// H01
#[test]
fn a_body_shorter_than_stated_times_out_and_a_closed_one_is_dropped() {
    let folder = Folder::new().replacing("[audit]", "[limits]\nbody_timeout = \"1s\"\n[audit]");
    let server = Server::start(&folder);
    let mut client = server.client();
    client.send(&[head("Content-Length: 100\r\n"), b"{".to_vec()].concat()).unwrap();
    let start = Instant::now();
    assert_eq!(client.read().unwrap().status, 408);
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(client.is_closed());
    let mut client = server.client();
    client.send(&[head("Content-Length: 100\r\n"), b"{".to_vec()].concat()).unwrap();
    drop(client);
    assert!(is_alive(&server));
}

/// H01
#[test]
fn a_compressed_body_another_media_type_and_two_media_types_are_refused() {
    let server = Server::start(&Folder::new());
    let body = r#"{"user_id":"alice"}"#;
    let ask = |headers: &[(&str, &str)]| {
        let bearer = format!("Bearer {KEY}");
        let mut all = vec![("Authorization", bearer.as_str())];
        all.extend_from_slice(headers);
        server.client().ask(&request("POST", "/v1/user-sig", &all, body)).unwrap().status
    };
    assert_eq!(ask(&[("Content-Type", "application/json"), ("Content-Encoding", "gzip")]), 415);
    assert_eq!(ask(&[("Content-Type", "text/plain")]), 415);
    assert_eq!(ask(&[("Content-Type", "application/x-www-form-urlencoded")]), 415);
    assert_eq!(ask(&[]), 415);
    let json = ("Content-Type", "application/json");
    for twice in [[json, json], [json, ("Content-Type", "text/plain")], [("Content-Type", "text/plain"), json]] {
        assert_eq!(ask(&twice), 415, "{twice:?}");
    }
    assert_eq!(ask(&[("Content-Type", "application/json; charset=utf-8")]), 200);
}

/// H02, H03 and H04
#[test]
fn a_malformed_request_is_refused_without_repeating_its_values() {
    let server = Server::start(&Folder::new());
    let deep = format!(r#"{{"user_id":"alice","x":{}{}}}"#, "[".repeat(8000), "]".repeat(8000));
    for body in [
        "",
        "null",
        "[]",
        r#"["alice"]"#,
        r#"["alice",60]"#,
        "\"alice\"",
        "{}",
        "{",
        r#"{"user_id":"alice"} x"#,
        deep.as_str(),
        r#"{"user_id":"alice","user_id":"bob"}"#,
        r#"{"user_id":"alice","ttl":60,"ttl":61}"#,
        r#"{"user_id":"alice","admin":true}"#,
        r#"{"user_id":null}"#,
        r#"{"user_id":7}"#,
        r#"{"user_id":["alice"]}"#,
        r#"{"user_id":""}"#,
        r#"{"user_id":"alice\n"}"#,
        r#"{"user_id":"al\u000aice"}"#,
        r#"{"user_id":"al\u0000ice"}"#,
        r#"{"user_id":"alice\nTLS.sdkappid:1"}"#,
        r#"{"user_id":"\u001b[2J"}"#,
        r#"{"user_id":"ünï"}"#,
        r#"{"user_id":"\ud800"}"#,
        r#"{"user_id":"123456789012345678901234567890123"}"#,
        "{\"user_id\":\"al\nice\"}",
        "\u{feff}{\"user_id\":\"alice\"}",
        r#"{"user_id":"alice","ttl":"60"}"#,
        r#"{"user_id":"alice","ttl":60.0}"#,
        r#"{"user_id":"alice","ttl":6e1}"#,
        r#"{"user_id":"alice","ttl":-60}"#,
        r#"{"user_id":"alice","ttl":0}"#,
        r#"{"user_id":"alice","ttl":060}"#,
        r#"{"user_id":"alice","ttl":18446744073709551616}"#,
        r#"{"user_id":"alice","ttl":18446744073709551615}"#,
        r#"{"user_id":"alice","ttl":4294967297}"#,
        r#"{"user_id":"alice","ttl":NaN}"#,
        r#"{"user_id":"alice","ttl":[60]}"#,
    ] {
        let answer = server.post("/v1/user-sig", body);
        assert_eq!(answer.status, 400, "{body}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert!(answer.body.bytes().all(|byte| byte >= b' '), "{answer:?}");
    }
    let secret = "a-ticket-in-the-wrong-member-0123456789";
    let answer = server.post("/v1/user-sig", &json!({"user_id": "alice", "ttl": secret}).to_string());
    assert!(!answer.body.contains("wrong-member"), "{answer:?}");
    let invalid_utf8 = [b"{\"user_id\":\"al".as_slice(), &[0xff, 0xfe], b"\"}"].concat();
    let mut client = server.client();
    client.send(&head(&format!("Content-Length: {}\r\n", invalid_utf8.len()))).unwrap();
    assert_eq!(client.ask(&invalid_utf8).unwrap().status, 400);
}

/// H03
#[test]
fn control_characters_in_the_path_reach_no_route() {
    let server = Server::start(&Folder::new());
    for path in ["/v1/user-sig%0A", "/v1/user-sig/alice%0a", "/v1/../v1/user-sig", "//v1/user-sig", "/v1/user-sig/"] {
        assert_eq!(server.client().ask(&post(KEY, path, &[], r#"{"user_id":"alice"}"#)).unwrap().status, 404, "{path}");
    }
    let answer = server.client().ask(&request("GET", "/v1/user-sig", &[], "")).unwrap();
    assert_eq!((answer.status, answer.header("x-request-id").is_some()), (405, true));
}

#[test]
fn a_request_id_is_repeated_if_it_is_harmless() {
    let server = Server::start(&Folder::new());
    let ask = |id: &str| {
        let request = post(KEY, "/v1/user-sig", &[("X-Request-Id", id)], r#"{"user_id":"alice"}"#);
        server.client().ask(&request).unwrap().header("x-request-id").unwrap().to_owned()
    };
    assert_eq!(ask("4bf92f3577b34da6a3ce929d0e0e4736"), "4bf92f3577b34da6a3ce929d0e0e4736");
    for bad in ["a b", "a\tb", "\u{e9}", &"x".repeat(65), "a;b"] {
        assert_ne!(ask(bad), bad);
    }
}

#[test]
fn several_requests_on_one_connection_get_their_own_answers() {
    let server = Server::start(&Folder::new());
    let mut client = Client::connect(server.api).unwrap();
    let pipelined: Vec<u8> = (0..10)
        .flat_map(|number| post(KEY, "/v1/user-sig", &[], &json!({"user_id": format!("u{number}")}).to_string()))
        .collect();
    client.send(&pipelined).unwrap();
    for number in 0..10 {
        assert_eq!(client.read().unwrap().json()["user_id"], format!("u{number}"));
    }
    client.tcp().flush().unwrap();
}
