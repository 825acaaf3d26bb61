//! Signals, logs and metrics.

use std::fs;
use std::io::Read;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use serde_json::json;

use crate::harness::client::Client;
use crate::harness::config::{APP_KEY, Folder, KEY, OTHER_KEY, SIGN_KEY, api_key, write_secret};
use crate::harness::server::{Server, post};

#[test]
fn health_and_metrics_are_on_their_own_listener_only() {
    let server = Server::start(&Folder::new());
    assert_eq!((server.admin("/livez").status, server.admin("/readyz").status), (200, 200));
    assert_eq!(server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).status, 200);
    let granted = "usersig_requests_total{route=\"user_sig\",outcome=\"granted\"}";
    assert_eq!(server.metric(granted), 1);
    let metrics = server.admin("/metrics").body;
    for name in [
        "usersig_request_duration_seconds_bucket",
        "usersig_store_up",
        "usersig_store_bytes",
        "usersig_key_age_seconds",
        "usersig_key_signs",
        "usersig_audit_missing_total",
        "usersig_reload_failed",
        "usersig_connections",
    ] {
        assert!(metrics.contains(name), "no {name} in {metrics}");
    }
    assert!(!metrics.contains("alice"));
    for path in ["/metrics", "/livez", "/readyz"] {
        assert_eq!(server.client().ask(&crate::harness::client::request("GET", path, &[], "")).unwrap().status, 404);
    }
    assert_eq!(server.admin("/v1/user-sig").status, 404);
    for (method, path, status) in
        [("POST", "/livez", 405), ("HEAD", "/livez", 200), ("POST", "/nothing", 404), ("POST", "/v1/user-sig", 404)]
    {
        let request = crate::harness::client::request(method, path, &[("Connection", "close")], "");
        let mut client = Client::connect(server.admin).unwrap();
        client.send(&request).unwrap();
        let mut head = String::new();
        client.tcp().read_to_string(&mut head).unwrap();
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{method} {path}: {head}");
    }
}

/// H18 and SIGHUP.
#[test]
fn a_reload_replaces_keys_without_dropping_a_request_and_a_broken_one_changes_nothing() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let sign = |token: &str| server.post_as(token, "/v1/user-sig", r#"{"user_id":"alice"}"#).status;
    let late = "usk_added-later";
    assert_eq!((sign(KEY), sign(late)), (200, 401));
    let asking = std::sync::atomic::AtomicBool::new(true);
    thread::scope(|scope| {
        let client = scope.spawn(|| {
            let mut client = server.client();
            let mut count = 0;
            while asking.load(std::sync::atomic::Ordering::Relaxed) {
                let body = json!({"user_id": format!("user{count}")}).to_string();
                assert_eq!(client.ask(&post(KEY, "/v1/user-sig", &[], &body)).unwrap().status, 200);
                count += 1;
            }
            count
        });
        let added = Folder {
            temporary: std::sync::Arc::clone(&folder.temporary),
            top: folder.top.clone(),
            sections: folder.sections.clone(),
        }
        .with(&api_key("late", late, "\"sign\"", &[1_400_000_000], ""));
        fs::write(folder.path("config.toml"), format!("{}{}", added.top, added.sections)).unwrap();
        server.signal(Signal::HUP);
        server.wait_for_log("the configuration was reloaded");
        assert_eq!((sign(KEY), sign(late)), (200, 200));

        write_secret(&folder.path("app.key"), &APP_KEY[1..]);
        server.signal(Signal::HUP);
        server.wait_for_log("the configuration is broken, the old values stay in use");
        assert_eq!((sign(KEY), sign(late)), (200, 200));
        assert_eq!(server.metric("usersig_reload_failed"), 1);
        assert_eq!(server.admin("/readyz").status, 200);
        assert!(!server.log().contains(&APP_KEY[1..20]), "{}", server.log());

        write_secret(&folder.path("app.key"), OTHER_KEY);
        folder.write();
        server.signal(Signal::HUP);
        let start = Instant::now();
        while server.metric("usersig_reload_failed") > 0 {
            assert!(start.elapsed() < Duration::from_secs(10));
        }
        assert_eq!((sign(KEY), sign(late)), (200, 401));
        asking.store(false, std::sync::atomic::Ordering::Relaxed);
        assert!(client.join().unwrap() > 0);
    });
}

#[test]
fn the_soft_limit_of_open_files_is_raised_to_the_hard_one() {
    let folder = Folder::new();
    let mut command = std::process::Command::new("sh");
    command.env_clear().args([
        "-c",
        "ulimit -Sn 64; exec \"$0\" --config \"$1\"",
        env!("CARGO_BIN_EXE_usersig-server"),
    ]);
    let server = Server::spawn(command.arg(folder.write()).stdout(std::process::Stdio::null()));
    let clients: Vec<Client> = (0..200).map(|_| server.client()).collect();
    assert_eq!(server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).status, 200);
    drop(clients);
}

/// H17: a second SIGTERM changes nothing.
#[test]
fn after_sigterm_the_service_finishes_requests_and_ends_with_0_within_5_seconds() {
    let mut server = Server::start_with(&Folder::new(), &["--insecure-sample-key", "--fault-delay", "700"]);
    let mut client = server.client();
    client.send(&post(KEY, "/v1/user-sig", &[], r#"{"user_id":"alice"}"#)).unwrap();
    let mut half = server.client();
    half.send(b"POST /v1/user-sig HTTP/1.1\r\n").unwrap();
    thread::sleep(Duration::from_millis(100));
    let start = Instant::now();
    server.signal(Signal::TERM);
    thread::sleep(Duration::from_millis(50));
    server.signal(Signal::TERM);
    assert_eq!(server.admin("/readyz").status, 503);
    let answer = client.read().unwrap();
    assert_eq!((answer.status, answer.header("connection")), (200, Some("close")));
    assert!(server.wait().success());
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!(Client::connect(server.api).is_err());
}

/// H15: a name or a ticket cannot write a line of the log or of the audit.
#[test]
fn logs_contain_neither_tickets_nor_keys_nor_control_characters() {
    let folder = Folder::new();
    let mut command = crate::harness::server::command();
    command.env("RUST_LOG", "trace").arg("--config").arg(folder.write()).stdout(std::process::Stdio::null());
    let mut server = Server::spawn(&mut command);
    let ticket = server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).text("user_sig");
    for user in ["alice\u{1b}[2J", "alice\nlevel=ERROR", "alice\"}", "{\"x\":1}"] {
        server.post("/v1/user-sig", &json!({ "user_id": user }).to_string());
        server.post("/v1/verify", &json!({"user_id": user, "user_sig": ticket}).to_string());
    }
    server.post("/v1/verify", &json!({"user_id": "alice", "user_sig": ticket}).to_string());
    server.post_as("usk_wrong\u{1b}", "/v1/user-sig", "{}");
    server.signal(Signal::TERM);
    server.wait();
    thread::sleep(Duration::from_millis(100));
    let all = server.log() + &fs::read_to_string(folder.path("audit.jsonl")).unwrap();
    for secret in [&ticket[..24], KEY, SIGN_KEY, APP_KEY, OTHER_KEY, "usk_wrong"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    assert!(all.bytes().all(|byte| byte == b'\n' || byte >= b' '), "{all}");
    assert!(folder.audit().iter().any(|line| line["user_id"] == "alice\"}"));
}
