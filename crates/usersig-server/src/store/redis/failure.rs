//! Why Redis did not answer a request.

use std::fmt;

use redis::{ErrorKind, RedisError, ServerErrorKind};

/// The reason, which is also the label of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The clock of Redis is too far from the one of this machine.
    Clock,
    /// The connection ended, or there is none.
    Connection,
    /// The reply does not belong to the request, or was changed.
    Garbage,
    /// The slot of the user moved to a server to which there is no connection yet.
    Moved,
    /// Not enough replicas of Redis confirmed a revocation.
    Replicas,
    /// Redis answered with an error, for example OOM, LOADING or NOAUTH.
    Server,
    /// The server is the replica of another one, after a failover.
    ReadOnly,
    /// Redis did not answer in time.
    Timeout,
    /// Redis failed a moment ago, so it was not asked.
    Waiting,
}

impl Failure {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Connection => "connection",
            Self::Garbage => "garbage",
            Self::Moved => "moved",
            Self::ReadOnly => "read_only",
            Self::Replicas => "replicas",
            Self::Server => "server",
            Self::Timeout => "timeout",
            Self::Waiting => "waiting",
        }
    }

    /// Whether a new connection may help. After a failover the name of the instance leads to another server.
    pub(crate) const fn needs_connection(self) -> bool {
        match self {
            Self::Connection | Self::Garbage | Self::ReadOnly | Self::Timeout => true,
            Self::Clock | Self::Moved | Self::Replicas | Self::Server | Self::Waiting => false,
        }
    }
}

impl From<&RedisError> for Failure {
    fn from(error: &RedisError) -> Self {
        match error.kind() {
            ErrorKind::Server(ServerErrorKind::Moved) => Self::Moved,
            ErrorKind::Server(ServerErrorKind::ReadOnly) => Self::ReadOnly,
            ErrorKind::Server(_) | ErrorKind::Extension | ErrorKind::AuthenticationFailed => Self::Server,
            ErrorKind::Parse | ErrorKind::UnexpectedReturnType => Self::Garbage,
            _ if error.is_timeout() => Self::Timeout,
            _ => Self::Connection,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
