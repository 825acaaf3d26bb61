//! Keeps a connection open, and watches that the store is the same one.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use redis::cluster_routing::ResponsePolicy;
use tokio::time::{sleep, timeout};

use crate::store::redis::breaker::Bucket;
use crate::store::redis::connection::Connection;
use crate::store::redis::counts;
use crate::store::redis::failure::Failure;
use crate::store::redis::link::{Link, Place};
use crate::store::redis::nonces::Nonces;
use crate::store::redis::policy;
use crate::store::redis::reply::{Reply, State};
use crate::store::redis::script::{Call, Scripts};
use crate::store::redis::settings::Topology;

/// Asks for the canary: an entry that tells whether a store is reachable, can be written and is still the same store.
pub(crate) struct Canary {
    pub(crate) key: String,
    pub(crate) kept_for: Duration,
    pub(crate) nonces: Arc<Nonces>,
    pub(crate) scripts: Arc<Scripts>,
}

/// Longer than a request's time, because nobody waits for it.
const CONNECT_WITHIN: Duration = Duration::from_millis(400);

/// A cluster is connected to in two steps, and each one waits for servers that do not answer: for 300 ms to connect and for
/// 500 ms to reply.
const CONNECT_TO_CLUSTER_WITHIN: Duration = Duration::from_secs(2);

/// Between two tries to connect. Together with `CONNECT_WITHIN` it is below the second in which the service recovers.
const RECONNECT_EVERY: Duration = Duration::from_millis(100);

/// Between two checks of a connection that seems to work.
const CHECK_EVERY: Duration = Duration::from_secs(1);

/// A part of the 250 ms in which readiness is answered.
const CHECK_WITHIN: Duration = Duration::from_millis(200);

/// A cluster repairs its connections by itself. After this many failed checks it is connected to again.
const CLUSTER_PATIENCE: u32 = 3;

/// Runs for as long as the service.
pub(crate) async fn supervise(link: Arc<Link>, place: usize, canary: Arc<Canary>) {
    let place = &link.places[place];
    let within = if link.topology == Topology::Cluster { CONNECT_TO_CLUSTER_WITHIN } else { CONNECT_WITHIN };
    let mut is_policy_known = false;
    loop {
        match timeout(within, link.connector.connect()).await {
            Ok(Ok(connection)) => {
                let connection = Arc::new(connection);
                if canary.is_usable(&link, &connection).await {
                    place.current.store(Some(Arc::clone(&connection)));
                    if link.topology == Topology::Instance {
                        link.open(Bucket::INSTANCE);
                    }
                    // After the connection can be used, because requests do not wait for a warning.
                    if !is_policy_known {
                        is_policy_known = policy::check(&connection).await;
                    }
                    watch(&link, place, &connection, &canary).await;
                }
            }
            Ok(Err(error)) => {
                tracing::debug!(code = error.code(), category = error.category(), "no connection to Redis");
            }
            Err(_) => tracing::debug!("no connection to Redis in time"),
        }
        sleep(RECONNECT_EVERY).await;
    }
}

/// Returns when the connection does not work.
async fn watch(link: &Link, place: &Place, connection: &Arc<Connection>, canary: &Canary) {
    let mut failures = 0;
    let patience = if link.topology == Topology::Cluster { CLUSTER_PATIENCE } else { 1 };
    loop {
        tokio::select! {
            () = place.broken.notified() => return,
            () = sleep(CHECK_EVERY) => {}
        }
        failures = if canary.is_usable(link, connection).await { 0 } else { failures + 1 };
        if failures == patience {
            place.current.store(None);
            return;
        }
    }
}

impl Canary {
    /// Whether some users can be served. One server of a cluster that fails, also the one with the canary, takes nothing
    /// from the users of the others.
    async fn is_usable(&self, link: &Link, connection: &Connection) -> bool {
        if self.check(link, connection).await.is_ok() {
            return true;
        }
        let one_answers = connection.send_to_all(redis::cmd("PING"), Some(ResponsePolicy::OneSucceeded));
        link.topology == Topology::Cluster && matches!(timeout(CHECK_WITHIN, one_answers).await, Ok(Ok(_)))
    }

    /// Reads and writes the canary, and asks every server of a cluster.
    pub(crate) async fn check(&self, link: &Link, connection: &Connection) -> Result<(), Failure> {
        let nonce = self.nonces.next();
        let arguments = vec![nonce, self.kept_for.as_secs().to_string()];
        let call = Call { keys: vec![self.key.clone()], arguments };
        let checked = timeout(CHECK_WITHIN, async {
            let value = connection.run(&self.scripts.canary, &call).await?;
            if link.topology == Topology::Cluster {
                connection.send_to_all(redis::cmd("PING"), Some(ResponsePolicy::AllSucceeded)).await?;
            }
            Ok(value)
        });
        let value = checked.await.map_err(|_| Failure::Timeout)?.map_err(|error| Failure::from(&error))?;
        let reply = Reply::read(&value, call.nonce())?;
        if reply.state != State::Canary {
            return Err(Failure::Garbage);
        }
        counts::damaged(reply.damaged);
        note_first_use(link, reply.number);
        Ok(())
    }
}

/// Another time means another store, or one that was emptied.
fn note_first_use(link: &Link, first_used: u64) {
    let before = link.first_used.swap(first_used, Ordering::Relaxed);
    if before == 0 {
        tracing::info!(first_used, "Redis answers; replicas that show another time use another store");
    } else if before != first_used {
        counts::replaced();
        tracing::error!(
            before,
            first_used,
            "the store was emptied or replaced: revocations from before are forgotten, and verify accepts these tickets"
        );
    }
}
