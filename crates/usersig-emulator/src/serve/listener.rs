//! Accepts connections, a bounded number at a time.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::sleep;

use crate::serve::connection::{self, Protocol};
use crate::serve::proxy::{self, Tunnels};

/// Open connections of all listeners. Another one waits until one closes.
pub(super) const CONNECTIONS: usize = 20_000;

/// How a listener's connections are served.
#[derive(Clone)]
pub(super) enum Purpose {
    Proxy(Tunnels),
    Routes(Protocol),
}

/// Accepts connections until the emulator stops.
pub(super) async fn accept(
    listener: TcpListener,
    purpose: Purpose,
    places: Arc<Semaphore>,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        let accepted = tokio::select! {
            accepted = accept_with_place(&listener, &places) => accepted,
            _ = stop.wait_for(|stop| *stop) => return,
        };
        match accepted {
            Ok((stream, place)) => drop(tokio::spawn(serve(stream, purpose.clone(), stop.clone(), place))),
            Err(error) => pause_after(&error).await,
        }
    }
}

async fn serve(stream: TcpStream, purpose: Purpose, stop: watch::Receiver<bool>, place: OwnedSemaphorePermit) {
    match purpose {
        Purpose::Proxy(tunnels) => proxy::serve(stream, tunnels, stop, place).await,
        Purpose::Routes(protocol) => connection::serve(stream, protocol, stop, place).await,
    }
}

/// A connection, after there is a place for it.
async fn accept_with_place(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, _) = listener.accept().await?;
    Ok((stream, place))
}

/// A client that left before it was accepted is not our problem, but without file descriptors the loop would spin.
async fn pause_after(error: &io::Error) {
    if !matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
        sleep(Duration::from_millis(100)).await;
    }
}
