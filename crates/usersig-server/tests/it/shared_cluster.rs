//! Replicas that share a Redis cluster.

use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::harness::cluster::Cluster;
use crate::harness::config::write_secret;
use crate::harness::replicas::{folder, knows, revoke, sign, ticket, until, verify};
use crate::harness::server::Server;
use crate::shared_crashes::{Revoked, under_load};

/// One replica answers a revocation when the master has it, and one when a replica of Redis has it too.
fn start(cluster: &Cluster) -> [Server; 2] {
    let careful = folder().with("[redis]\nwait_replicas = 1");
    [folder(), careful].map(|folder| Server::start_with(&folder, &["--store", &cluster.url()]))
}

#[test]
fn the_way_to_every_master_of_a_cluster_can_be_encrypted() {
    let files = tempfile::TempDir::new().unwrap();
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let path = |name: &str| files.path().join(name).display().to_string();
    let (certificate, key) = (path("redis.pem"), path("redis.key"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    write_secret(&files.path().join("redis.key"), &made.signing_key.serialize_pem());
    let (cluster, url) = Cluster::start_encrypted(&certificate, &key);
    let trusting = folder().with(&format!("[redis]\nca = \"{certificate}\""));
    let server = Server::start_with(&trusting, &["--store", &url]);
    for user in (0..30).map(|number| format!("user{number}")) {
        let old = ticket(&server, &user);
        revoke(&server, &user);
        assert_eq!(verify(&server, &user, &old), Err(70001), "{user}");
    }
    let sizes: Vec<usize> = cluster.masters().iter().map(|index| cluster.nodes[*index].ask(&["DBSIZE"])).collect();
    assert!(sizes.len() == 3 && sizes.iter().all(|size| *size > 0), "{sizes:?}");
    // Without the authority no connection is trusted.
    let server = Server::start_with(&folder(), &["--store", &url]);
    assert_eq!(sign(&server, "alice")["revocations"], "unknown");
}

/// R07: the masters are killed one after the other. Replication is asynchronous, so a failover may lose a revocation that
/// no replica of Redis confirmed. It must not lose one that a replica confirmed.
#[test]
fn a_failover_of_the_cluster_loses_no_revocation_that_a_replica_confirmed() {
    let mut cluster = Cluster::start();
    let [quick, careful] = start(&cluster);
    let users: Vec<String> = (0..40).map(|number| format!("user{number}")).collect();
    let mut all: Vec<Revoked> = users.iter().map(|user| (user.clone(), ticket(&quick, user))).collect();
    for (user, ticket) in &all {
        revoke(&careful, user);
        assert_eq!(verify(&quick, user, ticket), Err(70001));
    }
    // The servers have their own slots, and all of them have entries.
    let sizes = cluster.masters().into_iter().map(|index| cluster.nodes[index].ask::<usize>(&["DBSIZE"]));
    assert!(sizes.clone().all(|size| size > 0), "{:?}", sizes.collect::<Vec<_>>());

    let (mut answered, mut lost) = (0, 0);
    for round in 0..crate::crashes::rounds(1).min(5) {
        let victim = cluster.masters()[round as usize % 3];
        let revoked = under_load(&[&quick, &careful], round, |_| {
            cluster.nodes[victim].kill();
            // The service signs for the users of the other masters and of this one.
            for user in &users {
                let signed = sign(&careful, user);
                assert!(matches!(signed["revocations"].as_str(), None | Some("unknown")), "{signed}");
            }
        });
        cluster.wait();
        for server in [&quick, &careful] {
            until("well", || users.iter().all(|user| sign(server, user)["revocations"] == json!(null)));
        }
        // Clients with an even number revoked at the quick replica.
        let is_quick = |user: &str| ["c0-", "c2-", "c4-", "c6-"].iter().any(|client| user.contains(client));
        for (user, ticket) in revoked {
            answered += 1;
            match verify(&careful, &user, &ticket) {
                Err(70001) => all.push((user, ticket)),
                Ok(()) if is_quick(&user) => lost += 1,
                verdict => panic!("{user} in round {round}: {verdict:?}"),
            }
        }
        for (user, ticket) in &all {
            assert_eq!(verify(&quick, user, ticket), Err(70001), "{user} in round {round}");
        }
        cluster.nodes[victim].restart(&[]);
        cluster.nodes[victim].wait();
        cluster.wait();
        // The old master follows the new one before the next failover.
        thread::sleep(Duration::from_secs(2));
        until("well", || knows(&quick) && knows(&careful));
    }
    for server in [&quick, &careful] {
        assert_eq!(server.metric("usersig_panics_total"), 0);
    }
    println!("{answered} answered revocations, {lost} of them lost by failovers, none that a replica had confirmed");
}
