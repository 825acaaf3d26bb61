//! The proxy for clients whose hosts are hard-coded. Its tunnels end in this process.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::header::ALLOW;
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
use crate::serve::connection::{link, serve_tls};
use crate::serve::http::{self, Link};
use crate::tls::service_hosts::is_service_host;

/// The port of https.
const HTTPS: u16 = 443;

/// The routes at the end of every tunnel.
#[derive(Clone)]
pub(super) struct Tunnels {
    pub(super) router: Guarded,
    pub(super) acceptor: TlsAcceptor,
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
        let response = if let Some(problem) = refusal(&request) {
            refused(&problem)
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
fn refusal(request: &Request<Incoming>) -> Option<Problem> {
    if request.method() != Method::CONNECT {
        let detail = "this proxy answers only CONNECT, which clients send for https addresses; set HTTPS_PROXY and not \
                      HTTP_PROXY, and call the emulator at its own address without a proxy";
        return Some(Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail));
    }
    let authority = request.uri().authority().map_or("", Authority::as_str);
    let detail = match authority.rsplit_once(':') {
        Some((host, port)) if is_service_host(host) && port == HTTPS.to_string() => return None,
        Some((host, port)) if is_service_host(host) => {
            format!("CONNECT names port {port} of {host:?}, and the service's hosts answer on port {HTTPS}")
        }
        _ => format!(
            "CONNECT names {authority:?}, which is not a host of the service; exempt other hosts from the proxy with NO_PROXY"
        ),
    };
    Some(Problem::new(StatusCode::FORBIDDEN, detail))
}

fn refused(problem: &Problem) -> Response<Body> {
    let mut response = problem.response();
    if problem.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("CONNECT"));
    }
    response
}
