//! Asks Redis within a time, at the server that has the slot.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

use crate::store::redis::connect::Connector;
use crate::store::redis::connection::Connection;
use crate::store::redis::counts;
use crate::store::redis::damage::Damage;
use crate::store::redis::failure::Failure;
use crate::store::redis::reply::Reply;
use crate::store::redis::routes::Routes;
use crate::store::redis::script::{Call, Script};
use crate::store::redis::server::{Manner, Missed};
use crate::store::redis::settings::Topology;

/// The servers that one request asks. A slot that moves needs two, and a failover that was just noticed needs two.
const MAX_TRIES: u32 = 4;

/// Before a slot is tried again whose keys are on two servers.
const MOVING_PAUSE: Duration = Duration::from_millis(10);

/// The servers and the knowledge about them.
pub(crate) struct Link {
    pub(crate) connector: Connector,
    pub(crate) damage: Damage,
    pub(crate) routes: ArcSwap<Routes>,
    /// The routes are wrong.
    pub(crate) stale: Notify,
    /// The connections to each server.
    pub(crate) connections: u8,
    /// The second at which the store was first used, or 0 before the store answered.
    pub(crate) first_used: AtomicU64,
    pub(crate) topology: Topology,
}

impl Link {
    pub(crate) fn new(connector: Connector, topology: Topology, connections: u8) -> Self {
        let routes = match (topology, connector.nodes.first()) {
            (Topology::Instance, Some(node)) => Routes::of_instance(node.clone(), connections),
            _ => Routes::default(),
        };
        let (routes, first_used) = (ArcSwap::from_pointee(routes), AtomicU64::new(0));
        let damage = Damage::new(std::time::Instant::now());
        Self { connector, damage, routes, stale: Notify::new(), connections, first_used, topology }
    }

    /// Runs a script on the server of the slot.
    pub(crate) async fn ask(
        &self,
        slot: u16,
        script: &Script,
        call: &Call,
        within: Duration,
    ) -> Result<(Reply, Arc<Connection>), Failure> {
        let asked = async {
            let deadline = Instant::now() + within;
            let mut server = self.routes.load().server(slot).map(Arc::clone).ok_or(Failure::Connection)?;
            let mut manner = Manner::Usual;
            for _ in 0..MAX_TRIES {
                let left = deadline.saturating_duration_since(Instant::now());
                match server.ask(manner, script, call, left).await {
                    Ok(answer) => return Ok(answer),
                    Err(Missed::Failed(failure)) => return Err(failure),
                    Err(Missed::Moving) => sleep(MOVING_PAUSE).await,
                    Err(Missed::Elsewhere(node, next)) => {
                        if next == Manner::Usual {
                            self.stale.notify_one();
                        }
                        // A server that is not known yet is connected to without this request.
                        server = self.routes.load().at(&node).map(Arc::clone).ok_or(Failure::Moved)?;
                        manner = next;
                    }
                }
            }
            Err(Failure::Moved)
        }
        .await;
        match &asked {
            Ok((reply, _)) => self.damage.note(reply.damaged, &call.keys),
            Err(failure) => counts::failure(failure.as_str()),
        }
        asked
    }
}
