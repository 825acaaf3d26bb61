//! A Redis cluster of three masters with one replica each.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::redis::{Redis, free_port};

/// Servers that are killed when the test ends.
pub(crate) struct Cluster {
    pub(crate) nodes: Vec<Redis>,
}

/// A master that is silent for a second is replaced.
const ARGUMENTS: [&str; 10] = [
    "--cluster-enabled",
    "yes",
    "--cluster-node-timeout",
    "1000",
    "--appendonly",
    "yes",
    "--cluster-replica-validity-factor",
    "0",
    "--repl-diskless-sync-delay",
    "0",
];

impl Cluster {
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// Later arguments replace earlier ones.
    pub(crate) fn start_with(more: &[&str]) -> Self {
        let arguments = [&ARGUMENTS, more].concat();
        let nodes: Vec<Redis> = (0..6).map(|_| Redis::start_with(&arguments)).collect();
        let ports: Vec<u16> = nodes.iter().map(|node| node.port).collect();
        Self { nodes }.joined(&[], &ports)
    }

    /// A cluster that speaks TLS, and its address. The certificate is its own authority, and is for 127.0.0.1.
    pub(crate) fn start_encrypted(certificate: &str, key: &str) -> (Self, String) {
        let files = ["--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", certificate];
        let modes = ["--tls-cluster", "yes", "--tls-replication", "yes", "--tls-auth-clients", "no"];
        let ports: Vec<u16> = (0..6).map(|_| free_port()).collect();
        let start = |port: &u16| {
            let port = port.to_string();
            Redis::start_with(&[&ARGUMENTS[..], &files, &modes, &["--tls-port", &port]].concat())
        };
        let cluster = Self { nodes: ports.iter().map(start).collect() };
        let nodes: Vec<String> = ports.iter().map(|port| format!("127.0.0.1:{port}")).collect();
        (cluster.joined(&["--tls", "--cacert", certificate], &ports), format!("rediss://{}", nodes.join(",")))
    }

    fn joined(self, options: &[&str], ports: &[u16]) -> Self {
        let addresses = ports.iter().map(|port| format!("127.0.0.1:{port}"));
        let mut command = Command::new("redis-cli");
        command.args(options).args(["--cluster", "create"]).args(addresses);
        command.args(["--cluster-replicas", "1", "--cluster-yes"]);
        let output = command.stdin(Stdio::null()).output().expect("redis-cli comes with redis-server");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        self.wait();
        self
    }

    /// Waits until every node that runs finds the cluster complete, and every replica of Redis follows its master.
    pub(crate) fn wait(&self) {
        let start = Instant::now();
        let is_well = |node: &Redis| {
            let info = node.try_ask::<String>(&["CLUSTER", "INFO"]);
            let is_complete =
                |info: String| info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:6");
            let role = node.try_ask::<String>(&["INFO", "replication"]).unwrap_or_default();
            info.is_ok_and(is_complete) && (role.contains("role:master") || role.contains("master_link_status:up"))
        };
        while self.nodes.iter().filter(|node| is_well(node)).count() < 5 || self.masters().len() < 3 {
            assert!(start.elapsed() < Duration::from_secs(60), "the cluster is not well");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// The indexes of the nodes that answer and are masters.
    pub(crate) fn masters(&self) -> Vec<usize> {
        let is_master = |node: &Redis| {
            let info = node.try_ask::<String>(&["INFO", "replication"]);
            info.is_ok_and(|info| info.contains("role:master"))
        };
        (0..self.nodes.len()).filter(|index| is_master(&self.nodes[*index])).collect()
    }

    /// The master with the entry that all replicas of the service read.
    pub(crate) fn master_with_canary(&self) -> usize {
        let has_canary = |index: &usize| self.nodes[*index].keys().iter().any(|key| key == "usersig:canary");
        *self.masters().iter().find(|index| has_canary(index)).expect("a master has the entry")
    }

    /// Divides users that have entries into those of a master and the others.
    pub(crate) fn divide(&self, master: usize, users: Vec<String>) -> (Vec<String>, Vec<String>) {
        let keys = self.nodes[master].keys();
        // Names of users are hexadecimal in keys.
        let name = |user: &str| user.bytes().fold(String::new(), |name, byte| format!("{name}{byte:02x}"));
        let is_of_master = |user: &String| keys.iter().any(|key| key.contains(&format!(":{}}}", name(user))));
        let (own, others): (Vec<String>, Vec<String>) = users.into_iter().partition(is_of_master);
        assert!(!own.is_empty() && !others.is_empty(), "{own:?} {others:?}");
        (own, others)
    }

    /// The address for `--store`.
    pub(crate) fn url(&self) -> String {
        let nodes: Vec<String> = self.nodes.iter().map(|node| format!("127.0.0.1:{}", node.port)).collect();
        format!("redis://{}", nodes.join(","))
    }
}
