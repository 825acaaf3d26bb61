//! Entries in Redis, and the way to it. The numbers R01 and R02 are those of the catalogue of attacks.

use std::collections::HashMap;

use serde_json::json;

use crate::harness::config::{ADMIN_KEY, Folder, OTHER_APP, write_secret};
use crate::harness::redis::Redis;
use crate::harness::replicas::{folder, replica, revoke, sign, ticket, until, verify};
use crate::harness::server::{Server, post, run};

#[test]
fn users_whose_names_have_a_meaning_in_redis_never_share_an_entry() {
    let (redis, folder) = (Redis::start(), folder());
    let server = replica(&folder, &redis);
    let app = OTHER_APP.to_string();
    let ask = |path: &str, body: serde_json::Value| {
        server.client().ask(&post(ADMIN_KEY, path, &[("X-Sdk-App-Id", &app)], &body.to_string())).unwrap().json()
    };
    let names =
        ["*", "a*", "a", "{a}", "a}:r", "a:r", "a b", ":", "}{", "[a-z]", "a?", "\\", "61", "'", "\"]]", "--", "A"];
    let tickets = names.map(|name| ask("/v1/user-sig", json!({ "user_id": name }))["user_sig"].clone());
    for (revoked, name) in names.iter().enumerate() {
        assert!(ask("/v1/revoke", json!({ "user_id": name }))["valid_after"].is_u64());
        for (index, (other, ticket)) in names.iter().zip(&tickets).enumerate() {
            let verdict = ask("/v1/verify", json!({"user_id": other, "user_sig": ticket}));
            assert_eq!(verdict["valid"], index > revoked, "{other:?} after {name:?}: {verdict}");
        }
    }
    for key in redis.keys() {
        assert!(key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":{}".contains(&byte)), "{key}");
    }
}

#[test]
fn names_and_values_are_never_a_part_of_a_script() {
    let (redis, folder) = (Redis::start(), folder());
    let server = replica(&folder, &redis);
    for number in 0..50 {
        let user = format!("user{number}");
        let old = ticket(&server, &user);
        revoke(&server, &user);
        assert_eq!(verify(&server, &user, &old), Err(70001));
    }
    // The canary, the visit and the revocation.
    assert_eq!(redis.info("memory", "number_of_cached_scripts"), "3");
}

#[test]
fn every_entry_expires_by_itself_and_its_value_decides_when() {
    let redis = Redis::start();
    let folder = Folder::new()
        .replacing("[audit]", "[lifetimes]\ndefault = \"2s\"\nlimit = \"2s\"\nlongest_accepted = \"2s\"\n[audit]");
    let server = replica(&folder, &redis);
    let old = ticket(&server, "alice");
    let valid_after = revoke(&server, "alice");
    assert_eq!(verify(&server, "alice", &old), Err(70001));
    verify(&server, "alice", "nonsense").unwrap_err();
    let lifetimes: HashMap<String, i64> =
        redis.keys().into_iter().map(|key| (key.clone(), redis.ask(&["PTTL", &key]))).collect();
    assert_eq!(
        lifetimes.len(),
        5,
        "the canary, the caller, the tickets, the failures and the revocation: {lifetimes:?}"
    );
    assert!(lifetimes.values().all(|lifetime| *lifetime > 0), "{lifetimes:?}");
    let key = redis.keys().into_iter().find(|key| key.ends_with(":r")).unwrap();
    // Not too early.
    let expires_at: u64 = redis.ask(&["EXPIRETIME", &key]);
    assert!(expires_at >= valid_after + 2);
    // A backup that was restored may have lost the expiry of the key.
    redis.ask::<()>(&["PERSIST", &key]);
    until("forgotten", || verify(&server, "alice", &ticket(&server, "alice")) == Ok(()));
    until("expired", || crate::harness::jwt::now() > valid_after + 2);
    assert_eq!(redis.ask::<i64>(&["EXISTS", &key]), 1);
    let now = sign(&server, "alice")["issued_at"].as_u64().unwrap();
    assert!(now > valid_after + 2);
}

