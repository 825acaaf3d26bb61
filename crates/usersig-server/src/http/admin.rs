//! Health and metrics, on a listener of their own.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Response, StatusCode};
use axum::routing::get;

use crate::http::panics::{self, Guarded};
use crate::http::problem::{Kind, Problem};
use crate::http::service::Service;
use crate::metrics::Metrics;

/// The admin API.
pub(crate) fn router(service: Arc<Service>) -> Guarded {
    let routes = Router::new()
        .route("/livez", get(async || text(StatusCode::OK, "alive\n".to_owned())))
        .route("/readyz", get(readyz))
        .route("/metrics", get(metrics))
        .fallback(async || Problem::new(Kind::NotFound).response())
        .with_state(Arc::clone(&service));
    panics::guarded(routes, service)
}

/// Ready if the store can be read and the service is not closing.
async fn readyz(State(service): State<Arc<Service>>) -> Response<Body> {
    if service.is_closing() {
        return text(StatusCode::SERVICE_UNAVAILABLE, "closing\n".to_owned());
    }
    match service.store.size().await {
        Ok(_) => text(StatusCode::OK, "ready\n".to_owned()),
        Err(error) => text(StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")),
    }
}

async fn metrics(State(service): State<Arc<Service>>) -> Response<Body> {
    Metrics::store(service.store.size().await);
    if let Ok(moment) = service.clock.now() {
        service.metrics.keys(&service.live.load().apps, moment.wall);
    }
    text(StatusCode::OK, service.metrics.render())
}

fn text(status: StatusCode, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let plain = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, plain);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
