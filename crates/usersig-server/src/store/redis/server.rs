//! One server of Redis: its connections, and whether it answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use arc_swap::ArcSwapOption;
use redis::{ErrorKind, RedisError, ServerErrorKind};
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::store::redis::address::Node;
use crate::store::redis::breaker::Breaker;
use crate::store::redis::connection::Connection;
use crate::store::redis::failure::Failure;
use crate::store::redis::reply::Reply;
use crate::store::redis::script::{Call, Script};
use crate::store::redis::slots;

/// A server that was silent for less than this time may only be busy, so other requests still ask it.
const SHORTEST_OUTAGE: Duration = Duration::from_millis(100);

/// A server, and the connections that `supervisor` replaces.
pub(crate) struct Server {
    pub(crate) node: Node,
    pub(crate) places: Vec<Place>,
    breaker: Breaker,
    next: AtomicUsize,
}

/// One connection of the pool, which is absent while it is replaced.
#[derive(Default)]
pub(crate) struct Place {
    pub(crate) current: ArcSwapOption<Connection>,
    pub(crate) broken: Notify,
}

/// How a server is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// The slot is moving to this server, which answers only a request that says so.
    Asking,
    Usual,
}

/// A server did not run the script.
pub(crate) enum Missed {
    Failed(Failure),
    /// Keys of the slot are on two servers at this moment.
    Moving,
    /// Another server has the slot, or a part of it.
    Elsewhere(Node, Manner),
}

impl Server {
    pub(crate) fn new(node: Node, connections: u8) -> Self {
        Self {
            node,
            places: (0..connections).map(|_| Place::default()).collect(),
            breaker: Breaker::new(Instant::now()),
            next: AtomicUsize::new(0),
        }
    }

    /// Runs a script.
    pub(crate) async fn ask(
        &self,
        manner: Manner,
        script: &Script,
        call: &Call,
        within: Duration,
    ) -> Result<(Reply, Arc<Connection>), Missed> {
        if !self.breaker.admits(Instant::now()) {
            return Err(Missed::Failed(Failure::Waiting));
        }
        let Some((place, connection)) = self.next_connection() else {
            self.close(Failure::Connection, None);
            return Err(Missed::Failed(Failure::Connection));
        };
        let run = async {
            match manner {
                Manner::Asking => connection.run_asking(script, call).await,
                Manner::Usual => connection.run(script, call).await,
            }
        };
        let (failure, error) = match timeout(within, run).await {
            Ok(Ok(value)) => match Reply::read(&value, call.nonce()) {
                Ok(reply) => {
                    self.open();
                    return Ok((reply, connection));
                }
                Err(failure) => (failure, None),
            },
            Ok(Err(error)) => match self.elsewhere(&error) {
                Some(missed) => {
                    self.open();
                    return Err(missed);
                }
                None => (Failure::from(&error), Some(error)),
            },
            Err(_) => (Failure::Timeout, None),
        };
        if failure == Failure::Timeout && within < SHORTEST_OUTAGE {
            return Err(Missed::Failed(failure));
        }
        self.close(failure, error.as_ref());
        if failure.needs_connection() {
            place.replace(&connection);
        }
        Err(Missed::Failed(failure))
    }

    /// The server works, and a cluster changes at this moment.
    fn elsewhere(&self, error: &RedisError) -> Option<Missed> {
        let manner = match error.kind() {
            ErrorKind::Server(ServerErrorKind::TryAgain) => return Some(Missed::Moving),
            ErrorKind::Server(ServerErrorKind::Moved) => Manner::Usual,
            ErrorKind::Server(ServerErrorKind::Ask) => Manner::Asking,
            _ => return None,
        };
        let (address, _) = error.redirect_node()?;
        Some(Missed::Elsewhere(slots::moved_to(address, &self.node)?, manner))
    }

    /// The connections take turns. One that is being replaced loses its turn.
    fn next_connection(&self) -> Option<(&Place, Arc<Connection>)> {
        let first = self.next.fetch_add(1, Ordering::Relaxed);
        let mut turns = (0..self.places.len()).map(|turn| &self.places[first.wrapping_add(turn) % self.places.len()]);
        turns.find_map(|place| Some((place, place.current.load_full()?)))
    }

    /// An open connection.
    pub(crate) fn connection(&self) -> Option<Arc<Connection>> {
        self.places.iter().find_map(|place| place.current.load_full())
    }

    /// Lets requests pass again.
    pub(crate) fn open(&self) {
        if self.breaker.succeed() {
            tracing::info!(server = %self.node, "Redis answers again");
        }
    }

    /// The first failure is logged, so that an outage does not fill the log.
    fn close(&self, failure: Failure, error: Option<&RedisError>) {
        if self.breaker.fail(Instant::now()) {
            let code = error.and_then(RedisError::code);
            tracing::warn!(
                server = %self.node,
                reason = failure.as_str(),
                code,
                "Redis does not answer, the service goes on without it"
            );
        }
    }
}

impl Place {
    /// Removes a connection that does not work, unless it was replaced already.
    pub(crate) fn replace(&self, broken: &Arc<Connection>) {
        let current = self.current.load();
        if current.as_ref().is_some_and(|current| Arc::ptr_eq(current, broken)) {
            self.current.store(None);
            self.broken.notify_one();
        }
    }
}
