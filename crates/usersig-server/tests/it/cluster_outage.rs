//! Replicas of the service that use a Redis cluster of which one master does not answer.

use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::harness::cluster::Cluster;
use crate::harness::replicas::{folder, revoke, sign, ticket, until, usual_time, verify, verify_once};
use crate::harness::server::Server;

/// No failover happens within a test.
const WITHOUT_FAILOVER: [&str; 2] = ["--cluster-node-timeout", "30000"];

/// A master that is silent for a second is replaced, and the other masters answer meanwhile.
const WITH_FAILOVER: [&str; 2] = ["--cluster-require-full-coverage", "no"];

/// A cluster, a replica of the service, and users of all masters.
struct Outage {
    cluster: Cluster,
    server: Server,
    /// The master that will not answer. It has the entry that all replicas of the service read.
    victim: usize,
    /// The users of the victim.
    own: Vec<String>,
    others: Vec<String>,
}

impl Outage {
    fn prepare(arguments: &[&str]) -> Self {
        let cluster = Cluster::start_with(arguments);
        let server = Server::start_with(&folder(), &["--store", &cluster.url()]);
        let users: Vec<String> = (0..30).map(|number| format!("user{number}")).collect();
        for user in &users {
            revoke(&server, user);
        }
        let victim = cluster.master_with_canary();
        let (own, others) = cluster.divide(victim, users);
        Self { cluster, server, victim, own, others }
    }

    fn knows(&self, user: &str) -> bool {
        sign(&self.server, user)["revocations"].is_null()
    }

    /// Asks for these users all the time.
    fn watch(&self, users: &[String], during: Duration) -> Watched {
        let start = Instant::now();
        let mut watched = Watched::default();
        for user in users.iter().cycle() {
            let asked = Instant::now();
            watched.unknown += usize::from(!self.knows(user));
            watched.answers += 1;
            watched.longest = watched.longest.max(asked.elapsed());
            if start.elapsed() > during {
                break;
            }
        }
        watched
    }
}

/// The answers to some users.
#[derive(Debug, Default)]
struct Watched {
    answers: usize,
    unknown: usize,
    longest: Duration,
}

impl Watched {
    /// One percent may fall into a busy moment of the machine.
    #[expect(clippy::print_stdout, reason = "a measured time")]
    fn assert_known(&self, whose: &str) {
        println!("{whose}: {self:?}");
        assert!(self.unknown * 100 <= self.answers, "{whose}: {self:?}");
    }

    #[expect(clippy::print_stdout, reason = "a measured time")]
    fn assert_unknown(&self, whose: &str) {
        println!("{whose}: {self:?}");
        assert_eq!(self.unknown, self.answers, "the failover was too early for this test");
    }
}

/// R05. A failover may need long, and the users of the other masters do not wait for it.
#[test]
fn a_master_that_ended_takes_nothing_from_the_users_of_the_others() {
    let mut outage = Outage::prepare(&WITHOUT_FAILOVER);
    outage.cluster.nodes[outage.victim].kill();
    // Longer than the checks of a connection need.
    outage.watch(&outage.others, Duration::from_secs(3)).assert_known("users of the other masters");
    outage.watch(&outage.own, Duration::from_secs(1)).assert_unknown("users of the master that ended");
    assert_eq!(outage.server.metric("usersig_store_up"), 0);
}

/// R05. The connections of a master that hangs stay open, and it accepts further ones.
#[test]
fn a_master_that_hangs_takes_nothing_from_the_users_of_the_others() {
    let outage = Outage::prepare(&WITHOUT_FAILOVER);
    let good = ticket(&outage.server, &outage.own[0]);
    outage.cluster.nodes[outage.victim].signal(Signal::STOP);
    thread::scope(|scope| {
        let of_others = scope.spawn(|| outage.watch(&outage.others, Duration::from_secs(6)));
        outage.watch(&outage.own, Duration::from_secs(6)).assert_unknown("users of the master that hangs");
        of_others.join().unwrap().assert_known("users of the other masters");
    });
    let verdict = usual_time(|| assert_eq!(verify_once(&outage.server, &outage.own[0], &good), Err(503)));
    assert!(verdict < Duration::from_millis(250), "{verdict:?}");
    outage.cluster.nodes[outage.victim].signal(Signal::CONT);
    let took = until("recovered", || outage.own.iter().all(|user| outage.knows(user)));
    println!("recovered {took:?} after the master");
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(verify(&outage.server, &outage.own[0], &good), Ok(()));
}

/// R05. The first address of the configuration is that of the master that hangs.
#[test]
fn a_service_that_starts_while_a_master_hangs_knows_the_users_of_the_others() {
    let mut outage = Outage::prepare(&WITHOUT_FAILOVER);
    outage.cluster.nodes.swap(0, outage.victim);
    outage.cluster.nodes[0].signal(Signal::STOP);
    outage.server = Server::start_with(&folder(), &["--store", &outage.cluster.url()]);
    outage.watch(&outage.others, Duration::from_secs(3)).assert_known("users of the other masters");
    outage.watch(&outage.own, Duration::from_secs(1)).assert_unknown("users of the master that hangs");
    outage.cluster.nodes[0].signal(Signal::CONT);
}

/// R07. A master that hangs does not say that another one has its slots now.
#[test]
fn the_users_of_a_master_that_hangs_move_to_its_replica() {
    let outage = Outage::prepare(&WITH_FAILOVER);
    outage.cluster.nodes[outage.victim].signal(Signal::STOP);
    thread::scope(|scope| {
        let of_others = scope.spawn(|| outage.watch(&outage.others, Duration::from_secs(6)));
        let took = until("moved", || outage.own.iter().all(|user| outage.knows(user)));
        println!("the users of the master that hangs moved in {took:?}");
        of_others.join().unwrap().assert_known("users of the other masters");
    });
    outage.cluster.nodes[outage.victim].signal(Signal::CONT);
    outage.cluster.wait();
    outage.watch(&outage.own, Duration::from_secs(2)).assert_known("users of the master that returned");
    outage.watch(&outage.others, Duration::from_secs(1)).assert_known("users of the other masters");
}
