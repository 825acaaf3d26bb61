//! Tickets for business servers.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;
use usersig::{SdkAppId, SecretKey, UnixTime, UserId, Verifier};

use crate::harness::config::{ADMIN_KEY, APP, APP_KEY, Folder, OTHER_APP, SIGN_KEY};
use crate::harness::server::{Server, post};

fn now() -> UnixTime {
    UnixTime::from_secs(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs())
}

fn verifier() -> Verifier {
    Verifier::new(SdkAppId::new(APP).unwrap(), &SecretKey::new(APP_KEY).unwrap())
}

#[test]
fn a_signed_ticket_is_good_and_the_answer_states_its_claims() {
    let server = Server::start(&Folder::new());
    let answer = server.post("/v1/user-sig", r#"{"user_id":"alice","ttl":3600}"#);
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
    let alice = UserId::new("alice").unwrap();
    let claims = verifier().user_sig(&answer.text("user_sig"), &alice, now()).unwrap();
    let answer = answer.json();
    assert_eq!(answer["sdk_app_id"], APP);
    assert_eq!(answer["user_id"], "alice");
    assert_eq!(answer["issued_at"], claims.issued_at().as_secs());
    assert_eq!(answer["expires_at"], claims.issued_at().as_secs() + 3600);
    let refresh_after = answer["refresh_at"].as_u64().unwrap() - claims.issued_at().as_secs();
    assert!((3060..=3420).contains(&refresh_after), "{refresh_after}");
}

#[test]
fn the_default_lifetime_is_a_day_and_shorter_for_a_caller_with_a_shorter_limit() {
    let server = Server::start(&Folder::new());
    let lifetime = |token: &str| {
        let answer = server.post_as(token, "/v1/user-sig", r#"{"user_id":"alice"}"#).json();
        answer["expires_at"].as_u64().unwrap() - answer["issued_at"].as_u64().unwrap()
    };
    assert_eq!(lifetime(crate::harness::config::KEY), 86_400);
    assert_eq!(lifetime(SIGN_KEY), 3600);
}

#[test]
fn a_lifetime_above_the_limit_is_an_error_that_states_the_limit() {
    let server = Server::start(&Folder::new());
    let at_the_limit = server.post("/v1/user-sig", r#"{"user_id":"alice","ttl":604800}"#);
    assert_eq!(at_the_limit.status, 200);
    let above = server.post("/v1/user-sig", r#"{"user_id":"alice","ttl":604801}"#);
    assert_eq!(above.status, 400);
    assert!(above.text("detail").contains("604800"), "{above:?}");
    let above_its_own = server.post_as(SIGN_KEY, "/v1/user-sig", r#"{"user_id":"alice","ttl":3601}"#);
    assert_eq!(above_its_own.status, 400);
    assert!(above_its_own.text("detail").contains("3600"));
}

#[test]
fn a_private_map_key_is_for_the_room_and_the_privileges_that_were_named() {
    let server = Server::start(&Folder::new());
    for room in [json!({"room_id": 42}), json!({"room_name": "lobby 1"})] {
        let mut body = json!({"user_id": "alice", "privileges": ["enter", "recv-audio"]});
        body.as_object_mut().unwrap().extend(room.as_object().unwrap().clone());
        let answer = server.post("/v1/private-map-key", &body.to_string());
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.json()["privileges"], json!(["enter", "recv-audio"]));

        let mut question = body.clone();
        question["private_map_key"] = json!(answer.text("private_map_key"));
        let verdict = server.post("/v1/verify", &question.to_string()).json();
        assert_eq!(verdict["valid"], true, "{verdict}");
        question["privileges"] = json!(["create"]);
        let verdict = server.post("/v1/verify", &question.to_string()).json();
        assert_eq!((&verdict["valid"], &verdict["code"]), (&json!(false), &json!(-100_006)), "{verdict}");
    }
}

#[test]
fn a_room_is_a_number_or_a_name_and_privileges_are_names() {
    let server = Server::start(&Folder::new());
    for body in [
        r#"{"user_id":"a","privileges":["enter"]}"#,
        r#"{"user_id":"a","room_id":1,"room_name":"b","privileges":["enter"]}"#,
        r#"{"user_id":"a","room_id":0,"privileges":["enter"]}"#,
        r#"{"user_id":"a","room_id":4294967296,"privileges":["enter"]}"#,
        r#"{"user_id":"a","room_name":"","privileges":["enter"]}"#,
        r#"{"user_id":"a","room_name":"a/b","privileges":["enter"]}"#,
        r#"{"user_id":"a","room_id":1,"privileges":["fly"]}"#,
        r#"{"user_id":"a","room_id":1,"privileges":["255"]}"#,
        r#"{"user_id":"a","room_id":1,"privileges":255}"#,
        r#"{"user_id":"a","room_id":1}"#,
    ] {
        assert_eq!(server.post("/v1/private-map-key", body).status, 400, "{body}");
    }
}

#[test]
fn many_tickets_are_answered_in_order_each_with_its_own_ticket_or_error() {
    let server = Server::start(&Folder::new());
    let mut requests: Vec<_> = (0..1000).map(|number| json!({"user_id": format!("user{number}")})).collect();
    requests[3] = json!({"user_id": ""});
    requests[4] = json!({"user_id": "administrator"});
    requests[5] = json!({"user_id": "late", "ttl": 9_999_999});
    let answer = server.post("/v1/user-sigs", &json!({ "requests": requests }).to_string());
    assert_eq!(answer.status, 200, "{answer:?}");
    let answer = answer.json();
    let results = answer["results"].as_array().unwrap();
    assert_eq!(results.len(), 1000);
    for (number, result) in results.iter().enumerate() {
        match number {
            3 | 5 => assert_eq!(result["error"]["status"], 400),
            4 => assert_eq!(result["error"]["status"], 403),
            _ => assert_eq!(result["user_id"], format!("user{number}"), "{result}"),
        }
    }
    requests.push(json!({"user_id": "one too many"}));
    assert_eq!(server.post("/v1/user-sigs", &json!({ "requests": requests }).to_string()).status, 400);
    assert_eq!(server.post("/v1/user-sigs", r#"{"requests":[]}"#).status, 400);
}

#[test]
fn a_request_that_does_not_name_exactly_one_app_is_refused() {
    let server = Server::start(&Folder::new().replacing("default_app = 1400000000\n", ""));
    let (one, other) = (APP.to_string(), OTHER_APP.to_string());
    let (one, other) = (one.as_str(), other.as_str());
    let ask = |apps: &[&str]| {
        let headers: Vec<_> = apps.iter().map(|app| ("X-Sdk-App-Id", *app)).collect();
        server.client().ask(&post(ADMIN_KEY, "/v1/user-sig", &headers, r#"{"user_id":"alice"}"#)).unwrap()
    };
    assert_eq!(ask(&[one]).status, 200);
    let refused: [&[&str]; 3] = [&[], &[one, one], &[one, other]];
    for apps in refused {
        assert_eq!(ask(apps).status, 400, "{apps:?}");
    }
}

#[test]
fn the_header_selects_the_app_and_only_an_app_that_opted_in_signs_long_identifiers() {
    let server = Server::start(&Folder::new());
    let long = format!(r#"{{"user_id":"{}"}}"#, "x".repeat(128));
    let refused = server.post_as(ADMIN_KEY, "/v1/user-sig", &long);
    assert_eq!((refused.status, &refused.json()["code"]), (400, &json!(7003)));
    let ask = |app: &str, body: &str| {
        let request = post(ADMIN_KEY, "/v1/user-sig", &[("X-Sdk-App-Id", app)], body);
        server.client().ask(&request).unwrap()
    };
    let signed = ask(&OTHER_APP.to_string(), &long);
    assert_eq!((signed.status, &signed.json()["sdk_app_id"]), (200, &json!(OTHER_APP)));
    let too_long = format!(r#"{{"user_id":"{}"}}"#, "x".repeat(129));
    assert_eq!(ask(&OTHER_APP.to_string(), &too_long).status, 400);
    for app in [
        "0",
        "-1",
        "x",
        "",
        "+1400000001",
        "01400000001",
        "1400000001.0",
        "1.400000001e9",
        "0x53724e01",
        "4294967296",
        "1400000000, 1400000001",
    ] {
        assert_eq!(ask(app, &long).status, 400, "{app}");
    }
    assert_eq!(ask("1400000009", &long).json()["code"], 70020);
}
