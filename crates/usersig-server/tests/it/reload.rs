//! SIGHUP, for the members that it replaces and for those that need a restart.

use std::fs;

use jsonwebtoken::Algorithm;
use rustix::process::Signal;
use serde_json::json;

use crate::harness::config::{ADMIN_KEY, Folder};
use crate::harness::jwt::{ISSUER, LoginKey, claims, trusting};
use crate::harness::server::Server;

/// Reloads the text as the configuration, and waits for the line of the log that was not there before.
fn reload(server: &Server, folder: &Folder, text: &str) {
    fs::write(folder.path("config.toml"), text).unwrap();
    let lines = || server.log().matches("the configuration was reloaded").count();
    let before = lines();
    server.signal(Signal::HUP);
    crate::harness::replicas::until("reloaded", || lines() > before);
}

#[test]
fn a_reload_replaces_the_keys_of_login_services_and_the_login_services() {
    let [old, new] = ["old", "new"].map(|kid| LoginKey::new(Algorithm::ES256, kid));
    let folder = trusting(&[&old]);
    let server = Server::start(&folder);
    let sign = |token: &str| server.post_as(token, "/v1/user-sig", r#"{"user_id":"alice"}"#).status;
    let tokens = [&old, &new].map(|key| key.token(&claims("alice")));
    let mut of_another = claims("alice");
    of_another["iss"] = json!("https://other.example.com");
    let of_another = new.token(&of_another);
    assert_eq!((sign(&tokens[0]), sign(&tokens[1]), sign(&of_another)), (200, 401, 401));

    let text = fs::read_to_string(folder.path("config.toml")).unwrap();
    fs::write(folder.path("jwks.json"), json!({"keys": [new.jwk()]}).to_string()).unwrap();
    reload(&server, &folder, &text);
    assert_eq!((sign(&tokens[0]), sign(&tokens[1]), sign(&of_another)), (401, 200, 401));

    reload(&server, &folder, &text.replace(ISSUER, "https://other.example.com"));
    assert_eq!((sign(&tokens[0]), sign(&tokens[1]), sign(&of_another)), (401, 401, 200));
    assert!(!server.log().contains("need a restart"), "{}", server.log());
}

#[test]
fn members_that_need_a_restart_keep_their_values_and_are_named() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    // This caller has no rate of its own.
    let sign = || server.post_as(ADMIN_KEY, "/v1/user-sig", r#"{"user_id":"alice"}"#).status;
    let text = fs::read_to_string(folder.path("config.toml")).unwrap();
    let changes = "[rates]\nper_caller = \"1/1h\"\n[lifetimes]\nlongest_accepted = \"8d\"\n[audit]";
    reload(&server, &folder, &text.replace("[audit]", changes));
    assert_eq!([sign(), sign(), sign()], [200; 3]);
    assert!(server.log().contains("members=\"lifetimes, rates\""), "{}", server.log());
    // The next start would use these values, so they are checked.
    fs::write(folder.path("config.toml"), text.replace("[audit]", "[lifetimes]\nlimit = \"8d\"\n[audit]")).unwrap();
    server.signal(Signal::HUP);
    server.wait_for_log("the limit is above longest_accepted");
    assert_eq!(server.metric("usersig_reload_failed"), 1);
}
