//! A store that does not work.

use std::fs;
use std::process::Stdio;
use std::thread;

use serde_json::json;

use crate::harness::config::{ADMIN_KEY, Folder, OTHER_APP};
use crate::harness::server::{Server, post};

/// A service that can write a little more than a new store, with its store.
///
/// The limit of the file size stands for a full disk. `trap` lets a write beyond it be an error.
fn start(folder: &Folder) -> Server {
    let mut command = std::process::Command::new("sh");
    let program = env!("CARGO_BIN_EXE_usersig-server");
    command.env_clear().args(["-c", "trap '' XFSZ; ulimit -f 4200; exec \"$0\" --config \"$1\"", program]);
    Server::spawn(command.arg(folder.write()).stdout(Stdio::null()))
}

/// Revokes users with long names until the disk is full.
fn fill(server: &Server) {
    thread::scope(|scope| {
        for client in 0..16 {
            scope.spawn(move || {
                let mut connection = server.client();
                let app = OTHER_APP.to_string();
                let ask = |number: u32| {
                    let body = json!({"user_id": format!("{client:064}{number:064}")}).to_string();
                    post(ADMIN_KEY, "/v1/revoke", &[("X-Sdk-App-Id", &app)], &body)
                };
                let status = (0..20_000).map(|number| connection.ask(&ask(number)).unwrap().status).find(|s| *s != 200);
                assert_eq!(status, Some(503));
            });
        }
    });
}

fn folder() -> Folder {
    let folder = Folder::new();
    let audit = folder.path("audit.jsonl");
    let folder = folder.replacing(&audit.display().to_string(), "/dev/null");
    folder.with("[rates]\nper_caller = \"1000000/s\"")
}

#[test]
fn without_its_store_the_service_signs_and_says_that_it_cannot_see_revocations() {
    for (rule, status) in [("refuse", 503), ("accept", 200)] {
        let folder = folder().with(&format!("[verification]\non_store_failure = \"{rule}\""));
        let server = start(&folder);
        let (store, away) = (folder.path("data/revocations.redb"), folder.path("away"));
        // After an error the store opens its file again, and finds a directory instead.
        fs::rename(&store, &away).unwrap();
        fs::create_dir(&store).unwrap();
        fill(&server);
        let signed = server.post("/v1/user-sig", r#"{"user_id":"alice"}"#).json();
        assert_eq!(signed["revocations"], "unknown");
        let body = json!({"user_id": "alice", "user_sig": signed["user_sig"]}).to_string();
        let verdict = server.post("/v1/verify", &body);
        assert_eq!(verdict.status, status, "{rule}");
        if status == 200 {
            assert_eq!((&verdict.json()["valid"], &verdict.json()["revocations"]), (&json!(true), &json!("unknown")));
        }
        assert!(server.metric("usersig_unknown_revocations_total") >= 2);
        assert_eq!((server.metric("usersig_store_up"), server.admin("/readyz").status), (0, 503));

        // The disk has room again, and the store works after the next change.
        fs::remove_dir(&store).unwrap();
        fs::rename(&away, &store).unwrap();
        server.post("/v1/revoke", r#"{"user_id":"alice"}"#);
        assert_eq!(server.post("/v1/user-sig", r#"{"user_id":"bob"}"#).json()["revocations"], json!(null));
        assert_eq!(server.admin("/readyz").status, 200);
    }
}
