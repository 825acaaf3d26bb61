//! A small server behind TCP on the loopback, as an embedder writes it, and the users who connect to it.

mod connection;
mod server;

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;

use crate::tcp::connection::{Connection, ticket};
use crate::tcp::server::Server;

#[test]
fn fifty_users_on_a_real_server() {
    let server = Server::start();
    let mut users: Vec<[Connection; 3]> = (0..50)
        .map(|number| {
            let name = format!("user{number}");
            ["iPhone", "Web", "Android"].map(|platform| {
                let mut connection = Connection::to(&server, platform);
                assert_eq!(connection.ask(&format!("LOGIN {name} {}", ticket(&name, 3600))), "0");
                connection
            })
        })
        .collect();
    for [iphone, web, android] in &mut users {
        assert!(iphone.hears("KICKED"));
        let beats = [iphone, web, android].map(|connection| connection.ask("BEAT"));
        assert_eq!(beats, ["6014", "0", "0"]);
    }
    let mut admin = Connection::to(&server, "Linux");
    let query: Value = serde_json::from_str(&admin.ask("QUERY user0,user49,nobody")).unwrap();
    assert_eq!(query["QueryResult"][1]["To_Account"], "user49");
    assert_eq!(query["QueryResult"][1]["Detail"].as_array().unwrap().len(), 2);
    assert_eq!(query["ErrorList"][0]["ErrorCode"], 70107);
    for number in 0..50 {
        assert_eq!(admin.ask(&format!("KICK user{number}")), "0");
    }
    for [_, web, android] in &mut users {
        assert!(web.hears("KICKED") && android.hears("KICKED"));
        assert_eq!((web.pushed.len(), android.pushed.len()), (1, 1));
    }
    drop(users);
    // The last links close after the last answer.
    let is_over = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        admin.ask("STATS") == "50 accounts, 0 online, 1 links"
    });
    assert!(is_over, "{}", admin.ask("STATS"));
    let mut balance: HashMap<String, i64> = HashMap::new();
    for body in admin.ask("WEBHOOK").split('\u{1}') {
        let body: Value = serde_json::from_str(body).unwrap();
        let kicked = body["KickedDevice"].as_array().map_or(0, Vec::len);
        let step = if body["Info"]["Action"] == "Login" { 1 } else { -1 };
        *balance.entry(body["Info"]["To_Account"].to_string()).or_default() += step - i64::try_from(kicked).unwrap();
    }
    assert!(balance.len() == 50 && balance.values().all(|left| *left == 0), "each Login has one end: {balance:?}");
}

#[test]
fn a_ticket_of_four_seconds_expires_and_is_renewed_on_a_real_server() {
    let server = Server::start();
    let mut page = Connection::to(&server, "Web");
    assert_eq!(page.ask(&format!("LOGIN alice {}", ticket("alice", 4))), "0");
    assert!(page.hears("EXPIRED"), "{:?}", page.pushed);
    assert_eq!(page.ask("BEAT"), "6206");
    assert_eq!(page.ask(&format!("RENEW alice {}", ticket("alice", 60))), "0");
    assert_eq!(page.ask("BEAT"), "0");
    for _ in 0..10 {
        assert_eq!(page.ask("LOGIN alice rubbish"), "70003");
    }
    assert_eq!(page.ask(&format!("LOGIN alice {}", ticket("alice", 60))), "70050");
}
