//! Finds out which servers of a cluster have which slots, and keeps connections to them.
//!
//! No request waits for this. A server that hangs delays neither the requests to the other servers nor the search for a server
//! that took over its slots.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{sleep, timeout};

use crate::store::redis::address::Node;
use crate::store::redis::connection::Connection;
use crate::store::redis::link::Link;
use crate::store::redis::slots::{self, Range};
use crate::store::redis::supervisor::{self, Canary};

/// A server that hangs does not say that another one has its slots now, so this is asked all the time.
const ASK_EVERY: Duration = Duration::from_secs(1);

/// A change that a request met is looked at once in this time.
const ASK_AT_MOST_EVERY: Duration = Duration::from_millis(50);

/// The time of one server to answer, and to be connected to before it.
const ANSWER_WITHIN: Duration = Duration::from_millis(200);
const CONNECT_WITHIN: Duration = Duration::from_millis(400);

/// Runs for as long as the service.
pub(crate) async fn keep_routes(link: Arc<Link>, canary: Arc<Canary>) {
    let mut supervised = HashMap::new();
    loop {
        if let Some(ranges) = find(&link).await {
            install(&link, &canary, ranges, &mut supervised);
        }
        sleep(ASK_AT_MOST_EVERY).await;
        tokio::select! {
            () = link.stale.notified() => {}
            () = sleep(ASK_EVERY) => {}
        }
    }
}

/// Asks the known servers, and then those that the configuration names.
async fn find(link: &Arc<Link>) -> Option<Vec<Range>> {
    let mut asked = JoinSet::new();
    for server in &link.routes.load().servers {
        if let Some(connection) = server.connection() {
            let node = server.node.clone();
            asked.spawn(async move { ask(&node, &connection).await });
        }
    }
    if let Some(ranges) = first(asked).await {
        return Some(ranges);
    }
    let mut asked = JoinSet::new();
    for node in &link.connector.nodes {
        let (link, node) = (Arc::clone(link), node.clone());
        asked.spawn(async move {
            let connection = timeout(CONNECT_WITHIN, link.connector.connect(&node)).await.ok()?.ok()?;
            ask(&node, &connection).await
        });
    }
    first(asked).await
}

/// The first answer. The others are given up.
async fn first(mut asked: JoinSet<Option<Vec<Range>>>) -> Option<Vec<Range>> {
    while let Some(answered) = asked.join_next().await {
        if let Ok(Some(ranges)) = answered {
            return Some(ranges);
        }
    }
    None
}

/// A server that is cut off from most of the cluster can name masters that were replaced, and it knows that it is cut off.
async fn ask(node: &Node, connection: &Connection) -> Option<Vec<Range>> {
    let (state, slots) = timeout(ANSWER_WITHIN, connection.cluster()).await.ok()?.ok()?;
    if !state.lines().any(|line| line == "cluster_state:ok") {
        return None;
    }
    slots::ranges(&slots, node)
}

/// Connects to new servers before requests are sent to them, and leaves the others.
fn install(
    link: &Arc<Link>,
    canary: &Arc<Canary>,
    ranges: Vec<Range>,
    supervised: &mut HashMap<Node, Vec<AbortHandle>>,
) {
    let routes = Arc::new(link.routes.load().with(ranges, link.connections));
    link.routes.store(Arc::clone(&routes));
    supervised.retain(|node, tasks| {
        let stays = routes.at(node).is_some();
        if !stays {
            tasks.iter().for_each(AbortHandle::abort);
        }
        stays
    });
    for server in &routes.servers {
        supervised.entry(server.node.clone()).or_insert_with(|| {
            tracing::info!(server = %server.node, "a server of the cluster has slots");
            supervisor::start(link, server, canary)
        });
    }
}
