//! Several keys of an app, of which one signs.

use serde_json::{Value, json};

use crate::harness::config::{APP, Folder, OTHER_KEY, write_secret};
use crate::harness::jwt::now;
use crate::harness::server::{Server, run};

fn time(secs: u64) -> String {
    jiff::Timestamp::from_second(i64::try_from(secs).unwrap()).unwrap().to_string()
}

fn with_keys(folder: Folder, second: &str, first: &str) -> Folder {
    let path = folder.temporary.path().display().to_string();
    write_secret(&folder.path("second.key"), OTHER_KEY);
    let old = format!("{{ name = \"first\", file = \"{path}/app.key\" }}");
    let new = format!(
        "{{ name = \"first\", file = \"{path}/app.key\"{first} }}, {{ name = \"second\", file = \"{path}/second.key\"{second} }}"
    );
    folder.replacing(&old, &new)
}

fn is_valid(server: &Server, ticket: &Value) -> bool {
    let body = json!({"user_id": "alice", "user_sig": ticket}).to_string();
    server.post("/v1/verify", &body).json()["valid"] == true
}

#[test]
fn a_planned_key_takes_over_at_its_second_and_the_old_tickets_stay_valid() {
    let from = now() + 2;
    let second = format!(", signs_from = \"{}\"", time(from));
    let server = Server::start(&with_keys(Folder::new(), &second, ""));
    let sign = || server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).json()["user_sig"].clone();
    let signs = |key: &str| server.metric(&format!("usersig_key_signs{{app=\"{APP}\",key=\"{key}\"}}"));
    let old = sign();
    // The last ticket of the old key is signed when the new key takes over, and can live for `lifetimes.limit`.
    let last = |key: &str| format!("usersig_key_last_ticket_expires_timestamp_seconds{{app=\"{APP}\",key=\"{key}\"}}");
    assert_eq!(server.metric(&last("first")), from + 7 * 86_400);
    assert!(!server.admin("/metrics").body.contains(&last("second")));
    while signs("second") < 1 {}
    let new = sign();
    assert_eq!(signs("first"), 0);
    assert!(is_valid(&server, &old) && is_valid(&server, &new));
    let app = usersig::SdkAppId::new(APP).unwrap();
    let verifier = usersig::Verifier::new(app, &usersig::SecretKey::new(OTHER_KEY).unwrap());
    let alice = usersig::UserId::new("alice").unwrap();
    assert!(verifier.user_sig(new.as_str().unwrap(), &alice, usersig::UnixTime::from_secs(now())).is_ok());
}

#[test]
fn the_gauges_of_a_key_end_when_a_reload_removes_it() {
    let second = format!(", signs_from = \"{}\"", time(now() + 3600));
    let folder = with_keys(Folder::new(), &second, "");
    let server = Server::start(&folder);
    let signs = |key: &str| server.metric(&format!("usersig_key_signs{{app=\"{APP}\",key=\"{key}\"}}"));
    assert_eq!((signs("first"), signs("second")), (1, 0));
    let only_second = |text: &str| {
        let (_, after) = text.split_once("{ name = \"first\"").unwrap();
        let (removed, _) = after.split_once("}, ").unwrap();
        text.replace(&format!("{{ name = \"first\"{removed}}}, "), "").replace(&second, "")
    };
    let config = only_second(&std::fs::read_to_string(folder.path("config.toml")).unwrap());
    std::fs::write(folder.path("config.toml"), config).unwrap();
    server.signal(rustix::process::Signal::HUP);
    server.wait_for_log("the configuration was reloaded");
    assert_eq!((signs("first"), signs("second")), (0, 1));
    let metrics = server.admin("/metrics").body;
    for gauge in ["usersig_key_age_seconds", "usersig_key_last_ticket_expires_timestamp_seconds"] {
        let ended = format!("{gauge}{{app=\"{APP}\",key=\"first\"}} NaN\n");
        assert!(metrics.contains(&ended), "no {ended} in {metrics}");
    }
}

#[test]
fn a_plan_in_which_a_leaked_key_still_signs_is_refused() {
    let second = format!(", signs_from = \"{}\"", time(now() + 86_400));
    let first = format!(", retires_at = \"{}\"", time(now() - 3600));
    let (code, _, errors) = run(Some(&with_keys(Folder::new(), &second, &first).write()), &["--check"]);
    assert_eq!(code, 2, "{errors}");
    assert!(errors.contains("key first retires before the next key signs"), "{errors}");
}

#[test]
fn a_retired_key_is_refused() {
    let folder = Folder::new();
    let old = {
        let server = Server::start(&folder);
        server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).json()["user_sig"].clone()
    };
    let second = format!(", signs_from = \"{}\"", time(now() - 10));
    let retired = now() - 5;
    let first = format!(", retires_at = \"{}\"", time(retired));
    let server = Server::start(&with_keys(folder, &second, &first));
    assert!(server.log().contains("the key retires before its last ticket expires"));
    let metric = format!("usersig_key_last_ticket_expires_timestamp_seconds{{app=\"{APP}\",key=\"first\"}}");
    assert_eq!(server.metric(&metric), retired);
    let body = json!({"user_id": "alice", "user_sig": old}).to_string();
    assert_eq!(server.post("/v1/verify", &body).json()["code"], 70009);
}
