//! The service after its process was stopped, as in a virtual machine that was frozen.

use std::thread;
use std::time::Duration;

use rustix::process::Signal;
use serde_json::json;

use crate::harness::client::Client;
use crate::harness::config::{Folder, KEY};
use crate::harness::replicas::until;
use crate::harness::server::{Server, post};

/// More connections than the runtime takes at once. The pause is longer than the header timeout and than the longest write of the
/// audit.
#[test]
fn requests_that_came_in_a_pause_are_answered_and_the_audit_is_not_called_stuck() {
    let folder = Folder::new().replacing("[audit]", "[limits]\nheader_timeout = \"1s\"\n[audit]");
    let server = Server::start(&folder);
    let sign = |user: usize| post(KEY, "/v1/user-sig", &[], &json!({"user_id": format!("user{user}")}).to_string());
    let mut clients: Vec<Client> = (0..50).map(|_| server.client()).collect();
    for (user, client) in clients.iter_mut().enumerate() {
        assert_eq!(client.ask(&sign(user)).unwrap().status, 200);
    }
    server.signal(Signal::STOP);
    for (user, client) in clients.iter_mut().enumerate() {
        client.send(&sign(user)).unwrap();
    }
    thread::sleep(Duration::from_secs(3));
    server.signal(Signal::CONT);
    for client in &mut clients {
        assert_eq!(client.read().unwrap().status, 200);
    }
    assert!(!server.log().contains("audit records have waited"), "{}", server.log());
    until("the connections are closed", || server.metric("usersig_connections") == 0);
}
