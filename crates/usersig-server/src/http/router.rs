//! Finds the operation of a request by its path and method.
//!
//! The paths are few and fixed, so comparing them costs less than a framework that finds handlers of any type.

use hyper::body::Incoming;
use hyper::{Method, Request};

use crate::access::certificate::CertificateNames;
use crate::http::problem::{Kind, Problem};
use crate::http::reply::Reply;
use crate::http::request_id::REQUEST_ID;
use crate::http::service::Service;
use crate::http::{admin, host, openapi, operations};
use crate::words::route::Route;

/// The two listeners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listener {
    /// Health and metrics.
    Admin,
    Api,
}

/// Answers a request. The names are those of the connection's client certificate.
pub(crate) async fn answer(
    listener: Listener,
    service: &Service,
    names: &CertificateNames,
    request: &mut Request<Incoming>,
) -> Reply {
    match listener {
        Listener::Admin => admin(service, request).await,
        Listener::Api => api(service, names, request).await,
    }
}

async fn admin(service: &Service, request: &Request<Incoming>) -> Reply {
    let Some(page) = admin::Page::at(request.uri().path()) else {
        return refuse(request, Problem::new(Kind::NotFound));
    };
    match read_only(request) {
        Ok(()) => page.answer(service).await,
        Err(problem) => refuse(request, problem),
    }
}

async fn api(service: &Service, names: &CertificateNames, request: &mut Request<Incoming>) -> Reply {
    let path = request.uri().path();
    let Some(route) = Route::ALL.into_iter().find(|route| route.path() == path) else {
        return match (path, read_only(request)) {
            (openapi::PATH, Ok(())) => openapi::document(),
            (openapi::PATH, Err(problem)) => refuse(request, problem),
            _ => refuse(request, Problem::new(Kind::NotFound)),
        };
    };
    if request.method() != Method::POST {
        let mut reply = refuse(request, Problem::method_not_allowed("POST"));
        reply.headers_mut().insert(REQUEST_ID, service.request_ids.of(request.headers()).into_header_value());
        return reply;
    }
    match route {
        Route::PrivateMapKey => operations::private_map_key(service, names, request).await,
        Route::Revoke => operations::revoke(service, names, request).await,
        Route::UserSig => operations::user_sig(service, names, request).await,
        Route::UserSigs => operations::user_sigs(service, names, request).await,
        Route::Verify => operations::verify(service, names, request).await,
    }
}

/// Whether the request has to end although its client leaves. A revocation that was handed to the store takes effect, so its
/// line in the audit must be written too. A ticket has an effect only if its client gets it, and the line is written before.
pub(crate) fn outlives_client(request: &Request<Incoming>) -> bool {
    request.uri().path() == Route::Revoke.path()
}

/// The rules of a page that is only read.
fn read_only(request: &Request<Incoming>) -> Result<(), Problem> {
    match *request.method() {
        Method::GET | Method::HEAD => host::check(request.version(), request.headers()),
        _ => Err(Problem::method_not_allowed("GET, HEAD")),
    }
}

/// Refuses a request that no operation gets. A wrong host comes first.
fn refuse(request: &Request<Incoming>, problem: Problem) -> Reply {
    host::check(request.version(), request.headers()).err().unwrap_or(problem).reply()
}
