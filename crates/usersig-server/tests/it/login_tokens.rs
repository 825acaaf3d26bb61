//! End users with JWTs.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use crate::harness::config::OTHER_APP;
use crate::harness::jwt::{ISSUER, LoginKey, claims, now, trusting};
use crate::harness::server::{Server, post};

fn sign(server: &Server, token: &str, user: &str) -> u16 {
    server.post_as(token, "/v1/user-sig", &json!({ "user_id": user }).to_string()).status
}

#[test]
fn a_user_of_each_algorithm_gets_only_their_own_ticket() {
    let keys = [
        LoginKey::new(Algorithm::ES256, "ec"),
        LoginKey::new(Algorithm::EdDSA, "ed"),
        LoginKey::new(Algorithm::RS256, "rsa"),
    ];
    let server = Server::start(&trusting(&keys.each_ref()));
    for key in &keys {
        let token = key.token(&claims("alice"));
        assert_eq!(sign(&server, &token, "alice"), 200);
        for other in ["bob", "Alice", "alice ", "administrator"] {
            assert_eq!(sign(&server, &token, other), 403, "{other}");
        }
        let many = r#"{"requests":[{"user_id":"alice"},{"user_id":"bob"}]}"#;
        let results = server.post_as(&token, "/v1/user-sigs", many).json();
        assert!(results["results"][0]["user_sig"].is_string());
        assert_eq!(results["results"][1]["error"]["status"], 403);
        assert_eq!(server.post_as(&token, "/v1/verify", r#"{"user_id":"alice","user_sig":"x"}"#).status, 403);
        assert_eq!(server.post_as(&token, "/v1/revoke", r#"{"user_id":"alice"}"#).status, 403);
        let other_app =
            post(&token, "/v1/user-sig", &[("X-Sdk-App-Id", &OTHER_APP.to_string())], r#"{"user_id":"alice"}"#);
        assert_eq!(server.client().ask(&other_app).unwrap().status, 403);
        assert_eq!(server.post_as(&token, "/v1/user-sig", r#"{"user_id":"alice","ttl":7201}"#).status, 400);
    }
    let administrator = keys[0].token(&claims("administrator"));
    assert_eq!(sign(&server, &administrator, "administrator"), 403);
}

/// There are 32 places for large bodies.
#[test]
fn a_user_with_many_slow_large_bodies_does_not_block_a_business_server() {
    let key = LoginKey::new(Algorithm::ES256, "ec");
    let server = Server::start(&trusting(&[&key]));
    let token = key.token(&claims("alice"));
    let head = |length: &str| {
        format!(
            "POST /v1/user-sigs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\n{length}\r\n\r\n"
        )
    };
    for _ in 0..32 {
        let answer = server.client().ask(head("Content-Length: 100000").as_bytes()).unwrap();
        assert_eq!(answer.status, 413, "{answer:?}");
    }
    let slow: Vec<_> = (0..40)
        .map(|_| {
            let mut client = server.client();
            client.send(format!("{}1\r\n{{\r\n", head("Transfer-Encoding: chunked")).as_bytes()).unwrap();
            client
        })
        .collect();
    std::thread::sleep(std::time::Duration::from_millis(200));
    let requests: Vec<_> = (0..1000).map(|number| json!({"user_id": format!("a-user-{number}")})).collect();
    let body = json!({ "requests": requests }).to_string();
    assert!(body.len() > 16 << 10);
    assert_eq!(server.post("/v1/user-sigs", &body).status, 200);
    drop(slow);
}

#[test]
fn a_user_gets_room_keys_only_for_the_rooms_and_privileges_of_the_claim() {
    let key = LoginKey::new(Algorithm::ES256, "ec");
    let server = Server::start(&trusting(&[&key]));
    let mut with_rooms = claims("alice");
    with_rooms["rooms"] = json!([
        {"room_id": 7, "privileges": ["enter", "recv-audio"]},
        {"room_name": "lobby", "privileges": ["all"]},
    ]);
    let ask = |claims: &Value, room: Value, privileges: Value| {
        let mut body = json!({"user_id": "alice", "privileges": privileges});
        body.as_object_mut().unwrap().extend(room.as_object().unwrap().clone());
        server.post_as(&key.token(claims), "/v1/private-map-key", &body.to_string()).status
    };
    assert_eq!(ask(&with_rooms, json!({"room_id": 7}), json!(["enter"])), 200);
    assert_eq!(ask(&with_rooms, json!({"room_name": "lobby"}), json!(["all"])), 200);
    assert_eq!(ask(&with_rooms, json!({"room_id": 7}), json!(["enter", "send-audio"])), 403);
    assert_eq!(ask(&with_rooms, json!({"room_id": 8}), json!(["enter"])), 403);
    assert_eq!(ask(&with_rooms, json!({"room_name": "7"}), json!(["enter"])), 403);
    assert_eq!(ask(&claims("alice"), json!({"room_id": 7}), json!(["enter"])), 403);
    let mut malformed = with_rooms.clone();
    malformed["rooms"] = json!([{"room_id": 7, "privileges": ["enter"]}, {"room": 8}]);
    assert_eq!(ask(&malformed, json!({"room_id": 7}), json!(["enter"])), 403);
}

#[test]
fn a_token_with_one_fault_is_refused() {
    let (key, stranger) = (LoginKey::new(Algorithm::ES256, "ec"), LoginKey::new(Algorithm::ES256, "ec"));
    let server = Server::start(&trusting(&[&key]));
    let header = || Header { kid: Some("ec".to_owned()), ..Header::new(Algorithm::ES256) };
    let with = |member: &str, value: Value| {
        let mut changed = claims("alice");
        changed[member] = value;
        key.token(&changed)
    };
    let without = |member: &str| {
        let mut changed = claims("alice");
        changed.as_object_mut().unwrap().remove(member);
        key.token(&changed)
    };
    let good = key.token(&claims("alice"));
    assert_eq!(sign(&server, &good, "alice"), 200);
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let unsigned = |header: &Value| {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}.", part(header), part(&claims("alice")))
    };
    let public = key.jwk()["x"].as_str().unwrap().to_owned();
    let hmac =
        |secret: &[u8]| encode(&Header::new(Algorithm::HS256), &claims("alice"), &EncodingKey::from_secret(secret));
    let bad = [
        ("another key", stranger.token(&claims("alice"))),
        ("expired", with("exp", json!(now() - 60))),
        ("expiry as text", with("exp", json!("9999999999"))),
        ("expiry null", with("exp", Value::Null)),
        ("no expiry", without("exp")),
        ("not yet valid", with("nbf", json!(now() + 3600))),
        ("not before as text", with("nbf", json!("0"))),
        ("another issuer", with("iss", json!("https://evil.example.com"))),
        ("issuer as list", with("iss", json!([ISSUER]))),
        ("no issuer", without("iss")),
        ("another audience", with("aud", json!("other"))),
        ("no audience", without("aud")),
        ("no subject", without("sub")),
        ("subject as number", with("sub", json!(7))),
        ("empty subject", with("sub", json!(""))),
        ("subject with a line break", with("sub", json!("alice\n"))),
        ("unknown key id", key.token_with(&Header { kid: Some("other".to_owned()), ..header() }, &claims("alice"))),
        (
            "critical extension",
            key.token_with(&Header { crit: Some(vec!["b64".to_owned()]), ..header() }, &claims("alice")),
        ),
        ("no signature", format!("{signed}.")),
        ("two parts", signed.to_owned()),
        ("four parts", format!("{good}.{signature}")),
        ("algorithm none", unsigned(&json!({"alg": "none", "kid": "ec"}))),
        ("algorithm None", unsigned(&json!({"alg": "None", "kid": "ec"}))),
        ("HMAC with the public key", hmac(public.as_bytes()).unwrap()),
        ("HMAC with nothing", hmac(b"").unwrap()),
    ];
    for (fault, token) in bad {
        assert_eq!(sign(&server, &token, "alice"), 401, "{fault}");
    }
    assert_eq!(sign(&server, &with("aud", json!(["other", "usersig"])), "alice"), 200);
}

#[test]
fn a_jwks_with_a_secret_key_is_refused() {
    let key = LoginKey::new(Algorithm::ES256, "ec");
    let folder = trusting(&[&key]);
    let mut private = key.jwk();
    private["d"] = json!("AAAA");
    let symmetric = json!({"kty": "oct", "k": "c2VjcmV0", "alg": "HS256", "kid": "h"});
    for secret in [private, symmetric] {
        std::fs::write(folder.path("jwks.json"), json!({"keys": [key.jwk(), secret]}).to_string()).unwrap();
        let (code, _, errors) = crate::harness::server::run(Some(&folder.write()), &["--check"]);
        assert_eq!(code, 2);
        assert!(errors.contains("private or symmetric key"), "{errors}");
    }
}
