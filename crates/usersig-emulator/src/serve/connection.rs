//! One connection, in the protocol of its listener.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::http::panics::Guarded;
use crate::http::place::Place;
use crate::serve::http::{Link, serve_routes};

/// The time for a TLS handshake.
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(10);

/// How clients speak to the routes.
#[derive(Clone)]
pub(super) enum Protocol {
    Plain(Guarded),
    Tls(Guarded, TlsAcceptor),
}

/// Serves a connection from its start.
pub(super) async fn serve(
    stream: TcpStream,
    protocol: Protocol,
    stop: watch::Receiver<bool>,
    place: OwnedSemaphorePermit,
) {
    if let Some(link) = link(&stream, stop, place) {
        match protocol {
            Protocol::Plain(router) => serve_routes(stream, router, link).await,
            Protocol::Tls(router, acceptor) => serve_tls(stream, router, &acceptor, link).await,
        }
    }
}

/// The other end, unless it has left.
pub(super) fn link(stream: &TcpStream, stop: watch::Receiver<bool>, place: OwnedSemaphorePermit) -> Option<Link> {
    stream.set_nodelay(true).ok()?;
    Some(Link { peer: stream.peer_addr().ok()?.ip(), place: Place::new(place), stop })
}

/// Serves a connection after its handshake.
pub(super) async fn serve_tls<S>(stream: S, router: Guarded, acceptor: &TlsAcceptor, link: Link)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    // An error is the client's: it does not trust the certificate, or does not speak TLS.
    if let Ok(Ok(stream)) = timeout(HANDSHAKE_WITHIN, acceptor.accept(stream)).await {
        serve_routes(stream, router, link).await;
    }
}
