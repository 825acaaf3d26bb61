//! Errors state what is wrong in plain words, and the next step.

use serde_json::{Value, json};

use crate::harness::emulator::{Emulator, of_app};
use crate::harness::raw::request;

/// Words of Rust and of its libraries.
const FOREIGN: [&str; 9] = ["enum", "struct", "u8", "u32", "u64", "i32", "field", "deserialize", "Invalid URL"];

fn detail(answer: &Value, status: u16) -> &str {
    assert_eq!(answer["status"], status, "{answer}");
    let detail = answer["detail"].as_str().unwrap();
    for word in FOREIGN {
        assert!(!detail.contains(word), "{detail:?} has {word:?}");
    }
    detail
}

#[test]
fn a_wrong_body_is_refused_by_its_member_and_in_plain_words() {
    let emulator = Emulator::start();
    let setting = |name: &str, value: Value| (of_app(""), json!({ "settings": { name: value } }));
    let cases = [
        (setting("hello_interval", json!(0)), "settings.hello_interval: 0 is not a whole number from 1 to 255"),
        (setting("hello_intervall", json!(1)), "there is no member hello_intervall; the members are admins, "),
        (
            setting("service", json!({ "login": { "policy": "Quad" } })),
            "settings.service.login.policy: \"Quad\" is not one",
        ),
        ((of_app("user-sig"), json!({ "user_id": "alice", "ttl": "x" })), "ttl: \"x\" is not a whole number"),
        ((of_app("user-sig"), json!({})), "the member user_id is missing"),
        ((of_app("faults"), json!({ "effect": "x" })), "effect: \"x\" is not an object with the member kind"),
        ((of_app("faults"), json!({ "effect": { "kind": "x" } })), "effect.kind: \"x\" is not one of answer_login, "),
        ((of_app("links/break"), json!({ "user": "alice" })), "there is no member user; the members are user_id"),
        (("/emulator/v1/reset".to_owned(), json!({ "x": 1 })), "there is no member x; the object has no members"),
        (("/emulator/v1/clock/set".to_owned(), json!([])), "a list is not an object"),
    ];
    for ((path, body), words) in cases {
        let answer = if path == of_app("") { emulator.patch(&path, &body) } else { emulator.post(&path, &body) };
        let detail = detail(&answer, 400);
        assert!(detail.contains(words), "{path} {body}: {detail:?} instead of {words:?}");
    }
}

#[test]
fn an_empty_body_is_named() {
    let emulator = Emulator::start();
    let headers = ["Host: localhost", "Content-Type: application/json"];
    let answer = request(emulator.address, "POST /emulator/v1/reset", &headers, "");
    assert!(answer.contains("the body is empty; send a JSON object"), "{answer}");
    let answer = request(emulator.address, "POST /emulator/v1/reset", &headers, "{");
    assert!(answer.contains("the body is not JSON"), "{answer}");
}

#[test]
fn a_wrong_address_is_refused_in_plain_words_and_names_the_next_step() {
    let emulator = Emulator::start();
    let cases = [
        ("/emulator/v1/apps/abc", 400, "\"abc\", which is not a whole number from 0 to 4294967295"),
        ("/emulator/v1/apps/0", 400, "the address is not valid: "),
        ("/emulator/v1/jurnal", 404, "GET /emulator/v1/openapi.json lists"),
        (
            "/emulator/v1/journal?user=alice",
            400,
            "\"user\" is not one of the query parameters user_id, sdkappid, after",
        ),
        ("/emulator/v1/journal/events?user=alice", 400, "\"user\" is not one of the query parameters user_id"),
        ("/emulator/v1/journal?after=x", 400, "the query parameter after is not a whole number"),
        ("/emulator/v1/journal?after=1&after=2", 400, "after"),
        ("/emulator/v1/clock?x=1", 400, "\"x\" is a query parameter, and this route has none"),
        ("/emulator/v1/apps/1400000000/accounts?page=2", 400, "\"page\" is not one of the query parameters start"),
    ];
    for (path, status, words) in cases {
        let answer = emulator.get(path);
        let detail = detail(&answer, status);
        assert!(detail.contains(words), "{path}: {detail:?} instead of {words:?}");
    }
    assert_eq!(emulator.get("/emulator/v1/journal?user_id=alice&sdkappid=1400000000&after=0")["entries"], json!([]));
}

#[test]
fn an_account_that_does_not_exist_is_not_found() {
    let emulator = Emulator::start();
    for operation in ["kick", "block", "unblock", "delete"] {
        let answer = emulator.post(&of_app("accounts"), &json!({ "operation": operation, "user_id": "nobody" }));
        assert_eq!((&answer["status"], answer["code"].is_i64()), (&json!(404), true), "{operation}: {answer}");
    }
    assert_eq!(emulator.get(&of_app("accounts/nobody/sessions"))["status"], 404);
    emulator.phone("alice", "Android");
    let sessions = emulator.get(&of_app("accounts/alice/sessions"));
    let session = sessions[0]["session"].as_str().unwrap();
    assert_eq!(emulator.delete(&of_app(&format!("accounts/nobody/sessions/{session}")))["status"], 404);
    assert_eq!(emulator.post(&of_app("links/break"), &json!({ "user_id": "nobody" }))["status"], 404);
}

#[test]
fn the_ready_line_has_addresses_that_a_client_can_use() {
    let emulator = Emulator::with(&["--listen", "0.0.0.0", "--control-listen", "0.0.0.0:0"]);
    let port = emulator.address.port();
    assert_eq!(emulator.ready["gateway"], format!("ws://127.0.0.1:{port}"));
    assert!(emulator.ready["control"].as_str().unwrap().starts_with("http://127.0.0.1:"));
}

/// The names of a document, with those of nested objects.
fn names(settings: &Value) -> Vec<String> {
    let Value::Object(members) = settings else { return Vec::new() };
    members.iter().flat_map(|(name, value)| [vec![name.clone()], names(value)].concat()).collect()
}

#[test]
fn the_openapi_document_describes_every_setting() {
    let emulator = Emulator::start();
    let document = emulator.get("/emulator/v1/openapi.json");
    let schemas = &document["components"]["schemas"];
    let described: Vec<String> =
        schemas.as_object().unwrap().values().flat_map(|schema| names(&schema["properties"])).collect();
    let settings = names(&emulator.get(&of_app(""))["settings"]);
    assert!(settings.len() > 20);
    for name in settings {
        assert!(described.contains(&name), "{name} has no schema");
    }
    let settings = document.pointer("/components/schemas/AppAnswer/properties/settings").unwrap();
    assert!(settings.to_string().contains("SettingsSchema"), "{settings}");
}
