//! A store that cannot grow.

use std::process::{Command, Stdio};
use std::thread;

use rustix::process::{Pid, Resource, Rlimit, Signal, prlimit};
use serde_json::json;
use usersig::{Identifier, Lifetime, SdkAppId, SecretKey, Signer, UnixTime};

use crate::harness::config::{ADMIN_KEY, Folder, OTHER_APP, OTHER_KEY};
use crate::harness::jwt::now;
use crate::harness::server::{Server, post};

/// A service that gets an error when it writes beyond the limit of the file size, because `trap` ignores the signal. This
/// limit stands for a full disk.
fn start(folder: &Folder) -> Server {
    Server::spawn(&mut with_limit(folder, "unlimited"))
}

/// The command of a service whose files have at most this many blocks of 512 bytes.
fn with_limit(folder: &Folder, blocks: &str) -> Command {
    let mut command = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_usersig-server");
    command.env_clear().args(["-c", "trap '' XFSZ; ulimit -S -f $2; exec \"$0\" --config \"$1\"", program]);
    command.arg(folder.write()).arg(blocks).stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// The audit is elsewhere, because its disk is not full.
fn folder() -> Folder {
    let folder = Folder::new();
    let audit = folder.path("audit.jsonl");
    folder.replacing(&audit.display().to_string(), "/dev/null").with("[rates]\nper_caller = \"1000000/s\"")
}

/// Limits the length of the files that the service writes, or lifts the limit.
fn limit_files(server: &Server, current: Option<u64>) {
    let process = Some(Pid::from_child(&server.child));
    prlimit(process, Resource::Fsize, Rlimit { current, maximum: None }).unwrap();
}

/// Revokes users with long names, and returns them.
fn revoke_many(server: &Server) -> Vec<String> {
    thread::scope(|scope| {
        let clients: Vec<_> = (0..16).map(|client| scope.spawn(move || revoke_as(server, client))).collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    })
}

fn revoke_as(server: &Server, client: u32) -> Vec<String> {
    let mut connection = server.client();
    let app = OTHER_APP.to_string();
    let users = (0..60).map(|number| format!("{client:064}{number:064}"));
    let revoked = users.inspect(|user| {
        let body = json!({ "user_id": user }).to_string();
        let request = post(ADMIN_KEY, "/v1/revoke", &[("X-Sdk-App-Id", &app)], &body);
        assert_eq!(connection.ask(&request).unwrap().status, 200);
    });
    revoked.collect()
}

fn ticket(server: &Server, user: &str) -> String {
    let answer = server.post("/v1/user-sig", &json!({ "user_id": user }).to_string());
    assert!(!answer.body.contains("revocations"), "{answer:?}");
    answer.text("user_sig")
}

/// The code of the verdict, which must not be uncertain.
fn code(server: &Server, user: &str, ticket: &str) -> Option<i64> {
    let answer = server.post("/v1/verify", &json!({"user_id": user, "user_sig": ticket}).to_string());
    assert!(answer.status == 200 && !answer.body.contains("revocations"), "{answer:?}");
    answer.json()["code"].as_i64()
}

/// Judges tickets from before the revocations.
fn all_refused(server: &Server, revoked: &[String]) {
    let app = SdkAppId::new(OTHER_APP).unwrap();
    let signer = Signer::new(app, &SecretKey::new(OTHER_KEY).unwrap());
    let mut connection = server.client();
    for user in revoked.iter().step_by(10) {
        let earlier = UnixTime::from_secs(now() - 60);
        let ticket = signer.user_sig(&Identifier::new(user).unwrap(), Lifetime::DAY, earlier);
        let body = json!({"user_id": user, "user_sig": ticket.as_str()}).to_string();
        let request = post(ADMIN_KEY, "/v1/verify", &[("X-Sdk-App-Id", &app.to_string())], &body);
        let answer = connection.ask(&request).unwrap();
        assert_eq!(answer.json()["cause"], "revoked", "{answer:?}");
    }
}

#[test]
fn with_a_full_disk_verdicts_stay_right_and_the_store_works_again_when_there_is_room() {
    let folder = folder();
    let mut server = start(&folder);
    let (alice, bob) = (ticket(&server, "alice"), ticket(&server, "bob"));
    assert_eq!(server.post("/v1/revoke", r#"{"user_id":"alice"}"#).status, 200);
    let revoked = revoke_many(&server);
    // Only the header of the store's file can be written.
    limit_files(&server, Some(4096));

    for _ in 0..3 {
        assert_eq!(server.post("/v1/revoke", r#"{"user_id":"bob"}"#).status, 503);
        assert_eq!(code(&server, "alice", &alice), Some(70001));
        assert_eq!(code(&server, "alice", &ticket(&server, "alice")), None);
        assert_eq!(code(&server, "bob", &bob), None);
    }
    all_refused(&server, &revoked);
    assert_eq!((server.metric("usersig_store_read_only"), server.admin("/readyz").status), (1, 200));
    assert!(server.log().contains("the store cannot be written"), "{}", server.log());

    limit_files(&server, None);
    assert_eq!(server.post("/v1/revoke", r#"{"user_id":"bob"}"#).status, 200);
    assert_eq!(server.metric("usersig_store_read_only"), 0);
    let stored = server.metric("usersig_store_revocations");
    assert_eq!(stored, 2 + 16 * 60);
    assert_eq!((code(&server, "alice", &alice), code(&server, "bob", &bob)), (Some(70001), Some(70001)));

    server.kill();
    let server = Server::start(&folder);
    assert_eq!((code(&server, "alice", &alice), code(&server, "bob", &bob)), (Some(70001), Some(70001)));
    assert_eq!(server.metric("usersig_store_revocations"), stored);
    all_refused(&server, &revoked);
}

/// After kill -9 the store has to be repaired, and a repair writes.
#[test]
fn a_service_that_starts_on_a_full_disk_signs_and_refuses_every_revoked_ticket() {
    for is_killed in [false, true] {
        let folder = folder();
        let mut server = start(&folder);
        let (alice, bob) = (ticket(&server, "alice"), ticket(&server, "bob"));
        assert_eq!(server.post("/v1/revoke", r#"{"user_id":"alice"}"#).status, 200);
        let revoked = revoke_many(&server);
        server.signal(if is_killed { Signal::KILL } else { Signal::TERM });
        server.wait();

        let server = Server::spawn(&mut with_limit(&folder, "0"));
        assert!(server.log().contains("the disk is full"), "{}", server.log());
        assert_eq!((code(&server, "alice", &alice), code(&server, "bob", &bob)), (Some(70001), None));
        assert_eq!(code(&server, "alice", &ticket(&server, "alice")), None);
        all_refused(&server, &revoked);
        let answer = server.post("/v1/revoke", r#"{"user_id":"bob"}"#);
        assert_eq!(answer.status, 503, "{answer:?}");
        assert_eq!((server.metric("usersig_store_read_only"), server.admin("/readyz").status), (1, 200));

        limit_files(&server, None);
        assert_eq!(server.post("/v1/revoke", r#"{"user_id":"bob"}"#).status, 200);
        assert_eq!(server.metric("usersig_store_read_only"), 0);
        assert_eq!((code(&server, "alice", &alice), code(&server, "bob", &bob)), (Some(70001), Some(70001)));
        all_refused(&server, &revoked);
    }
}

#[test]
fn the_first_start_on_a_full_disk_says_that_there_is_no_space_and_the_next_one_works() {
    let folder = folder();
    let output = with_limit(&folder, "0").output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(errors.contains("there is no space for a new store"), "{errors}");
    let server = start(&folder);
    let alice = ticket(&server, "alice");
    assert_eq!(server.post("/v1/revoke", r#"{"user_id":"alice"}"#).status, 200);
    assert_eq!(code(&server, "alice", &alice), Some(70001));
}