#[test]
fn a_password_comes_from_a_file_and_never_from_the_address() {
    let (redis, folder) = (Redis::start_with(&["--requirepass", "the password of the tests"]), folder());
    write_secret(&folder.path("redis.password"), "the password of the tests\n");
    let path = folder.path("redis.password").display().to_string();
    let folder = folder.with(&format!("[redis]\npassword_file = \"{path}\""));
    let server = replica(&folder, &redis);
    until("ready", || server.admin("/readyz").body == "ready\n");
    revoke(&server, "alice");
    write_secret(&folder.path("redis.password"), "another password");
    let refused = replica(&folder, &redis);
    until("warned", || refused.log().contains("Redis refuses the connection"));
    assert!(!refused.log().contains("another password"));

    let (code, _, errors) =
        run(Some(&folder.write()), &["--store", "redis://:secret-in-the-address@127.0.0.1:1", "--check"]);
    assert_eq!(code, 2);
    assert!(errors.contains("must not contain a password"), "{errors}");
    let (code, shown, _) = run(Some(&folder.write()), &["--store", "rediss://redis.example.com:6380/3", "--check"]);
    assert_eq!(code, 0);
    assert!(
        shown.contains("store = \"rediss://redis.example.com:6380/3\"") && !shown.contains("the password"),
        "{shown}"
    );
}

/// The rule is the one of docs/replicas.md.
#[test]
fn the_commands_that_the_page_allows_are_enough() {
    let page = include_str!("../../../../docs/replicas.md");
    let rule = page.lines().find(|line| line.starts_with("ACL SETUSER usersig")).unwrap();
    let redis = Redis::start();
    let rule: Vec<String> = rule.replace("PASSWORD", "password").split(' ').map(str::to_owned).collect();
    redis.ask::<()>(&rule);
    let folder = folder();
    write_secret(&folder.path("redis.password"), "password");
    let path = folder.path("redis.password").display().to_string();
    let folder =
        folder.with(&format!("[redis]\nusername = \"usersig\"\npassword_file = \"{path}\"\nwait_replicas = 0"));
    redis.ask::<()>(&["ACL", "SETUSER", "default", "off"]);
    let server = replica(&folder, &redis);
    let old = ticket(&server, "alice");
    revoke(&server, "alice");
    assert_eq!(verify(&server, "alice", &old), Err(70001));
    assert_eq!(sign(&server, "alice")["revocations"], json!(null));
    assert!(!server.log().contains("maxmemory-policy cannot be read"), "{}", server.log());
}

#[test]
fn the_way_to_redis_can_be_encrypted_and_a_server_without_a_good_certificate_gets_nothing() {
    let files = tempfile::TempDir::new().unwrap();
    let certificate = rcgen::generate_simple_self_signed(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
    let path = |name: &str| files.path().join(name).display().to_string();
    std::fs::write(path("redis.pem"), certificate.cert.pem()).unwrap();
    write_secret(&files.path().join("redis.key"), &certificate.signing_key.serialize_pem());
    let port = crate::harness::redis::free_port();
    let arguments = ["--tls-port", &port.to_string(), "--tls-auth-clients", "no", "--tls-cert-file"];
    let files_of_tls = [
        path("redis.pem"),
        "--tls-key-file".to_owned(),
        path("redis.key"),
        "--tls-ca-cert-file".to_owned(),
        path("redis.pem"),
    ];
    let arguments: Vec<&str> = arguments.into_iter().chain(files_of_tls.iter().map(String::as_str)).collect();
    let _redis = Redis::start_with(&arguments);

    let trusting = folder().with(&format!("[redis]\nca = \"{}\"", path("redis.pem")));
    let url = format!("rediss://127.0.0.1:{port}");
    let server = Server::start_with(&trusting, &["--store", &url]);
    let old = ticket(&server, "alice");
    revoke(&server, "alice");
    assert_eq!(verify(&server, "alice", &old), Err(70001));

    let server = Server::start_with(&folder(), &["--store", &url]);
    assert_eq!(sign(&server, "alice")["revocations"], json!("unknown"));
    assert_eq!(server.admin("/readyz").status, 503);
}
