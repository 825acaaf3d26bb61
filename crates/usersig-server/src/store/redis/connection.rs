//! An open connection to an instance or to a cluster. Many requests share it: each one sends its command at once, and the
//! replies return in the same order.

use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::cluster_async::ClusterConnection;
use redis::cluster_routing::{
    MultipleNodeRoutingInfo, ResponsePolicy, Route, RoutingInfo, SingleNodeRoutingInfo, Slot, SlotAddr,
};
use redis::{Cmd, ErrorKind, RedisError, RedisResult, ServerErrorKind, Value};

use crate::store::redis::script::{Call, Script};

/// A connection to one of the two.
pub(crate) enum Connection {
    Cluster(ClusterConnection),
    Instance(MultiplexedConnection),
}

impl Connection {
    /// Runs a script. It is one round trip, and two if the server does not know the script yet.
    pub(crate) async fn run(&self, script: &Script, call: &Call) -> RedisResult<Value> {
        match self.send(script.by_digest(call)).await {
            Err(error) if error.kind() == ErrorKind::Server(ServerErrorKind::NoScript) => {
                self.send(script.by_code(call)).await
            }
            answered => answered,
        }
    }

    /// Waits until replicas of the server have all writes of this connection, and returns their number.
    pub(crate) async fn wait(&self, slot: u16, replicas: u8, within: Duration) -> RedisResult<u64> {
        let mut command = redis::cmd("WAIT");
        command.arg(replicas).arg(u64::try_from(within.as_millis()).unwrap_or(u64::MAX));
        let value = match self {
            Self::Cluster(connection) => {
                let slot = Slot::new(slot).ok_or_else(|| RedisError::from((ErrorKind::Client, "no such slot")))?;
                let node = SingleNodeRoutingInfo::SpecificNode(Route::with_slot(slot, SlotAddr::Master));
                connection.clone().route_command(command, RoutingInfo::SingleNode(node)).await?
            }
            Self::Instance(_) => self.send(command).await?,
        };
        Ok(redis::from_redis_value(value)?)
    }

    /// Sends a command to every server that is not a replica.
    pub(crate) async fn send_to_all(&self, command: Cmd, policy: Option<ResponsePolicy>) -> RedisResult<Value> {
        match self {
            Self::Cluster(connection) => {
                let all = RoutingInfo::MultiNode((MultipleNodeRoutingInfo::AllMasters, policy));
                connection.clone().route_command(command, all).await
            }
            Self::Instance(_) => self.send(command).await,
        }
    }

    async fn send(&self, command: Cmd) -> RedisResult<Value> {
        match self {
            Self::Cluster(connection) => command.query_async(&mut connection.clone()).await,
            Self::Instance(connection) => command.query_async(&mut connection.clone()).await,
        }
    }
}
