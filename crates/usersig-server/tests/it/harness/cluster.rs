//! A Redis cluster of three masters with one replica each.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::redis::Redis;

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
        let addresses = nodes.iter().map(|node| format!("127.0.0.1:{}", node.port));
        let mut command = Command::new("redis-cli");
        command.args(["--cluster", "create"]).args(addresses).args(["--cluster-replicas", "1", "--cluster-yes"]);
        let output = command.stdin(Stdio::null()).output().expect("redis-cli comes with redis-server");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        let cluster = Self { nodes };
        cluster.wait();
        cluster
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

    /// The indexes of the nodes that answer and are no replicas.
    pub(crate) fn masters(&self) -> Vec<usize> {
        let is_master = |node: &Redis| {
            let info = node.try_ask::<String>(&["INFO", "replication"]);
            info.is_ok_and(|info| info.contains("role:master"))
        };
        (0..self.nodes.len()).filter(|index| is_master(&self.nodes[*index])).collect()
    }

    /// The address for `--store`.
    pub(crate) fn url(&self) -> String {
        let nodes: Vec<String> = self.nodes.iter().map(|node| format!("127.0.0.1:{}", node.port)).collect();
        format!("redis://{}", nodes.join(","))
    }
}
