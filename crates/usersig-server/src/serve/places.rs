//! The places of a listener's connections.

use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

use crate::serve::addresses::{AddressPlace, Addresses};

/// The places of a listener's connections.
#[derive(Clone)]
pub(crate) struct Places {
    free: Arc<Semaphore>,
    count: u32,
    addresses: Addresses,
}

/// The place of one connection. A request that does not end with its connection keeps the place, so that there are never
/// more of them than places, and so that closing waits for them.
pub(crate) struct Place {
    _permit: OwnedSemaphorePermit,
    _address: AddressPlace,
}

impl Places {
    /// Places for `count` connections, of which one address may have `per_address`.
    pub(crate) fn new(count: u32, per_address: u32) -> Self {
        let free = Arc::new(Semaphore::new(usize::try_from(count).unwrap_or(Semaphore::MAX_PERMITS)));
        Self { free, count, addresses: Addresses::new(per_address) }
    }

    /// The number of open connections.
    pub(crate) fn open(&self) -> usize {
        usize::try_from(self.count).unwrap_or(usize::MAX).saturating_sub(self.free.available_permits())
    }

    /// Waits until all connections are closed.
    pub(crate) async fn all_closed(&self) {
        drop(self.free.acquire_many(self.count).await);
    }

    /// A place after waiting for it. `None` if the address may not have one more.
    pub(crate) async fn enter(&self, address: IpAddr) -> Result<Option<Place>, AcquireError> {
        let Some(address) = self.addresses.enter(address) else { return Ok(None) };
        let permit = Arc::clone(&self.free).acquire_owned().await?;
        Ok(Some(Place { _permit: permit, _address: address }))
    }

    pub(crate) fn has_free(&self) -> bool {
        self.free.available_permits() > 0
    }
}
