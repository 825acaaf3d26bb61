//! An open connection to a server. Many requests share it: each one sends its command at once, and the replies return in the
//! same order.

use std::time::Duration;

use redis::aio::{ConnectionLike, MultiplexedConnection};
use redis::{Cmd, ErrorKind, Pipeline, RedisResult, ServerErrorKind, Value};

use crate::store::redis::script::{Call, Script};

/// A connection to one server.
pub(crate) struct Connection(MultiplexedConnection);

impl Connection {
    pub(crate) fn new(connection: MultiplexedConnection) -> Self {
        Self(connection)
    }

    /// Runs a script. It is one round trip, and two if the server does not know the script yet.
    pub(crate) async fn run(&self, script: &Script, call: &Call) -> RedisResult<Value> {
        match self.send(script.by_digest(call)).await {
            Err(error) if error.kind() == ErrorKind::Server(ServerErrorKind::NoScript) => {
                self.send(script.by_code(call)).await
            }
            answered => answered,
        }
    }

    /// Runs a script on a server to which a slot is moving. It may not know the script, and this is rare.
    pub(crate) async fn run_asking(&self, script: &Script, call: &Call) -> RedisResult<Value> {
        let mut pipeline = Pipeline::with_capacity(2);
        pipeline.cmd("ASKING").ignore().add_command(script.by_code(call));
        let [value] = pipeline.query_async(&mut self.0.clone()).await?;
        Ok(value)
    }

    /// Waits until replicas of the server have all writes of this connection, and returns their number.
    pub(crate) async fn wait(&self, replicas: u8, within: Duration) -> RedisResult<u64> {
        let mut command = redis::cmd("WAIT");
        command.arg(replicas).arg(u64::try_from(within.as_millis()).unwrap_or(u64::MAX));
        Ok(redis::from_redis_value(self.send(command).await?)?)
    }

    /// The state of a cluster and its slots, as this server sees them.
    pub(crate) async fn cluster(&self) -> RedisResult<(String, Value)> {
        let mut pipeline = Pipeline::with_capacity(2);
        pipeline.cmd("CLUSTER").arg("INFO").cmd("CLUSTER").arg("SLOTS");
        pipeline.query_async(&mut self.0.clone()).await
    }

    pub(crate) async fn send(&self, command: Cmd) -> RedisResult<Value> {
        self.0.clone().req_packed_command(&command).await?.extract_error()
    }
}
