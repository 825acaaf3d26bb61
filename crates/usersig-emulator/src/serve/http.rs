//! HTTP/1.1 on one connection, with timeouts. The connection may become a WebSocket or a tunnel.

use std::convert::Infallible;
use std::net::IpAddr;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt as _;

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

/// A connection of a client.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) peer: IpAddr,
    /// A WebSocket and a tunnel outlive the request that opened them, so they take a part of the place with them.
    pub(super) place: Place,
    pub(super) stop: watch::Receiver<bool>,
}

/// Serves the routes.
pub(super) async fn serve_routes<S>(stream: S, router: Guarded, link: Link)
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    let (peer, place) = (link.peer, link.place.clone());
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        request.extensions_mut().insert(place.clone());
        let response = router.clone().oneshot(request.map(Body::new));
        async { response.await.map(|response| response.map(Body::new)) }
    });
    serve(stream, service, link.stop).await;
}

/// Serves requests until the client leaves, a timeout passes or the emulator stops.
pub(super) async fn serve<S, H>(stream: S, service: H, mut stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Send + 'static,
    H: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible>,
{
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
