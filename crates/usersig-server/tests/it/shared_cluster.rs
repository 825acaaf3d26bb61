//! Replicas that share a Redis cluster.

use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::harness::cluster::Cluster;
use crate::harness::replicas::{folder, knows, revoke, sign, ticket, until, verify};
use crate::harness::server::Server;
use crate::shared_crashes::{Revoked, under_load};

/// One replica answers a revocation when the master has it, and one when a replica of Redis has it too.
fn start(cluster: &Cluster) -> [Server; 2] {
    let careful = folder().with("[redis]\nwait_replicas = 1");
    [folder(), careful].map(|folder| Server::start_with(&folder, &["--store", &cluster.url()]))
}

/// R05: a failover may need long, and the users of the other masters do not wait for it.
#[test]
fn a_master_that_ended_takes_nothing_from_the_users_of_the_others() {
    let mut cluster = Cluster::start_with(&["--cluster-node-timeout", "30000"]);
    let server = Server::start_with(&folder(), &["--store", &cluster.url()]);
    let users: Vec<String> = (0..30).map(|number| format!("user{number}")).collect();
    for user in &users {
        revoke(&server, user);
    }
    let is_canary = |key: &String| key == "usersig:canary";
    let masters = cluster.masters();
    let victim = *masters.iter().find(|index| cluster.nodes[**index].keys().iter().any(is_canary)).unwrap();
    let lost = cluster.nodes[victim].keys();
    // Names of users are hexadecimal in keys.
    let name = |user: &String| user.bytes().fold(String::new(), |name, byte| format!("{name}{byte:02x}"));
    let is_lost = |user: &String| lost.iter().any(|key| key.contains(&format!(":{}}}", name(user))));
    let (lost, others): (Vec<&String>, Vec<&String>) = users.iter().partition(|user| is_lost(user));
    assert!(!lost.is_empty() && !others.is_empty(), "{lost:?} {others:?}");
    cluster.nodes[victim].kill();
    // Longer than the connection's checks need to find that the canary is lost.
    thread::sleep(Duration::from_secs(5));
    let known =
        |users: &[&String]| users.iter().filter(|user| sign(&server, user)["revocations"] == json!(null)).count();
    let (known, unknown) = (known(&others), known(&lost));
    assert_eq!(unknown, 0, "the failover was too early for this test");
    assert!(known * 10 >= others.len() * 9, "{known} of {} users of the other masters", others.len());
    assert_eq!(server.metric("usersig_store_up"), 0);
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
