//! Who gets a ticket, and who does not.

use serde_json::json;

use crate::harness::client::request;
use crate::harness::config::{ADMIN_KEY, Folder, KEY, OTHER_APP, SIGN_KEY};
use crate::harness::server::{Server, post};

const ROUTES: [&str; 5] = ["/v1/user-sig", "/v1/private-map-key", "/v1/user-sigs", "/v1/verify", "/v1/revoke"];

/// H05 and H16. Every wrong credential has the same answer, which explains nothing.
#[test]
fn without_good_credentials_every_route_gives_the_same_answer_and_signs_nothing() {
    let server = Server::start(&Folder::new());
    let body = r#"{"user_id":"alice"}"#;
    let truncated = &KEY[..KEY.len() - 1];
    let longer = format!("{KEY}x");
    let hash = crate::harness::config::sha256(KEY);
    let wrong = [
        None,
        Some("Bearer".to_owned()),
        Some("Bearer ".to_owned()),
        Some(format!("Bearer {truncated}")),
        Some(format!("Bearer {longer}")),
        Some(format!("Bearer  {KEY}")),
        Some(format!("Bearer {}", KEY.to_uppercase())),
        Some(format!("Bearer {hash}")),
        Some(format!("Basic {KEY}")),
        Some(KEY.to_owned()),
        Some("Bearer a.b.c".to_owned()),
        Some("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.".to_owned()),
    ];
    let mut bodies = Vec::new();
    for route in ROUTES {
        for credential in &wrong {
            let mut headers = vec![("Content-Type", "application/json")];
            headers.extend(credential.as_deref().map(|value| ("Authorization", value)));
            let answer = server.client().ask(&request("POST", route, &headers, body)).unwrap();
            assert_eq!(answer.status, 401, "{credential:?}");
            assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
            bodies.push(answer.body);
        }
    }
    let twice = format!("Bearer {KEY}");
    let headers = [("Authorization", twice.as_str()), ("Authorization", twice.as_str())];
    let answer = server.client().ask(&request("POST", ROUTES[0], &headers, body)).unwrap();
    assert_eq!(answer.status, 401);
    assert!(bodies.iter().all(|other| *other == answer.body), "{bodies:?}");
}

/// H16. Malformed bodies of unknown callers are not read, so they do not change the answer.
#[test]
fn an_unknown_caller_learns_nothing_about_its_body() {
    let server = Server::start(&Folder::new());
    for body in ["", "{", r#"{"user_id":""}"#, r#"{"user_id":"alice","user_id":"bob"}"#] {
        let answer = server.post_as("usk_wrong", "/v1/user-sig", body);
        assert_eq!((answer.status, answer.json().get("detail")), (401, None), "{body}");
    }
}

/// H06. Apps, scopes and administrators.
#[test]
fn a_caller_does_only_what_its_scopes_and_apps_allow() {
    let server = Server::start(&Folder::new());
    let status = |token: &str, path: &str, body: &str| server.post_as(token, path, body).status;
    assert_eq!(status(SIGN_KEY, "/v1/user-sig", r#"{"user_id":"alice"}"#), 200);
    assert_eq!(status(SIGN_KEY, "/v1/revoke", r#"{"user_id":"alice"}"#), 403);
    assert_eq!(status(SIGN_KEY, "/v1/verify", r#"{"user_id":"alice","user_sig":"x"}"#), 403);
    let other = post(KEY, "/v1/user-sig", &[("X-Sdk-App-Id", &OTHER_APP.to_string())], r#"{"user_id":"alice"}"#);
    assert_eq!(server.client().ask(&other).unwrap().status, 403);
}

/// H06. The ticket of an administrator opens the REST interface of the whole app.
#[test]
fn an_administrator_in_any_spelling_needs_the_scope_admin() {
    let server = Server::start(&Folder::new());
    for name in ["administrator", "root", "Administrator", "ADMINISTRATOR", " administrator", "administrator ", "Root"]
    {
        let body = json!({ "user_id": name }).to_string();
        assert_eq!(server.post("/v1/user-sig", &body).status, 403, "{name}");
        assert_eq!(server.post_as(ADMIN_KEY, "/v1/user-sig", &body).status, 200, "{name}");
        let many = json!({"requests": [{ "user_id": name }]}).to_string();
        assert_eq!(server.post("/v1/user-sigs", &many).json()["results"][0]["error"]["status"], 403, "{name}");
        let room = json!({"user_id": name, "room_id": 1, "privileges": ["all"]}).to_string();
        assert_eq!(server.post("/v1/private-map-key", &room).status, 403, "{name}");
    }
}
