//! The part of the configuration about Redis.

use std::fmt;
use std::num::NonZeroU8;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::store::redis::address::Address;

/// Everything that the store needs.
pub(crate) struct Settings {
    pub(crate) address: Address,
    pub(crate) topology: Topology,
    /// The beginning of every key, so that several services can share an instance.
    pub(crate) prefix: String,
    pub(crate) username: Option<String>,
    pub(crate) password: Option<Zeroizing<String>>,
    /// The authorities of the server's certificate as PEM. Without it those of the system.
    pub(crate) ca: Option<Vec<u8>>,
    pub(crate) connections: NonZeroU8,
    /// The replicas of Redis that have a revocation before it is answered.
    pub(crate) wait_replicas: u8,
    /// How long a revocation is kept after its valid-after time.
    pub(crate) retention: Duration,
}

/// How many servers there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topology {
    Cluster,
    Instance,
}

/// Without the password.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Settings({}, {:?})", self.address, self.topology)
    }
}
