//! Keeps a connection open, and watches that the store is the same one.

use std::mem;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use crate::store::redis::connection::Connection;
use crate::store::redis::counts;
use crate::store::redis::durability;
use crate::store::redis::failure::Failure;
use crate::store::redis::link::Link;
use crate::store::redis::nonces::Nonces;
use crate::store::redis::reply::{Reply, State};
use crate::store::redis::script::{Call, Scripts};
use crate::store::redis::server::{Place, Server};

/// Asks for the canary: an entry that tells whether a store is reachable, can be written and is still the same store.
pub(crate) struct Canary {
    pub(crate) key: String,
    pub(crate) slot: u16,
    pub(crate) kept_for: Duration,
    pub(crate) nonces: Arc<Nonces>,
    pub(crate) scripts: Arc<Scripts>,
}

/// Longer than a request's time, because no request waits for it.
const CONNECT_WITHIN: Duration = Duration::from_millis(400);

/// Between two tries to connect. Together with `CONNECT_WITHIN` it is below the second in which the service recovers.
const RECONNECT_EVERY: Duration = Duration::from_millis(100);

/// Between two checks of a connection that seems to work.
const CHECK_EVERY: Duration = Duration::from_secs(1);

/// A part of the 250 ms in which readiness is answered.
const CHECK_WITHIN: Duration = Duration::from_millis(200);

/// Starts a task for each connection of a server.
pub(crate) fn start(link: &Arc<Link>, server: &Arc<Server>, canary: &Arc<Canary>) -> Vec<AbortHandle> {
    let supervise = |place| supervise(Arc::clone(link), Arc::clone(server), place, Arc::clone(canary));
    (0..server.places.len()).map(|place| tokio::spawn(supervise(place)).abort_handle()).collect()
}

/// Runs for as long as the server has slots.
async fn supervise(link: Arc<Link>, server: Arc<Server>, place: usize, canary: Arc<Canary>) {
    let place = &server.places[place];
    let (mut is_durability_known, mut is_refused) = (false, false);
    loop {
        match timeout(CONNECT_WITHIN, link.connector.connect(&server.node)).await {
            Ok(Ok(connection)) => {
                is_refused = false;
                let connection = Arc::new(connection);
                if canary.is_usable(&link, &server, &connection).await {
                    place.current.store(Some(Arc::clone(&connection)));
                    server.open();
                    // After the connection can be used, because requests do not wait for a warning.
                    if !is_durability_known {
                        is_durability_known = durability::check(&connection).await;
                    }
                    watch(&link, &server, place, &connection, &canary).await;
                }
            }
            Ok(Err(error)) => {
                let (code, category) = (error.code(), error.category());
                if Failure::from(&error) != Failure::Server {
                    tracing::debug!(server = %server.node, category, "no connection to Redis");
                } else if !mem::replace(&mut is_refused, true) {
                    tracing::warn!(server = %server.node, code, category, "Redis refuses the connection");
                }
            }
            Err(_) => tracing::debug!(server = %server.node, "no connection to Redis in time"),
        }
        sleep(RECONNECT_EVERY).await;
    }
}

/// Returns when the connection does not work.
async fn watch(link: &Link, server: &Arc<Server>, place: &Place, connection: &Arc<Connection>, canary: &Canary) {
    loop {
        tokio::select! {
            () = place.broken.notified() => return,
            () = sleep(CHECK_EVERY) => {}
        }
        if !canary.is_usable(link, server, connection).await {
            place.current.store(None);
            return;
        }
    }
}

impl Canary {
    /// Whether the server answers, and can be written if it has the canary.
    async fn is_usable(&self, link: &Link, server: &Arc<Server>, connection: &Connection) -> bool {
        let has_canary = link.routes.load().server(self.slot).is_some_and(|other| Arc::ptr_eq(server, other));
        if has_canary {
            return match self.read(link, connection).await {
                // The server works, and another one has the canary now.
                Err(Failure::Moved) => {
                    link.stale.notify_one();
                    true
                }
                read => read.is_ok(),
            };
        }
        matches!(timeout(CHECK_WITHIN, connection.send(redis::cmd("PING"))).await, Ok(Ok(_)))
    }

    /// Asks for the canary, and whether every server has a connection that worked at its last check.
    pub(crate) async fn check(&self, link: &Link) -> Result<(), Failure> {
        let routes = link.routes.load_full();
        let connection = routes.server(self.slot).and_then(|server| server.connection());
        self.read(link, &*connection.ok_or(Failure::Connection)?).await?;
        if routes.servers.iter().any(|server| server.connection().is_none()) {
            return Err(Failure::Connection);
        }
        Ok(())
    }

    /// Reads and writes the canary.
    async fn read(&self, link: &Link, connection: &Connection) -> Result<(), Failure> {
        let nonce = self.nonces.next();
        let arguments = vec![nonce, self.kept_for.as_secs().to_string()];
        let call = Call { keys: vec![self.key.clone()], arguments };
        let checked = timeout(CHECK_WITHIN, connection.run(&self.scripts.canary, &call));
        let value = checked.await.map_err(|_| Failure::Timeout)?.map_err(|error| Failure::from(&error))?;
        let reply = Reply::read(&value, call.nonce())?;
        if reply.state != State::Canary {
            return Err(Failure::Garbage);
        }
        link.damage.note(reply.damaged, &call.keys);
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
