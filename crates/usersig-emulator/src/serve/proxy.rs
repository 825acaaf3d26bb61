//! The proxy for clients whose hosts are hard-coded. Its tunnels end in this process.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{ALLOW, HOST};
use axum::http::uri::Authority;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio_rustls::TlsAcceptor;

use crate::http::guard::named;
use crate::http::panics::Guarded;
use crate::http::problem::Problem;
use crate::journal::log::shortened;
use crate::journal::refusals::RefusalReason;
use crate::serve::connection::{link, serve_tls};
use crate::serve::http::{self, Link};
use crate::tls::service_hosts::is_service_host;
use crate::world::emulator::Emulator;

/// The port of https.
const HTTPS: u16 = 443;

/// The routes at the end of every tunnel.
#[derive(Clone)]
pub(super) struct Tunnels {
    pub(super) router: Guarded,
    pub(super) acceptor: TlsAcceptor,
    /// Its journal tells of the clients that get no tunnel.
    pub(super) emulator: Arc<Emulator>,
}

/// A request that opens no tunnel, and the address that it asked for.
struct Refusal {
    problem: Problem,
    reason: RefusalReason,
    address: String,
}

/// Answers the requests of a client until it opens a tunnel.
pub(super) async fn serve(
    stream: TcpStream,
    tunnels: Tunnels,
    stop: watch::Receiver<bool>,
    place: OwnedSemaphorePermit,
) {
    let Some(link) = link(&stream, stop, place) else { return };
    let stop = link.stop.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        let response = if let Some(refusal) = refusal(&request) {
            refused(refusal, &tunnels.emulator)
        } else {
            let upgrade = hyper::upgrade::on(&mut request);
            drop(tokio::spawn(tunnel(upgrade, tunnels.clone(), link.clone())));
            Response::new(Body::empty())
        };
        async { Ok::<_, Infallible>(named(response)) }
    });
    http::serve(stream, service, stop).await;
}

async fn tunnel(upgrade: OnUpgrade, tunnels: Tunnels, link: Link) {
    if let Ok(stream) = upgrade.await {
        serve_tls(TokioIo::new(stream), tunnels.router, &tunnels.acceptor, link).await;
    }
}

/// Why a request opens no tunnel.
fn refusal(request: &Request<Incoming>) -> Option<Refusal> {
    if request.method() != Method::CONNECT {
        let detail = "this proxy answers only CONNECT, which clients send for https addresses; set HTTPS_PROXY and not \
                      HTTP_PROXY, and call the emulator at its own address without a proxy";
        let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail);
        let host = || request.headers().get(HOST).and_then(|host| host.to_str().ok());
        let asked = request.uri().authority().map(Authority::as_str).or_else(host);
        return Some(Refusal { problem, reason: RefusalReason::ProxiedHttp, address: address(asked) });
    }
    let asked = request.uri().authority().map(Authority::as_str);
    let address = address(asked);
    let detail = match address.rsplit_once(':') {
        _ if asked.is_some_and(|asked| asked.contains('@')) => {
            format!("CONNECT names a user before {address:?}; it takes only a host and a port")
        }
        Some((host, port)) if is_service_host(host) && port == HTTPS.to_string() => return None,
        Some((host, port)) if is_service_host(host) => {
            format!("CONNECT names port {port} of {host:?}, and the service's hosts answer on port {HTTPS}")
        }
        _ => format!(
            "CONNECT names {address:?}, which is not a host of the service; exempt other hosts from the proxy with NO_PROXY"
        ),
    };
    let problem = Problem::new(StatusCode::FORBIDDEN, detail);
    Some(Refusal { problem, reason: RefusalReason::ConnectHost, address })
}

/// The host and the port, without a password that may stand before them.
fn address(asked: Option<&str>) -> String {
    let asked = asked.unwrap_or_default();
    shortened(asked.rsplit_once('@').map_or(asked, |(_, address)| address))
}

fn refused(refusal: Refusal, emulator: &Emulator) -> Response<Body> {
    let Refusal { problem, reason, address } = refusal;
    let detail = problem.detail().to_owned();
    emulator.call(|world, now| world.journal.note_refused(now, reason, address, detail));
    let mut response = problem.response();
    if problem.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("CONNECT"));
    }
    response
}
