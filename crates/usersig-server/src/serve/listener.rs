//! Accepts connections, a bounded number at a time.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::serve::connection::{Connections, Phase};
use crate::serve::places::{Place, Places};

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
    while places.has_free()
        && let Some((stream, address)) = accept_waiting(&listener).await
    {
        // Only this task takes places, so there still is one.
        if let Ok(Some(place)) = places.enter(address.ip()).await {
            spawn(&connections, stream, &phase, place);
        }
    }
}

/// A connection, after there is a place for it. `None` if its address may not have one.
async fn accept_with_place(listener: &TcpListener, places: &Places) -> io::Result<Option<(TcpStream, Place)>> {
    let (stream, address) = listener.accept().await?;
    let place = places.enter(address.ip()).await.map_err(io::Error::other)?;
    Ok(place.map(|place| (stream, place)))
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
    tokio::spawn(connections.serve(stream, phase, place));
}

/// A client that left before it was accepted is not our problem, but without file descriptors the loop would spin.
async fn pause_after(error: &io::Error) {
    if !matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
        tracing::error!(%error, "a connection cannot be accepted");
        sleep(Duration::from_millis(50)).await;
    }
}
