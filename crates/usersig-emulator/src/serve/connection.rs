//! One connection: HTTP/1.1 with timeouts, which may become a WebSocket.

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio_io_timeout::TimeoutStream;
use tower::Service as _;

use crate::http::panics::Guarded;
use crate::http::peer::Peer;
use crate::http::place::Place;

/// The time in which a client sends the headers of a request, or its next request.
const HEADERS_WITHIN: Duration = Duration::from_secs(30);

/// A client that does not read for this long is disconnected.
const WRITE_WITHIN: Duration = Duration::from_secs(10);

/// The most bytes of the headers of a request. A ticket in a REST address has a few hundred.
const HEADER_BYTES_MAX: usize = 16 << 10;

/// The most headers of a request.
const HEADERS_MAX: usize = 64;

/// Serves requests until the client leaves, a timeout passes or the emulator stops.
pub(super) async fn serve(
    stream: TcpStream,
    router: Guarded,
    mut stop: watch::Receiver<bool>,
    place: OwnedSemaphorePermit,
) {
    let (Ok(peer), Ok(())) = (stream.peer_addr(), stream.set_nodelay(true)) else { return };
    // A WebSocket outlives this function, so it takes a part of the place with it.
    let place = Place::new(place);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer.ip()));
        request.extensions_mut().insert(place.clone());
        router.clone().call(request.map(Body::new))
    });
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_WITHIN));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_buf_size(HEADER_BYTES_MAX)
        .max_headers(HEADERS_MAX)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        // An error is the client's: it left, was too slow, or did not speak HTTP.
        _ = connection.as_mut() => {}
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            drop(connection.await);
        }
    }
}

async fn stopped(stop: &mut watch::Receiver<bool>) {
    // Without a sender the emulator has ended.
    drop(stop.wait_for(|stop| *stop).await);
}
