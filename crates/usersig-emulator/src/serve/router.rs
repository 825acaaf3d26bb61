//! The routes of each listener.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Response, StatusCode};
use axum::routing::get;
use axum::{Router, middleware};

use crate::console::route as console;
use crate::control::routes as control;
use crate::gateway::route as gateway;
use crate::http::access::Access;
use crate::http::guard::{Guard, guard};
use crate::http::panics::{Guarded, guarded};
use crate::http::problem::Problem;
use crate::rest::route as rest;
use crate::world::emulator::Emulator;

/// The interfaces of a listener.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Interfaces {
    /// The service's interfaces, and the control plane with its page.
    All,
    /// The control plane and its page.
    Control,
    /// The service's interfaces: the gateway and REST.
    Service,
}

pub(super) fn router(interfaces: Interfaces, emulator: Arc<Emulator>, access: Arc<Access>) -> Guarded {
    let mut routes = Router::new().route("/readyz", get(async || Response::new(Body::from("ready\n"))));
    if interfaces != Interfaces::Control {
        routes = routes
            .route("/binfo", get(gateway::upgrade))
            .route("/v4/{service}/{command}", get(rest::serve).post(rest::serve));
    }
    if interfaces != Interfaces::Service {
        routes = routes.merge(control::routes()).merge(console::routes());
    }
    let guarded_by = Guard { access, emulator: Arc::clone(&emulator) };
    let routes = routes
        .fallback(async move || Problem::not_found(no_route(interfaces)))
        .method_not_allowed_fallback(async || {
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, "the route needs another method; the header Allow has it")
        })
        .layer(middleware::from_fn_with_state(guarded_by, guard))
        .with_state(emulator);
    guarded(routes)
}

const fn no_route(interfaces: Interfaces) -> &'static str {
    match interfaces {
        Interfaces::All | Interfaces::Control => {
            "there is no such route; GET /emulator/v1/openapi.json lists those of the control plane"
        }
        Interfaces::Service => "there is no such route; the control plane is only at the address of --control-listen",
    }
}
