//! The REST call sends a genuine administrator's ticket. A stand-in for the service on loopback receives it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Output};
use std::thread;
use std::time::SystemTime;

use serde_json::{Value, json};
use usersig::{SdkAppId, SecretKey, UserId, Verifier};

use crate::program::{SDK_APP_ID, key_file};

const KEY: &str = "a throw-away key";

/// Runs the example against a stand-in that gives one answer. Returns the request line and the body of the request too.
fn call(answer: &Value) -> (Output, String, Value) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    let key_file = key_file(KEY);
    let answer = answer.to_string();
    let service = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(&stream);
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            if line.trim().is_empty() {
                break;
            }
            head.push(line.trim().to_owned());
        }
        let len = head.iter().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        let mut body = vec![0; len.expect("the request states its length")];
        reader.read_exact(&mut body).unwrap();
        let response =
            format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{answer}", answer.len());
        (&stream).write_all(response.as_bytes()).unwrap();
        (head.swap_remove(0), serde_json::from_slice(&body).unwrap())
    });
    let output = Command::new(env!("CARGO_BIN_EXE_rest_call"))
        .env("USERSIG_SDKAPPID", SDK_APP_ID.to_string())
        .env("USERSIG_KEY_FILE", key_file.path())
        .args([&host, "alice", "bob"])
        .output()
        .unwrap();
    let (request, body) = service.join().unwrap();
    (output, request, body)
}

#[test]
fn the_call_sends_a_valid_ticket_of_the_administrator_and_shows_the_answer() {
    let (output, request, body) = call(&json!({
        "ActionStatus": "OK", "ErrorCode": 0, "ErrorInfo": "",
        "ResultItem": [
            {"UserID": "alice", "ResultCode": 0, "ResultInfo": "", "AccountStatus": "Imported"},
            {"UserID": "bob", "ResultCode": 0, "ResultInfo": "", "AccountStatus": "NotImported"},
        ],
    }));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "alice Imported\nbob NotImported\n");
    assert_eq!(body, json!({"CheckItem": [{"UserID": "alice"}, {"UserID": "bob"}]}));

    let target = request.split(' ').nth(1).unwrap();
    let (path, query) = target.split_once('?').unwrap();
    assert_eq!(path, "/v4/im_open_login_svc/account_check");
    let value = |name| query.split('&').find_map(|pair| pair.strip_prefix(name)).unwrap();
    assert_eq!((value("sdkappid="), value("identifier=")), ("1400000000", "administrator"));
    let verifier = Verifier::new(SdkAppId::new(SDK_APP_ID).unwrap(), &SecretKey::new(KEY).unwrap());
    let (administrator, now) = (UserId::new("administrator").unwrap(), SystemTime::now().try_into().unwrap());
    assert!(verifier.user_sig(value("usersig="), &administrator, now).is_ok());
}

#[test]
fn a_refusal_of_the_service_is_shown_without_the_ticket() {
    let (output, request, _) = call(&json!({"ActionStatus": "FAIL", "ErrorCode": 60010, "ErrorInfo": "not an admin"}));
    assert_eq!(output.status.code(), Some(1));
    let shown = String::from_utf8(output.stderr).unwrap();
    assert!(shown.contains("60010"), "{shown}");
    let ticket = request.split("usersig=").nth(1).unwrap().split('&').next().unwrap();
    assert!(!shown.contains(&ticket[..8]), "{shown}");
}
