//! H19 to H21: an emulator on a developer's machine must not serve strangers.

use serde_json::json;

use crate::harness::emulator::{Emulator, of_app, rest_path};
use crate::harness::raw::{request, status};

#[test]
fn the_emulator_listens_on_loopback_and_every_answer_names_it() {
    let emulator = Emulator::start();
    assert!(emulator.address.ip().is_loopback());
    for line in ["GET /readyz", "GET /emulator/v1/clock", "GET /nothing", "POST /readyz", "GET /binfo"] {
        let answer = request(emulator.address, line, &["Host: 127.0.0.1"], "");
        assert!(answer.to_lowercase().contains("\r\nx-usersig-emulator: "), "{answer}");
    }
    let stranger = request(emulator.address, "GET /readyz", &["Host: evil.example"], "");
    assert!(stranger.to_lowercase().contains("\r\nx-usersig-emulator: "));
}

#[test]
fn off_loopback_the_control_plane_is_off_unless_it_has_an_address() {
    let open = Emulator::with(&["--listen", "0.0.0.0"]);
    let address = ([127, 0, 0, 1], open.address.port()).into();
    assert_eq!(open.ready["control"], json!(null));
    assert_eq!(status(&request(address, "GET /emulator/v1/clock", &["Host: localhost"], "")), 404);
    assert_eq!(status(&request(address, "GET /readyz", &["Host: localhost"], "")), 200);

    let split = Emulator::with(&["--listen", "0.0.0.0", "--control-listen", "127.0.0.1:0"]);
    let control = split.ready["control"].as_str().unwrap();
    let control = control.strip_prefix("http://").unwrap().strip_suffix("/emulator/v1").unwrap().parse().unwrap();
    assert_eq!(status(&request(control, "GET /emulator/v1/clock", &["Host: localhost"], "")), 200);
    assert_eq!(status(&request(control, "GET /binfo", &["Host: localhost"], "")), 404);
    let address = ([127, 0, 0, 1], split.address.port()).into();
    assert_eq!(status(&request(address, "GET /emulator/v1/clock", &["Host: localhost"], "")), 404);
}

#[test]
fn a_stranger_s_host_or_origin_reaches_no_interface() {
    let emulator = Emulator::start();
    let rest = format!("POST {}", rest_path("im_open_login_svc/account_check", &emulator.ticket("administrator")));
    for line in ["GET /emulator/v1/clock", "POST /emulator/v1/reset", "GET /binfo?sdkappid=1&instanceid=x", &rest] {
        let host = request(emulator.address, line, &["Host: evil.example"], "{}");
        assert_eq!(status(&host), 421, "{line}");
        for origin in ["https://evil.example", "null", "http://localhost.evil.example"] {
            let headers = ["Host: localhost", &format!("Origin: {origin}")];
            let answer = request(emulator.address, line, &headers, "{}");
            assert_eq!(status(&answer), 403, "{line} from {origin}");
            assert!(!answer.to_lowercase().contains("access-control-allow-origin"));
        }
    }
    let two = request(emulator.address, "GET /readyz", &["Host: localhost", "Host: evil.example"], "");
    assert_ne!(status(&two), 200);
    let none = request(emulator.address, "GET /readyz", &[], "");
    assert_ne!(status(&none), 200);
}

#[test]
fn the_journal_tells_of_each_stranger_once_with_the_option_that_allows_it() {
    let emulator = Emulator::start();
    let rest = format!("POST {}", rest_path("im_open_login_svc/account_check", "x"));
    for line in ["GET /binfo?sdkappid=1&instanceid=x", &rest, "GET /emulator/v1/clock"] {
        request(emulator.address, line, &["Host: emulator.test:7000"], "{}");
        request(emulator.address, line, &["Host: localhost", "Origin: https://app.test"], "{}");
    }
    let expected = [("host", "emulator.test:7000", "--allow-host"), ("origin", "https://app.test", "--allow-origin")];
    let refused = emulator.refused();
    assert_eq!(refused.len(), expected.len(), "{refused:?}");
    for (entry, (reason, value, option)) in refused.iter().zip(expected) {
        assert_eq!((&entry["reason"], &entry["value"]), (&json!(reason), &json!(value)));
        assert!(entry["detail"].as_str().unwrap().contains(option), "{entry}");
    }
    // The text and the number of the entries are bounded, and the control plane has its own answers.
    request(emulator.address, "GET /emulator/v1/clock", &["Host: other.test"], "");
    for number in 0..100 {
        let host = format!("Host: {number}.{}", "x".repeat(10_000));
        request(emulator.address, "GET /binfo", &[&host], "");
    }
    let refused = emulator.refused();
    assert_eq!(refused.len(), 33);
    assert!(refused.iter().all(|entry| entry.to_string().len() < 600));
    // After a reset a client is told of again.
    emulator.post("/emulator/v1/reset", &json!({}));
    request(emulator.address, "GET /binfo", &["Host: emulator.test:7000"], "");
    assert_eq!(emulator.refused().len(), 1);
}

#[test]
fn a_page_of_loopback_may_call_on_any_port() {
    let emulator = Emulator::start();
    for origin in ["http://localhost:3000", "http://127.0.0.1:8080", "https://[::1]:1"] {
        let origin_header = format!("Origin: {origin}");
        let asked = ["Host: localhost", &origin_header, "Access-Control-Request-Method: POST"];
        let preflight = request(emulator.address, "OPTIONS /emulator/v1/reset", &asked, "");
        assert_eq!(status(&preflight), 204);
        for answer in [preflight, request(emulator.address, "GET /readyz", &["Host: localhost", &origin_header], "")] {
            assert!(answer.contains(&format!("access-control-allow-origin: {origin}\r\n")), "{answer}");
        }
    }
}

#[test]
fn the_command_line_allows_other_hosts_and_origins() {
    let emulator = Emulator::with(&["--allow-host", "emulator.test", "--allow-origin", "https://app.test"]);
    let headers = ["Host: emulator.test:80", "Origin: https://app.test"];
    assert_eq!(status(&request(emulator.address, "GET /readyz", &headers, "")), 200);
}

#[test]
fn a_form_of_a_page_changes_nothing() {
    let emulator = Emulator::start();
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
        for line in ["POST /emulator/v1/reset", "POST /emulator/v1/clock/freeze", "PUT /emulator/v1/state"] {
            let header = format!("Content-Type: {content_type}");
            let answer = request(emulator.address, line, &["Host: localhost", &header], "{}");
            assert_eq!(status(&answer), 415, "{line} as {content_type:?}");
        }
    }
    assert_eq!(emulator.get("/emulator/v1/clock")["frozen"], false);
}

#[test]
fn the_control_plane_accepts_no_key() {
    let emulator = Emulator::start();
    let change = |body| emulator.patch(&of_app(""), &body)["status"].clone();
    assert_eq!(change(json!({ "key": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" })), 400);
    assert_eq!(change(json!({ "secret_key": "x" })), 400);
    assert_eq!(change(json!({ "settings": { "key": "x" } })), 400);
}
