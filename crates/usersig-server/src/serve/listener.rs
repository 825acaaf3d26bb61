//! Accepts connections, a bounded number at a time.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::sleep;

use crate::serve::addresses::{AddressPlace, Addresses};
use crate::serve::connection::{Connections, Phase};

/// The places of a listener's connections.
#[derive(Clone)]
pub(crate) struct Places {
    free: Arc<Semaphore>,
    count: u32,
    addresses: Addresses,
}

/// The place of one connection.
type Place = (OwnedSemaphorePermit, AddressPlace);

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
}

/// Accepts connections until `stop` says so, and then those that the operating system has already accepted.
pub(crate) async fn accept(
    listener: TcpListener,
    connections: Connections,
    places: Places,
    phase: watch::Receiver<Phase>,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        let accepted = tokio::select! {
            accepted = accept_with_place(&listener, &places) => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok(Some((stream, place))) => spawn(&connections, stream, &phase, place),
            // The stream is closed, because its address has no more places.
            Ok(None) => {}
            Err(error) => pause_after(&error).await,
        }
    }
    while let Ok(place) = Arc::clone(&places.free).try_acquire_owned()
        && let Some((stream, address)) = accept_waiting(&listener).await
    {
        if let Some(address) = places.addresses.enter(address.ip()) {
            spawn(&connections, stream, &phase, (place, address));
        }
    }
}

/// A connection, after there is a place for it. `None` if its address may not have one.
async fn accept_with_place(listener: &TcpListener, places: &Places) -> io::Result<Option<(TcpStream, Place)>> {
    let (stream, address) = listener.accept().await?;
    let Some(address) = places.addresses.enter(address.ip()) else { return Ok(None) };
    let place = Arc::clone(&places.free).acquire_owned().await.map_err(io::Error::other)?;
    Ok(Some((stream, (place, address))))
}

/// A connection that is already in the queue of the operating system.
async fn accept_waiting(listener: &TcpListener) -> Option<(TcpStream, SocketAddr)> {
    tokio::select! {
        biased;
        accepted = listener.accept() => accepted.ok(),
        () = std::future::ready(()) => None,
    }
}

fn spawn(connections: &Connections, stream: TcpStream, phase: &watch::Receiver<Phase>, place: Place) {
    let (connections, phase) = (connections.clone(), phase.clone());
    tokio::spawn(async move {
        connections.serve(stream, phase).await;
        drop(place);
    });
}

/// A client that left before it was accepted is not our problem, but without file descriptors the loop would spin.
async fn pause_after(error: &io::Error) {
    if !matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
        tracing::error!(%error, "a connection cannot be accepted");
        sleep(Duration::from_millis(50)).await;
    }
}
