//! State.StateChange reaches the app's server.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use serde_json::{Value, json};

use crate::harness::emulator::{Emulator, PATIENCE, eventually, of_app};
use crate::harness::page::Page;

/// A server of an app. It answers each request with the next status of the list, and then with 200.
fn server(statuses: &'static [u16]) -> (String, Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/im?token=x", listener.local_addr().unwrap());
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut statuses = statuses.iter();
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let (mut line, mut head, mut len) = (String::new(), String::new(), 0);
            stream.read_line(&mut line).unwrap();
            while head != "\r\n" {
                head.clear();
                stream.read_line(&mut head).unwrap();
                len =
                    head.to_lowercase().strip_prefix("content-length: ").map_or(len, |len| len.trim().parse().unwrap());
            }
            let mut body = vec![0; len];
            stream.read_exact(&mut body).unwrap();
            let status = statuses.next().copied().unwrap_or(200);
            let answer = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}";
            write!(stream.get_mut(), "HTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n{answer}", answer.len())
                .unwrap();
            if sender.send((line, serde_json::from_slice(&body).unwrap())).is_err() {
                return;
            }
        }
    });
    (address, receiver)
}

fn emulator_with(webhook: &str) -> Emulator {
    let emulator = Emulator::start();
    let answer = emulator.patch(&of_app(""), &json!({ "settings": { "webhook": webhook } }));
    assert_eq!(answer["settings"]["webhook"], webhook, "{answer}");
    emulator
}

#[test]
fn the_changes_of_a_user_arrive_in_order_and_in_the_documented_form() {
    let (address, received) = server(&[]);
    let emulator = emulator_with(&address);
    emulator.phone("alice", "Windows");
    let page = Page::logged_in(&emulator, "page", "alice");
    emulator.phone("alice", "iPhone");
    drop(page);
    let mut changes = Vec::new();
    for _ in 0..4 {
        let (line, body) = received.recv_timeout(PATIENCE).unwrap();
        assert!(line.starts_with("POST /im?token=x&SdkAppid=1400000000&CallbackCommand=State.StateChange&contenttype=json&ClientIP=127.0.0.1&OptPlatform="), "{line}");
        assert_eq!(body["CallbackCommand"], "State.StateChange");
        assert!(body["EventTime"].is_u64());
        changes.push((body["Info"]["Action"].clone(), body["KickedDevice"].clone()));
    }
    let kicked = json!([{ "Platform": "Windows" }]);
    let expected = [("Login", Value::Null), ("Login", Value::Null), ("Login", kicked), ("Disconnect", Value::Null)];
    assert_eq!(changes, expected.map(|(action, kicked)| (Value::from(action), kicked)));
}

#[test]
fn a_failed_delivery_is_tried_again_before_the_next_change_of_the_user() {
    let (address, received) = server(&[500]);
    let emulator = emulator_with(&address);
    emulator.phone("alice", "Android");
    emulator.rest("im_open_login_svc/kick", &json!({ "UserID": "alice" }));
    let actions: Vec<Value> =
        (0..3).map(|_| received.recv_timeout(PATIENCE).unwrap().1["Info"]["Action"].clone()).collect();
    assert_eq!(actions, ["Login", "Login", "Logout"]);
    let outcomes = eventually("three deliveries are in the journal", || {
        let entries = emulator.journal_of("alice").into_iter().filter(|entry| entry["kind"] == "webhook");
        let outcomes: Vec<Value> = entries.map(|entry| entry["outcome"].clone()).collect();
        (outcomes.len() == 3).then_some(outcomes)
    });
    assert_eq!(outcomes, ["status 500", "delivered", "delivered"]);
}

#[test]
fn an_injected_fault_fails_the_webhook() {
    let (address, received) = server(&[]);
    let emulator = emulator_with(&address);
    emulator.post(&of_app("faults"), &json!({ "effect": { "kind": "fail_webhook" }, "times": 1 }));
    emulator.phone("alice", "Android");
    assert_eq!(received.recv_timeout(PATIENCE).unwrap().1["Info"]["Action"], "Login");
    let first = eventually("the delivery is in the journal", || {
        emulator.journal_of("alice").into_iter().find(|entry| entry["kind"] == "webhook")
    });
    assert!(first["outcome"].as_str().unwrap().starts_with("fault"), "{first}");
}

#[test]
fn an_address_with_tls_is_refused() {
    let emulator = Emulator::start();
    let answer = emulator.patch(&of_app(""), &json!({ "settings": { "webhook": "https://localhost/" } }));
    assert_eq!(answer["status"], 400);
    assert!(answer["detail"].as_str().unwrap().contains("http://"), "{answer}");
}
