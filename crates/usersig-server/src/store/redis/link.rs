//! Asks Redis within a time, over connections that `supervisor` replaces.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use arc_swap::ArcSwapOption;
use redis::RedisError;
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::store::redis::breaker::{Breaker, Bucket};
use crate::store::redis::connect::Connector;
use crate::store::redis::connection::Connection;
use crate::store::redis::counts;
use crate::store::redis::failure::Failure;
use crate::store::redis::reply::Reply;
use crate::store::redis::script::{Call, Script};
use crate::store::redis::settings::Topology;

/// A server that was silent for less than this time may only be busy, so other requests still ask it.
const SHORTEST_OUTAGE: Duration = Duration::from_millis(100);

/// The connections and the knowledge about them.
pub(crate) struct Link {
    pub(crate) connector: Connector,
    pub(crate) places: Vec<Place>,
    /// The second at which the store was first used, or 0 before the store answered.
    pub(crate) first_used: AtomicU64,
    pub(crate) topology: Topology,
    breaker: Breaker,
    next: AtomicUsize,
}

/// One connection of the pool, which is absent while it is replaced.
#[derive(Default)]
pub(crate) struct Place {
    pub(crate) current: ArcSwapOption<Connection>,
    pub(crate) broken: Notify,
}

impl Link {
    pub(crate) fn new(connector: Connector, topology: Topology, connections: u8) -> Self {
        Self {
            connector,
            places: (0..connections).map(|_| Place::default()).collect(),
            first_used: AtomicU64::new(0),
            topology,
            breaker: Breaker::new(Instant::now()),
            next: AtomicUsize::new(0),
        }
    }

    /// Runs a script on the server of the bucket.
    pub(crate) async fn ask(
        &self,
        bucket: Bucket,
        script: &Script,
        call: &Call,
        within: Duration,
    ) -> Result<(Reply, Arc<Connection>), Failure> {
        if !self.breaker.admits(bucket, Instant::now()) {
            return Err(self.failed(Failure::Waiting));
        }
        let Some((place, connection)) = self.next_connection() else {
            self.close(bucket, Failure::Connection, None);
            return Err(self.failed(Failure::Connection));
        };
        let (failure, error) = match timeout(within, connection.run(script, call)).await {
            Ok(Ok(value)) => match Reply::read(&value, call.nonce()) {
                Ok(reply) => {
                    self.open(bucket);
                    return Ok((reply, connection));
                }
                Err(failure) => (failure, None),
            },
            Ok(Err(error)) => (Failure::from(&error), Some(error)),
            Err(_) => (Failure::Timeout, None),
        };
        if failure == Failure::Timeout && within < SHORTEST_OUTAGE {
            return Err(self.failed(failure));
        }
        self.close(bucket, failure, error.as_ref());
        if failure.needs_connection() && self.topology == Topology::Instance {
            place.replace(&connection);
        }
        Err(self.failed(failure))
    }

    /// The connections take turns. One that is being replaced loses its turn.
    fn next_connection(&self) -> Option<(&Place, Arc<Connection>)> {
        let first = self.next.fetch_add(1, Ordering::Relaxed);
        let mut turns = (0..self.places.len()).map(|turn| &self.places[first.wrapping_add(turn) % self.places.len()]);
        turns.find_map(|place| Some((place, place.current.load_full()?)))
    }

    /// Lets requests pass again.
    pub(crate) fn open(&self, bucket: Bucket) {
        if self.breaker.succeed(bucket) {
            tracing::info!(?bucket, "Redis answers again");
        }
    }

    /// The first failure is logged, so that an outage does not fill the log.
    fn close(&self, bucket: Bucket, failure: Failure, error: Option<&RedisError>) {
        if self.breaker.fail(bucket, Instant::now()) {
            let code = error.and_then(RedisError::code);
            tracing::warn!(
                ?bucket,
                reason = failure.as_str(),
                code,
                "Redis does not answer, the service goes on without it"
            );
        }
    }

    #[expect(clippy::unused_self, reason = "a failure of this link")]
    fn failed(&self, failure: Failure) -> Failure {
        counts::failure(failure.as_str());
        failure
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
