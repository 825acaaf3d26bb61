//! A place among the bounded number of connections.

use std::sync::Arc;

use tokio::sync::OwnedSemaphorePermit;

/// Held by everything that keeps a connection open. The last one to drop it makes room for another connection.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    _permit: Arc<OwnedSemaphorePermit>,
}

impl Place {
    pub(crate) fn new(permit: OwnedSemaphorePermit) -> Self {
        Self { _permit: Arc::new(permit) }
    }
}
