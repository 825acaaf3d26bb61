//! Revocations.

use serde_json::json;

use crate::harness::config::{Folder, KEY};
use crate::harness::replicas::assert_never_far_ahead;
use crate::harness::server::{Server, post};

fn ticket(server: &Server, user: &str) -> String {
    server.post("/v1/user-sig", &json!({ "user_id": user }).to_string()).text("user_sig")
}

fn code(server: &Server, user: &str, ticket: &str) -> Option<i64> {
    let verdict = server.post("/v1/verify", &json!({"user_id": user, "user_sig": ticket}).to_string()).json();
    verdict["code"].as_i64()
}

#[test]
fn a_revoked_user_is_refused_and_gets_a_working_ticket_in_the_same_second() {
    let server = Server::start(&Folder::new());
    let other = ticket(&server, "bob");
    let mut tickets = vec![ticket(&server, "alice")];
    for _ in 0..4 {
        let answer = server.post("/v1/revoke", r#"{"user_id":"alice"}"#);
        assert_eq!(answer.status, 200, "{answer:?}");
        assert!(answer.text("note").contains("kick"));
        for old in &tickets {
            assert_eq!(code(&server, "alice", old), Some(70001));
        }
        tickets.push(ticket(&server, "alice"));
        assert_eq!(code(&server, "alice", tickets.last().unwrap()), None);
    }
    assert_eq!(code(&server, "bob", &other), None);
}

/// A request's time is that after its body.
#[test]
fn a_revocation_with_a_slow_body_covers_the_tickets_that_were_signed_before_its_end() {
    for store in ["embedded", "memory"] {
        let server = Server::start_with(&Folder::new(), &["--store", store]);
        let request = post(KEY, "/v1/revoke", &[], r#"{"user_id":"alice"}"#);
        let (start, end) = request.split_at(request.len() - 5);
        let mut client = server.client();
        client.send(start).unwrap();
        // The ticket states a later second than the head.
        std::thread::sleep(std::time::Duration::from_millis(1500));
        let signed = ticket(&server, "alice");
        assert_eq!(client.ask(end).unwrap().status, 200);
        assert_eq!(code(&server, "alice", &signed), Some(70001), "{store}");
    }
}

#[test]
fn a_ticket_is_never_stamped_further_ahead_than_documented() {
    let server = Server::start(&Folder::new());
    assert_never_far_ahead(&server);
}

/// The revocation is on the disk before it is answered.
#[test]
fn each_revocation_is_written_to_the_disk_before_the_answer() {
    let server = Server::start(&Folder::new());
    for number in 0..5 {
        let before = server.metric("usersig_store_syncs_total");
        assert_eq!(server.post("/v1/revoke", &json!({"user_id": format!("user{number}")}).to_string()).status, 200);
        assert!(server.metric("usersig_store_syncs_total") > before);
    }
    assert_eq!(server.metric("usersig_store_revocations"), 5);
}

#[test]
fn revocations_at_the_same_time_share_a_write() {
    let server = Server::start(&Folder::new());
    let before = server.metric("usersig_store_syncs_total");
    let revoked: usize = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..16)
            .map(|client| {
                let server = &server;
                scope.spawn(move || {
                    let mut connection = server.client();
                    (0..20)
                        .map(|number| json!({"user_id": format!("user{client}-{number}")}).to_string())
                        .filter(|body| connection.ask(&post(KEY, "/v1/revoke", &[], body)).unwrap().status == 200)
                        .count()
                })
            })
            .collect();
        clients.into_iter().map(|client| client.join().unwrap()).sum()
    });
    assert_eq!(revoked, 320);
    let syncs = server.metric("usersig_store_syncs_total") - before;
    assert!(syncs < 2 * 320, "{syncs} writes for 320 revocations");
}

/// C02 of the store: two processes must not write one file.
#[test]
fn a_second_process_cannot_use_the_data_directory() {
    let folder = Folder::new();
    let _server = Server::start(&folder);
    let (code, _, errors) = crate::harness::server::run(Some(&folder.write()), &[]);
    assert_eq!(code, 2);
    assert!(errors.contains("another process uses the data directory"), "{errors}");
}

#[test]
fn the_store_shrinks_when_entries_expire() {
    let folder = Folder::new()
        .replacing("[audit]", "[lifetimes]\ndefault = \"1s\"\nlimit = \"1s\"\nlongest_accepted = \"1s\"\n[audit]");
    let server = Server::start(&folder);
    let mut client = server.client();
    for number in 0..50 {
        let body = json!({"user_id": format!("user{number}")}).to_string();
        assert_eq!(client.ask(&post(KEY, "/v1/revoke", &[], &body)).unwrap().status, 200);
    }
    let start = std::time::Instant::now();
    while server.metric("usersig_store_revocations") > 0 {
        assert!(start.elapsed().as_secs() < 10, "the store keeps expired entries");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}

#[test]
fn the_memory_store_says_that_it_forgets() {
    let server = Server::start_with(&Folder::new(), &["--store", "memory"]);
    assert!(server.log().contains("a restart forgets every revocation"));
    let old = ticket(&server, "alice");
    assert_eq!(server.post("/v1/revoke", r#"{"user_id":"alice"}"#).status, 200);
    assert_eq!(code(&server, "alice", &old), Some(70001));
    assert_eq!(code(&server, "alice", &ticket(&server, "alice")), None);
}
